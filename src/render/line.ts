import { toDisplay } from "../bytes.ts";
import type { Range } from "../model.ts";
import { roleEnds, roleStarts } from "./highlight/roles.ts";
import { findPadding } from "./table.ts";
import { chooseEscape, nameLookalikes, wholePair } from "./text.ts";
import type { ColouredToken } from "./highlight/tokens.ts";

/** A range of a line that becomes an element; two of them are nested or apart. */
interface ElementRange extends Range {
  readonly open: string;
  readonly close: string;
}

/** A longer line is shown around its marks only. */
const longestLine = 5_000;
/** So many characters are shown before and behind a mark, and at both ends of a long one. */
const around = 300;
/** Fewer are not worth hiding. */
const fewest = 100;
/** What a data URI says of itself, and what it holds. */
const dataUri = /(data:[\w.+-]+\/[\w.+-]+(?:;[\w=.-]+)*;base64,)([\w+/=-]+)/g;

/**
 * A line's HTML: its tokens as elements of their roles, its marks as `tag`. A mark inside one token
 * stays inside its element; any other token is cut at the mark's ends. What is far from the marks of a
 * very long line, and what a data URI holds, stands in a fold that tells its length. Padding of a table's
 * cells is in elements that the style sheet narrows to nothing, so that it is copied all the same.
 *
 * @param line without its terminator
 * @param marks ascending, never touching; laying them over tokens in one pass is expressive-code's idea
 */
export function renderLine(
  line: string,
  tokens: readonly ColouredToken[],
  marks: readonly Range[],
  tag: "ins" | "del",
): string {
  // Keeps every column where it is, and the halves of a broken pair from becoming two signs.
  const text = toDisplay(line);
  const escape = chooseEscape(text);
  const ranges = { tokens, marks, padding: findPadding(text) };
  const isBare = tokens.length + marks.length + ranges.padding.length === 0;
  if (isBare && text.length <= fewest) return escape(text);
  let html = "";
  let at = 0;
  for (const { start, end } of findHidden(text, marks)) {
    const length = (end - start).toLocaleString("en");
    html += renderPart(text, { start: at, end: start }, ranges, tag, escape);
    html += `<details class=rest><summary data-length="${length}"></summary>`;
    html += `${renderPart(text, { start, end }, ranges, tag, escape)}</details>`;
    at = end;
  }
  return html + renderPart(text, { start: at, end: text.length }, ranges, tag, escape);
}

/** What of a line is not shown at first, ascending. */
function findHidden(text: string, marks: readonly Range[]): readonly Range[] {
  return listDispensable(text, marks)
    .map(({ start, end }) => ({ start: wholePair(text, start), end: wholePair(text, end) }))
    .filter(({ start, end }) => end - start >= fewest);
}

function listDispensable(text: string, marks: readonly Range[]): readonly Range[] {
  if (text.length > longestLine) {
    if (marks.length === 0) return [{ start: longestLine, end: text.length }];
    const shown = marks.flatMap(({ start, end }) => [start, end]);
    const starts = [0, ...shown.map((at) => at + around)];
    return starts
      .map((start, index) => ({ start, end: (shown[index] ?? Infinity) - around }))
      .map(({ start, end }) => ({ start, end: Math.min(end, text.length) }));
  }
  if (!text.includes(";base64,")) return [];
  return Array.from(text.matchAll(dataUri), ({ 0: whole, 1: head = "", index }) => ({
    start: index + head.length,
    end: index + whole.length,
  }));
}

/** What stands in a line, each ascending. */
interface LineRanges {
  readonly tokens: readonly ColouredToken[];
  readonly marks: readonly Range[];
  readonly padding: readonly Range[];
}

function renderPart(
  text: string,
  part: Range,
  line: LineRanges,
  tag: "ins" | "del",
  escape: (part: string) => string,
): string {
  const ranges = layRanges(clip(line.tokens, part), clip(line.marks, part), tag);
  const padding = clip(line.padding, part);
  const open: ElementRange[] = [];
  const markEnd = `</${tag}>`;
  let html = "";
  let at = part.start;
  let next = 0;

  function writeUpTo(end: number): void {
    const isMarked = open.some(({ close }) => close === markEnd);
    while (at < end) {
      const run = padding[next];
      const isPadding = run !== undefined && run.start <= at;
      const to = Math.min(end, isPadding ? run.end : (run?.start ?? end));
      const own = escape(text.slice(at, to));
      const shown = isMarked ? nameLookalikes(own) : own;
      html += isPadding ? `<o->${shown}</o->` : shown;
      if (to === run?.end) next += 1;
      at = to;
    }
  }

  function closeUpTo(end: number): void {
    for (let last = open.at(-1); last !== undefined && last.end <= end; last = open.at(-1)) {
      writeUpTo(last.end);
      html += last.close;
      open.pop();
    }
  }

  for (const range of ranges) {
    closeUpTo(range.start);
    writeUpTo(range.start);
    html += range.open;
    open.push(range);
  }
  closeUpTo(Infinity);
  writeUpTo(part.end);
  return html;
}

/** What of some ranges lies in a part of the line. */
function clip<Part extends Range>(ranges: readonly Part[], { start, end }: Range): readonly Part[] {
  return ranges.flatMap((range) =>
    range.start < end && range.end > start
      ? [{ ...range, start: Math.max(range.start, start), end: Math.min(range.end, end) }]
      : [],
  );
}

/** Tokens and marks in the order in which they open. */
function layRanges(
  tokens: readonly ColouredToken[],
  marks: readonly Range[],
  tag: "ins" | "del",
): readonly ElementRange[] {
  const coloured = tokens.flatMap((token) => {
    const open = roleStarts[token.role] ?? "";
    const close = roleEnds[token.role] ?? "";
    return cutAtMarks(token, marks).map((part) => ({ ...part, open, close }));
  });
  if (marks.length === 0) return coloured;
  const marked = marks.map((mark) => ({ ...mark, open: `<${tag}>`, close: `</${tag}>` }));
  return [...marked, ...coloured].sort(
    (one, other) => one.start - other.start || other.end - one.end,
  );
}

/** Cuts a token where a mark begins or ends inside it and reaches out of it. */
function cutAtMarks({ start, end }: Range, marks: readonly Range[]): readonly Range[] {
  const parts: Range[] = [];
  let from = start;
  let to = end;
  let tail: Range | null = null;
  for (const mark of marks) {
    if (mark.start < start && mark.end > start && mark.end < end) {
      parts.push({ start, end: mark.end });
      from = mark.end;
    }
    if (mark.start > start && mark.start < end && mark.end > end) {
      tail = { start: mark.start, end };
      to = mark.start;
    }
  }
  parts.push({ start: from, end: to });
  if (tail !== null) parts.push(tail);
  return parts;
}
