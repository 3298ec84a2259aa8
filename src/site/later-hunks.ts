/**
 * Long changes in steps: what a page lays out at once, and what it goes on with in folds that open when
 * a reader comes near (see `client/open-later.ts`). It reads the HTML that `render` writes: sections
 * with lists in which every line begins an item and that say where they begin in both texts, the
 * formatting-only ones in folds of their own.
 */

import { type ListStart, readListStart, writeListStart } from "../list-start.ts";

/** So many lines are laid out at once: about what a phone takes without a stutter. */
export const linesAtOnce = 100;

const section = "<section class=hunk>";
const item = "<li";
const later = "<details class=later data-later>";

/** Puts what follows the first hundred lines of a change's hunks into folds of about as many each. */
export function foldLaterHunks(html: string): string {
  const [first = [], ...others] = groupHunks(splitBefore(html, section).map(foldLaterLines));
  const folds = others.map(
    (hunks) =>
      `${later}<summary>${describeMore(hunks.length, "hunk")}</summary>${hunks.join("")}</details>\n`,
  );
  return [...first, ...folds].join("");
}

/** Runs of hunks in which the last one fills what is laid out at once. */
function groupHunks(hunks: readonly string[]): string[][] {
  const groups: string[][] = [];
  let lines = linesAtOnce;
  for (const hunk of hunks) {
    if (lines >= linesAtOnce) {
      groups.push([]);
      lines = 0;
    }
    groups.at(-1)?.push(hunk);
    lines += countShownLines(hunk);
  }
  return groups;
}

/** Cuts the plain lists of one hunk that are too long; folds and blocks without partners stay whole. */
function foldLaterLines(hunk: string): string {
  const plainList = /<details>.*?<\/details>|<ol( data-at=[a-zA-Z]+)?>(.*?)<\/ol>/gs;
  return hunk.replaceAll(plainList, (list, start = "", items = "") => {
    const [first, ...others] = groupLines(splitBefore(items, item));
    if (first === undefined || others.length === 0) return list;
    let at = countOn(readListStart(start), first);
    const folds = others.map((lines) => {
      const summary = `<summary>${describeMore(lines.length, "line")}</summary>`;
      const fold = `${later}${summary}<ol${writeListStart(at)}>${lines.join("")}</ol></details>`;
      at = countOn(at, lines);
      return fold;
    });
    return `<ol${start}>${first.join("")}</ol>${folds.join("")}`;
  });
}

function countOn(start: ListStart, lines: readonly string[]): ListStart {
  return {
    old: start.old + lines.filter((line) => !isOf("R", line)).length,
    new: start.new + lines.filter((line) => !isOf("L", line)).length,
  };
}

function groupLines(lines: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (const [at, line] of lines.entries()) {
    const current = groups.at(-1);
    const isFull = current === undefined || current.length >= linesAtOnce;
    // An insertion stays with the deletion that it may be paired with.
    const isPaired = isOf("R", line) && isOf("L", lines[at - 1] ?? "");
    // A few lines that are left are not worth a fold.
    const isRest = current !== undefined && lines.length - at < linesAtOnce / 4;
    if (isFull && !isPaired && !isRest) groups.push([line]);
    else current?.push(line);
  }
  return groups;
}

function isOf(side: "L" | "R", line: string): boolean {
  const [, found] = /^<li id=[^ >]*?([LR])\d+[ >]/.exec(line) ?? [];
  return found === side;
}

/** Lines that are not in folds; sentences about links are a list of another kind. */
function countShownLines(hunk: string): number {
  return hunk.replaceAll(/<(details|ul)\b.*?<\/\1>/gs, "").split(item).length - 1;
}

function splitBefore(text: string, mark: string): string[] {
  const [head = "", ...parts] = text.split(mark);
  const marked = parts.map((part) => mark + part);
  return head === "" ? marked : [head, ...marked];
}

function describeMore(count: number, noun: string): string {
  return `${String(count)} more ${noun}${count === 1 ? "" : "s"}`;
}
