import { toDisplay } from "../bytes.ts";
import type { Range } from "../model.ts";
import { escapeText, nameLookalikes, wholePair } from "./text.ts";

/** So many UTF-16 code units of a line are shown in a feed. */
export const longestFeedLine = 1200;

/** A marked word begins at most so far from the start of what is shown. */
const leadIn = 200;

const markStyles = { ins: "background:#9be9a8", del: "background:#ffb3ad" } as const;

/**
 * A line as HTML for feeds: its marks as `tag` with their colours inline, its length capped around the
 * first mark, with what was left out said. A line without marks is `tag` as a whole.
 */
export function renderFeedLine(
  line: string,
  marks: readonly Range[],
  tag: "ins" | "del",
  whole: boolean,
): string {
  const text = toDisplay(line);
  const shown = chooseWindow(text, marks);
  const before = shown.start > 0 ? `(${countCharacters(shown.start)}) … ` : "";
  const rest = text.length - shown.end;
  const after = rest > 0 ? ` … (${countCharacters(rest)} more)` : "";
  const body = whole
    ? `<${tag} style="text-decoration:none">${showText(text.slice(shown.start, shown.end))}</${tag}>`
    : renderMarks(text, shown, marks, tag);
  return `${before}${body}${after}`;
}

/** Text of a snapshot without any character that hides or reorders others: those are named instead. */
export function showText(text: string): string {
  return nameFenced(escapeText(text));
}

function showChanged(text: string): string {
  return nameFenced(nameLookalikes(escapeText(text)));
}

function nameFenced(html: string): string {
  return html
    .replaceAll(/<bdi data-u=([0-9A-F]{4})>.<\/bdi>/gsu, "[U+$1]")
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD");
}

function renderMarks(
  text: string,
  shown: Range,
  marks: readonly Range[],
  tag: "ins" | "del",
): string {
  let html = "";
  let at = shown.start;
  for (const mark of marks) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, shown.end);
    if (start >= end) continue;
    html += showText(text.slice(at, start));
    html += `<${tag} style="${markStyles[tag]}">${showChanged(text.slice(start, end))}</${tag}>`;
    at = end;
  }
  return html + showText(text.slice(at, shown.end));
}

function chooseWindow(text: string, marks: readonly Range[]): Range {
  if (text.length <= longestFeedLine) return { start: 0, end: text.length };
  const wanted = Math.max(0, (marks[0]?.start ?? 0) - leadIn);
  const start = wholePair(text, Math.min(wanted, text.length - longestFeedLine));
  return { start, end: wholePair(text, start + longestFeedLine) };
}

function countCharacters(count: number): string {
  return count === 1 ? "1 character" : `${String(count)} characters`;
}
