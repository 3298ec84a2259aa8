import { type Budget, spend } from "./budget.ts";
import { findAnchors } from "./anchors.ts";
import { matchByEdits } from "./edits.ts";
import { matchByWeight } from "./weighted.ts";

export interface WordMatch {
  /** For each old token the index of the new token that it stays, or -1. */
  readonly partners: Int32Array;
  /** A budget was hit: some tokens that stayed may count as changed. */
  readonly coarse: boolean;
}

interface Work {
  readonly old: readonly number[];
  readonly new: readonly number[];
  readonly weights: readonly number[];
  readonly partners: Int32Array;
  readonly budget: Budget;
}

/** Regions up to so many cells are compared exactly, larger ones only where they have no anchors. */
const fewCells = 16_384;
const mostCells = 262_144;
/** Words in a row that may serve as an anchor, tried one after the other. */
const anchorLengths = [1, 3, 6];

/**
 * Compares two runs of tokens: common ends, then words (then runs of words) that are unique on both
 * sides as anchors as in patience diff, then the heaviest common subsequence between them.
 */
export function matchWords(
  old: readonly number[],
  new_: readonly number[],
  weights: readonly number[],
  budget: Budget,
): WordMatch {
  const partners = new Int32Array(old.length).fill(-1);
  const work: Work = { old, new: new_, weights, partners, budget };
  const whole = { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: new_.length };
  return { partners, coarse: !matchRegion(work, whole, 0) };
}

export interface Region {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Returns false when the budget did not suffice. */
function matchRegion(work: Work, region: Region, level: number): boolean {
  const { oldStart, oldEnd, newStart, newEnd } = trimEnds(work, region);
  const rows = oldEnd - oldStart;
  const columns = newEnd - newStart;
  if (rows === 0 || columns === 0) return true;
  const rest = { oldStart, oldEnd, newStart, newEnd };
  if (rows * columns > fewCells) {
    for (let index = level; index < anchorLengths.length; index++) {
      if (!spend(work.budget, rows + columns)) return false;
      const anchors = findAnchors(
        work.old,
        work.new,
        work.weights,
        rest,
        anchorLengths[index] ?? 1,
      );
      if (anchors.length > 0) return matchBetween(work, rest, anchors, index);
    }
  }
  if (rows * columns <= mostCells) {
    if (!spend(work.budget, rows * columns)) return false;
    matchByWeight(work.old, work.new, work.weights, rest, work.partners);
    return true;
  }
  return matchByEdits(work.old, work.new, rest, work.partners, work.budget);
}

function matchBetween(
  work: Work,
  region: Region,
  anchors: readonly { readonly old: number; readonly new: number }[],
  level: number,
): boolean {
  let complete = true;
  let { oldStart, newStart } = region;
  for (const anchor of anchors) {
    work.partners[anchor.old] = anchor.new;
    const gap = { oldStart, oldEnd: anchor.old, newStart, newEnd: anchor.new };
    complete = matchRegion(work, gap, level) && complete;
    oldStart = anchor.old + 1;
    newStart = anchor.new + 1;
  }
  const last = { oldStart, oldEnd: region.oldEnd, newStart, newEnd: region.newEnd };
  return matchRegion(work, last, level) && complete;
}

function trimEnds(work: Work, region: Region): Region {
  let { oldStart, oldEnd, newStart, newEnd } = region;
  const { old, new: new_, partners } = work;
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === new_[newStart]) {
    partners[oldStart++] = newStart++;
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === new_[newEnd - 1]) {
    partners[--oldEnd] = --newEnd;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}
