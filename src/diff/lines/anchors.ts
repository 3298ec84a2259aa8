import type { Match, DiffRegion } from "../region.ts";
import type { Interned } from "./interned.ts";

/**
 * Finds the longest run of elements that occur once on each side of the region and stand in the same
 * order on both (patience diff, after Bram Cohen). Linear but for the sort by patience piles.
 */
export function findAnchors(sides: Interned, region: DiffRegion, scratch: AnchorScratch): Match[] {
  const { oldCount, newCount, newIndex } = scratch;
  for (let index = region.oldStart; index < region.oldEnd; index += 1) {
    bump(oldCount, sides.old[index] ?? 0);
  }
  for (let index = region.newStart; index < region.newEnd; index += 1) {
    const number = sides.new[index] ?? 0;
    bump(newCount, number);
    newIndex[number] = index;
  }
  const candidates: Match[] = [];
  for (let index = region.oldStart; index < region.oldEnd; index += 1) {
    const number = sides.old[index] ?? 0;
    if (oldCount[number] === 1 && newCount[number] === 1) {
      candidates.push({ old: index, new: newIndex[number] ?? 0 });
    }
  }
  for (let index = region.oldStart; index < region.oldEnd; index += 1) {
    oldCount[sides.old[index] ?? 0] = 0;
  }
  for (let index = region.newStart; index < region.newEnd; index += 1) {
    newCount[sides.new[index] ?? 0] = 0;
  }
  return longestIncreasing(candidates);
}

/** Counters that are all zero between calls: allocated once, not once a region. */
export interface AnchorScratch {
  readonly oldCount: Uint8Array;
  readonly newCount: Uint8Array;
  readonly newIndex: Int32Array;
}

export function createAnchorScratch(size: number): AnchorScratch {
  return {
    oldCount: new Uint8Array(size),
    newCount: new Uint8Array(size),
    newIndex: new Int32Array(size),
  };
}

/** Counts to two and stops there: what matters is none, one or more. */
function bump(counts: Uint8Array, number: number): void {
  counts[number] = Math.min((counts[number] ?? 0) + 1, 2);
}

/** The longest run of candidates (ascending by `old`) that ascends by `new` as well. */
function longestIncreasing(candidates: readonly Match[]): Match[] {
  const pileTops: number[] = [];
  const previous = new Int32Array(candidates.length).fill(-1);
  for (const [index, candidate] of candidates.entries()) {
    let low = 0;
    let high = pileTops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const top = candidates[pileTops[middle] ?? 0];
      if (top !== undefined && top.new < candidate.new) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = pileTops[low - 1] ?? -1;
    pileTops[low] = index;
  }
  const run: Match[] = [];
  for (let index = pileTops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const candidate = candidates[index];
    if (candidate !== undefined) run.push(candidate);
  }
  return run.reverse();
}
