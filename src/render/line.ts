import { toDisplay } from "../bytes.ts";
import type { Range } from "../model.ts";
import { roleEnd, roleTags } from "./highlight/roles.ts";
import { findPadding } from "./table.ts";
import { chooseEscape } from "./text.ts";
import type { ColouredToken } from "./highlight/tokens.ts";

/** A range of a line that becomes an element; two of them are nested or apart. */
interface ElementRange extends Range {
  readonly open: string;
  readonly close: string;
}

/**
 * A line's HTML: its tokens as elements of their roles, its marks as `tag`. A mark inside one token
 * stays inside its element; any other token is cut at the mark's ends. Padding of a table's cells is in elements
 * that the style sheet narrows to nothing, so that it is copied all the same.
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
  const padding = findPadding(text);
  if (tokens.length === 0 && marks.length === 0 && padding.length === 0) return escape(text);
  const ranges = layRanges(tokens, marks, tag);
  const open: ElementRange[] = [];
  let html = "";
  let at = 0;
  let next = 0;

  function writeUpTo(end: number): void {
    while (at < end) {
      const run = padding[next];
      const isPadding = run !== undefined && run.start <= at;
      const to = Math.min(end, isPadding ? run.end : (run?.start ?? end));
      const part = escape(text.slice(at, to));
      html += isPadding ? `<t- class=o>${part}</t->` : part;
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
  writeUpTo(text.length);
  return html;
}

/** Tokens and marks in the order in which they open. */
function layRanges(
  tokens: readonly ColouredToken[],
  marks: readonly Range[],
  tag: "ins" | "del",
): readonly ElementRange[] {
  const coloured = tokens.flatMap((token) => {
    const open = roleTags[token.role] ?? "";
    return cutAtMarks(token, marks).map((part) => ({ ...part, open, close: roleEnd }));
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
