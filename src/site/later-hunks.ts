/**
 * Long changes in steps: what a page lays out at once, and what it goes on with in folds that open when
 * a reader comes near (see `client/open-later.ts`). It reads the HTML that `render` writes: sections
 * with lists in which every line begins an item, the formatting-only ones in folds of their own.
 */

/** So many lines are laid out at once: about what a phone takes without a stutter. */
export const linesAtOnce = 100;

const section = "<section class=hunk>";
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
  return hunk.replaceAll(/<details>.*?<\/details>|<ol>(.*?)<\/ol>/gs, (list, items?: string) => {
    const [first, ...others] = groupLines(splitBefore(items ?? "", "<li "));
    if (first === undefined || others.length === 0) return list;
    const folds = others.map(
      (lines) =>
        `${later}<summary>${describeMore(lines.length, "line")}</summary><ol>${lines.join("")}</ol></details>`,
    );
    return `<ol>${first.join("")}</ol>${folds.join("")}`;
  });
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
  const [, found] = /^<li id=[^ >]*?([LR])\d+ /.exec(line) ?? [];
  return found === side;
}

/** Lines that are not in folds. */
function countShownLines(hunk: string): number {
  return hunk.replaceAll(/<details.*?<\/details>/gs, "").split("<li ").length - 1;
}

function splitBefore(text: string, mark: string): string[] {
  const [head = "", ...parts] = text.split(mark);
  const marked = parts.map((part) => mark + part);
  return head === "" ? marked : [head, ...marked];
}

function describeMore(count: number, noun: string): string {
  return `${String(count)} more ${noun}${count === 1 ? "" : "s"}`;
}
