import { type Budget, spend } from "./budget.ts";
import { matchByEdits } from "./myers.ts";
import { type Match, type DiffRegion, splitAtAnchors, trimEnds, wholeRegion } from "./region.ts";
import { findAnchors } from "./anchors.ts";
import { matchByWeight } from "./weighted.ts";

export interface ElementMatch {
  /** For each old token the index of the new token that it stays, or -1. */
  readonly partners: Int32Array;
  /** A budget was hit: some tokens that stayed may count as changed. */
  readonly approximate: boolean;
}

interface ElementComparison {
  readonly old: readonly number[];
  readonly new: readonly number[];
  readonly weights: readonly number[];
  readonly partners: Int32Array;
  readonly budget: Budget;
  readonly exactCells: number;
}

/** Regions up to so many cells are compared exactly, larger ones, up to the most, where they have no anchors. */
const fewCells = 16_384;
export const mostCells = 262_144;
/** Edits that a region without anchors may have. */
const mostEdits = 1_000;
/** Words in a row that may serve as an anchor, tried one after the other. */
const anchorLengths = [1, 3, 6];

/**
 * Compares two runs of tokens: common ends, then words (then runs of words) that are unique on both
 * sides as anchors as in patience diff, then the heaviest common subsequence between them.
 */
export function matchElements(
  old: readonly number[],
  new_: readonly number[],
  weights: readonly number[],
  budget: Budget,
  exactCells = fewCells,
): ElementMatch {
  const partners = new Int32Array(old.length).fill(-1);
  const comparison = { old, new: new_, weights, partners, budget, exactCells };
  return { partners, approximate: !matchRegion(comparison, wholeRegion(old, new_), 0) };
}

/** Returns false when the budget did not suffice. */
function matchRegion(comparison: ElementComparison, region: DiffRegion, level: number): boolean {
  const { old, new: new_, weights, partners, budget, exactCells } = comparison;
  const rest = trimEnds(old, new_, region, partners);
  const rows = rest.oldEnd - rest.oldStart;
  const columns = rest.newEnd - rest.newStart;
  if (rows === 0 || columns === 0) return true;
  if (rows * columns > exactCells) {
    for (let index = level; index < anchorLengths.length; index++) {
      if (!spend(budget, rows + columns)) return false;
      const anchors = findAnchors(old, new_, weights, rest, anchorLengths[index] ?? 1);
      if (anchors.length > 0) return matchBetween(comparison, rest, anchors, index);
    }
  }
  if (rows * columns <= mostCells) {
    if (!spend(budget, rows * columns)) return false;
    matchByWeight(old, new_, weights, rest, partners);
    return true;
  }
  if (!spend(budget, rows + columns)) return false;
  const matches = matchByEdits(old, new_, rest, mostEdits, budget);
  for (const match of matches ?? []) partners[match.old] = match.new;
  return matches !== null;
}

function matchBetween(
  comparison: ElementComparison,
  region: DiffRegion,
  anchors: readonly Match[],
  level: number,
): boolean {
  let complete = true;
  for (const part of splitAtAnchors(anchors, region)) {
    complete = matchRegion(comparison, part, level) && complete;
  }
  return complete;
}
