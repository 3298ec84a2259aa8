/** Draws a text: a row for each line, with its age and number; and its outline. */
import { findFencedLines } from "../../diff/lines/fences.ts";
import { showDate, showShortDay } from "../../site/text/dates.ts";
import { dateOf, timeOf, toIsoTime } from "../../stamp.ts";
import type { LineAge } from "../../versions/ages.ts";
import type { VersionIndex } from "../../versions/format.ts";
import type { TextPage } from "./shown-text.ts";
import { make } from "../make.ts";

/** From this age on a line is as pale as can be. */
const palest = 4;

/** Draws the lines and gives their rows. */
export function drawLines(lines: readonly string[]): readonly HTMLTableRowElement[] {
  const body = document.querySelector("[data-lines] tbody");
  const rows = lines.map((line, index) => {
    const number = make("td");
    number.dataset["number"] = String(index + 1);
    const text = make("td", {}, line.endsWith("\n") ? line.slice(0, -1) : line);
    return make("tr", { id: `l${String(index + 1)}` }, make("td"), number, text);
  });
  body?.replaceChildren(...rows);
  return rows;
}

/** Draws the ages; lines of one change in a row say so once. */
export function drawAges(
  { source, urls }: TextPage,
  { snapshots }: VersionIndex,
  rows: readonly HTMLTableRowElement[],
  ages: readonly LineAge[],
): void {
  const newest = ages.reduce((newest, { at }) => Math.max(newest, timeOf(at)), 0);
  const first = timeOf(snapshots[0] ?? "1970-01-01");
  for (const [index, row] of rows.entries()) {
    const age = ages[index];
    const [cell] = row.cells;
    if (!age || !cell) continue;
    const share = (newest - timeOf(age.at)) / Math.max(newest - first, 1);
    row.dataset["age"] = String(Math.min(Math.floor(share * (palest + 1)), palest));
    const before = ages[index - 1];
    const isSame = before?.at === age.at && before.path === age.path;
    row.classList.toggle("begins", !isSame);
    cell.replaceChildren(...(isSame ? [] : [drawAge(age, snapshots)]));
  }

  function drawAge({ at, path, anchor }: LineAge, snapshots: readonly string[]): HTMLElement {
    const date = dateOf(at);
    const day = `${showShortDay(date)} ${date.slice(0, 4)}`;
    const time = make("time", { dateTime: toIsoTime(at) }, day);
    if (anchor === null) {
      time.title =
        at === snapshots[0] ? "Since the first snapshot, or longer" : `Since ${showDate(date)}`;
      return time;
    }
    const title = `The change of ${path.toWellFormed()} on ${showDate(date)}`;
    return make("a", { href: urls.change(source, date, anchor), title }, time);
  }
}

/** Draws the headings as links to their lines. */
export function drawOutline(lines: readonly string[]): void {
  const outline = document.querySelector<HTMLElement>("[data-outline]");
  const headings = listHeadings(lines);
  if (!outline || headings.length < 2) return;
  const top = Math.min(...headings.map(({ depth }) => depth));
  outline.querySelector("ol")?.replaceChildren(
    ...headings.map(({ depth, text, line }) => {
      const item = make("li", {}, make("a", { href: `#l${String(line + 1)}` }, text));
      item.dataset["depth"] = String(depth - top);
      return item;
    }),
  );
  outline.hidden = false;
}

/** A heading of a text, to go to. */
interface TextHeading {
  /** 1 to 6. */
  readonly depth: number;
  readonly text: string;
  /** From 0. */
  readonly line: number;
}

/** The `#` headings outside of fences and front matter: enough to find one's way by. */
function listHeadings(lines: readonly string[]): TextHeading[] {
  const headings: TextHeading[] = [];
  const fenced = findFencedLines(lines);
  for (let line = skipFrontMatter(lines); line < lines.length; line += 1) {
    const text = (lines[line] ?? "").trimEnd();
    const [, marks = "", words = ""] = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?$/.exec(text) ?? [];
    if (words !== "" && fenced[line] === 0)
      headings.push({ depth: marks.length, text: words, line });
  }
  return headings;
}

function skipFrontMatter(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== "---") return 0;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---");
  return end < 0 ? 0 : end + 1;
}
