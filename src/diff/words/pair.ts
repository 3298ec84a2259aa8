import type { Range } from "../../model.ts";
import { listGaps, type DiffRegion } from "../../sequences/region.ts";
import type { TokenizedLine } from "./tokens.ts";
import type { Budget } from "../../sequences/budget.ts";
import { shareAffixes } from "./affixes.ts";
import { joinIslands, weighTokens } from "./changes.ts";
import { markTokens, type PairMarks } from "./marks.ts";
import { markUnusualBlanks } from "./space-marks.ts";
import { slideChanges } from "./slide.ts";
import { matchElements } from "../../sequences/match-elements.ts";

export interface PairComparison extends PairMarks {
  /** The weight of the tokens that stayed. */
  readonly common: number;
  /** The weight of what nearly stayed: changed words that begin and end alike. */
  readonly near: number;
  readonly approximate: boolean;
}

/** Compares two lines by words; columns of the marks count in each line. */
export function compareLinePair(
  old: TokenizedLine,
  new_: TokenizedLine,
  weights: readonly number[],
  budget: Budget,
): PairComparison {
  const { changes, partners, ...rest } = compareTokens(old, new_, weights, budget);
  const words = markChanges(old, new_, changes);
  const blanks = markUnusualBlanks(old, new_, partners);
  return {
    old: mergeRanges(words.old, blanks.old),
    new: mergeRanges(words.new, blanks.new),
    ...rest,
  };
}

function mergeRanges(some: readonly Range[], others: readonly Range[]): readonly Range[] {
  if (others.length === 0) return some;
  const merged: Range[] = [];
  for (const range of [...some, ...others].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || last.end < range.start) merged.push(range);
    else merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) };
  }
  return merged;
}

interface TokenComparison extends Omit<PairComparison, keyof PairMarks> {
  readonly changes: readonly DiffRegion[];
  /** For each old token the new one that it stayed, or -1. */
  readonly partners: Int32Array;
}

/** The changes between two texts, cleaned up, as indices of tokens. */
export function compareTokens(
  old: TokenizedLine,
  new_: TokenizedLine,
  weights: readonly number[],
  budget: Budget,
  lines = 1,
): TokenComparison {
  const { partners, approximate } = matchElements(old.tokens.ids, new_.tokens.ids, weights, budget);
  let common = 0;
  partners.forEach((partner, at) => {
    if (partner >= 0) common += weights[old.tokens.ids[at] ?? 0] ?? 0;
  });
  const listed = listGaps(partners, new_.tokens.ids.length);
  const slid = slideChanges(listed, old.tokens, new_.tokens, old.text, new_.text);
  const changes = joinIslands(slid, { old, new: new_, weights }, lines);
  return { changes, partners, common, near: weighNear(listed, old, new_, weights), approximate };
}

/** Replaced texts that share less of their characters at both ends are no relatives. */
const leastAffixes = 0.5;

/** So `X-Api-Key` and `X-Api-Token` count for the most part as the same, though marked as one word. */
function weighNear(
  changes: readonly DiffRegion[],
  old: TokenizedLine,
  new_: TokenizedLine,
  weights: readonly number[],
): number {
  let near = 0;
  const rate = (oldStart: number, oldEnd: number, newStart: number, newEnd: number) => {
    const oldRange = markTokens(old.tokens, oldStart, oldEnd);
    const newRange = markTokens(new_.tokens, newStart, newEnd);
    const share = shareAffixes(
      old.text.slice(oldRange.start, oldRange.end),
      new_.text.slice(newRange.start, newRange.end),
    );
    if (share < leastAffixes) return;
    const oldWeight = weighTokens(old.tokens, oldStart, oldEnd, weights);
    near += share * Math.min(oldWeight, weighTokens(new_.tokens, newStart, newEnd, weights));
  };
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    const length = oldEnd - oldStart;
    if (length === 0 || newStart === newEnd) continue;
    if (length !== newEnd - newStart) rate(oldStart, oldEnd, newStart, newEnd);
    else {
      for (let at = 0; at < length; at++) {
        rate(oldStart + at, oldStart + at + 1, newStart + at, newStart + at + 1);
      }
    }
  }
  return near;
}

/** Marks the tokens of these changes. */
function markChanges(
  old: TokenizedLine,
  new_: TokenizedLine,
  changes: readonly DiffRegion[],
): PairMarks {
  const marks: { old: Range[]; new: Range[] } = { old: [], new: [] };
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    if (oldEnd > oldStart) marks.old.push(markTokens(old.tokens, oldStart, oldEnd));
    if (newEnd > newStart) marks.new.push(markTokens(new_.tokens, newStart, newEnd));
  }
  return marks;
}
