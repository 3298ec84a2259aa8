import type { Range } from "../model.ts";
import type { Tokens } from "./tokens.ts";

/** Marks of both sides of a pair of lines, columns. */
export interface PairMarks {
  readonly old: readonly Range[];
  readonly new: readonly Range[];
}

/** Marks that a pair may have, both sides together: more of them are not read but searched through. */
const mostMarks = 8;

/** From the first token's start to the last one's end: white space between changed words is marked too. */
export function markTokens(tokens: Tokens, start: number, end: number): Range {
  return { start: tokens.starts[start] ?? 0, end: tokens.ends[end - 1] ?? 0 };
}

/** Joins the nearest marks of either side until there are few enough. */
export function limitMarks(marks: PairMarks): PairMarks {
  if (marks.old.length + marks.new.length <= mostMarks) return marks;
  const gaps = [...listGaps(marks.old, "old"), ...listGaps(marks.new, "new")];
  gaps.sort((a, b) => a.size - b.size || a.index - b.index);
  const surplus = marks.old.length + marks.new.length - mostMarks;
  const closed = { old: new Set<number>(), new: new Set<number>() };
  for (const gap of gaps.slice(0, surplus)) closed[gap.side].add(gap.index);
  return { old: closeGaps(marks.old, closed.old), new: closeGaps(marks.new, closed.new) };
}

interface Gap {
  readonly side: "old" | "new";
  /** It lies behind the mark of this index. */
  readonly index: number;
  readonly size: number;
}

function listGaps(marks: readonly Range[], side: "old" | "new"): Gap[] {
  const gaps: Gap[] = [];
  marks.forEach((mark, index) => {
    const next = marks[index + 1];
    if (next !== undefined) gaps.push({ side, index, size: next.start - mark.end });
  });
  return gaps;
}

function closeGaps(marks: readonly Range[], closed: ReadonlySet<number>): Range[] {
  const kept: Range[] = [];
  marks.forEach((mark, index) => {
    const last = kept.at(-1);
    if (last !== undefined && closed.has(index - 1))
      kept[kept.length - 1] = { ...last, end: mark.end };
    else kept.push(mark);
  });
  return kept;
}
