import type { Range } from "../../model.ts";
import type { Tokens } from "./tokens.ts";

/** Marks of both sides of a pair of lines, columns. */
export interface PairMarks {
  readonly old: readonly Range[];
  readonly new: readonly Range[];
}

export interface LimitedMarks extends PairMarks {
  /** So that they are few, some mark reaches over a good deal of text that stayed. */
  readonly wide: boolean;
}

/** The texts that the marks are about. */
interface PairTexts {
  readonly old: string;
  readonly new: string;
}

/** Marks that a pair may have, both sides together: more of them are not read but searched through. */
const mostMarks = 8;
/** Characters that stayed which a mark may hold without anybody being told: about a line. */
const longestGap = 80;
/** What it costs to join marks over the border of two cells, in characters. */
const borderCost = 1_000;

/** From the first token's start to the last one's end: white space between changed words is marked too. */
export function markTokens(tokens: Tokens, start: number, end: number): Range {
  return { start: tokens.starts[start] ?? 0, end: tokens.ends[end - 1] ?? 0 };
}

/** Joins the nearest marks of either side until there are few enough, over pipes only if nothing else is left. */
export function limitMarks(marks: PairMarks, texts: PairTexts): LimitedMarks {
  const surplus = marks.old.length + marks.new.length - mostMarks;
  if (surplus <= 0) return { ...marks, wide: false };
  const gaps = [...listGaps(marks.old, texts.old, "old"), ...listGaps(marks.new, texts.new, "new")];
  gaps.sort((a, b) => a.cost - b.cost || a.index - b.index);
  const closed = { old: new Set<number>(), new: new Set<number>() };
  for (const gap of gaps.slice(0, surplus)) closed[gap.side].add(gap.index);
  return {
    old: closeGaps(marks.old, closed.old),
    new: closeGaps(marks.new, closed.new),
    wide: gaps.slice(0, surplus).some(({ size }) => size > longestGap),
  };
}

interface Gap {
  readonly side: "old" | "new";
  /** It lies behind the mark of this index. */
  readonly index: number;
  /** In characters. */
  readonly size: number;
  readonly cost: number;
}

function listGaps(marks: readonly Range[], text: string, side: "old" | "new"): Gap[] {
  const gaps: Gap[] = [];
  marks.forEach((mark, index) => {
    const next = marks[index + 1];
    if (next === undefined) return;
    const size = next.start - mark.end;
    const isBorder = text.slice(mark.end, next.start).includes("|");
    gaps.push({ side, index, size, cost: isBorder ? size + borderCost : size });
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
