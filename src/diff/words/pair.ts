import type { Range } from "../../model.ts";
import { listChanges, type DiffRegion } from "../../sequences/region.ts";
import type { Tokens } from "./tokens.ts";
import type { Budget } from "../../sequences/budget.ts";
import { shareAffixes } from "./affixes.ts";
import { joinIslands, weighTokens } from "./changes.ts";
import { type LimitedMarks, limitMarks, markTokens } from "./marks.ts";
import { slideChanges } from "./slide.ts";
import { matchElements } from "../../sequences/match-elements.ts";

/** A text with its tokens. */
export interface TokenizedLine {
  readonly text: string;
  readonly tokens: Tokens;
}

export interface PairComparison extends LimitedMarks {
  /** The weight of the tokens that stayed. */
  readonly common: number;
  /** The weight of what nearly stayed: changed words that begin and end alike. */
  readonly near: number;
  readonly coarse: boolean;
}

/** Compares two lines by words; columns of the marks count in each line. */
export function comparePair(
  old: TokenizedLine,
  new_: TokenizedLine,
  weights: readonly number[],
  budget: Budget,
): PairComparison {
  const { changes, ...rest } = compareTokens(old, new_, weights, budget);
  const all = {
    old: markSide(old.tokens, changes, "old"),
    new: markSide(new_.tokens, changes, "new"),
  };
  const marks = limitMarks(all, { old: old.text, new: new_.text });
  return { ...marks, ...rest };
}

/** The changes between two texts, cleaned up, as indices of tokens. */
export function compareTokens(
  old: TokenizedLine,
  new_: TokenizedLine,
  weights: readonly number[],
  budget: Budget,
): { changes: DiffRegion[]; common: number; near: number; coarse: boolean } {
  const { partners, coarse } = matchElements(old.tokens.ids, new_.tokens.ids, weights, budget);
  let common = 0;
  partners.forEach((partner, at) => {
    if (partner >= 0) common += weights[old.tokens.ids[at] ?? 0] ?? 0;
  });
  const listed = listChanges(partners, new_.tokens.ids.length);
  const slid = slideChanges(listed, old.tokens, new_.tokens, old.text, new_.text);
  const changes = joinIslands(slid, old.tokens, new_.tokens, weights);
  return { changes, common, near: weighNear(listed, old, new_, weights), coarse };
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

function markSide(tokens: Tokens, changes: readonly DiffRegion[], side: "old" | "new"): Range[] {
  const marks: Range[] = [];
  for (const change of changes) {
    const start = side === "old" ? change.oldStart : change.newStart;
    const end = side === "old" ? change.oldEnd : change.newEnd;
    if (end > start) marks.push(markTokens(tokens, start, end));
  }
  return marks;
}
