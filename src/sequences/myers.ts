import { diffArrays } from "diff";
import type { Budget } from "./budget.ts";
import type { Match, DiffRegion } from "./region.ts";

/**
 * Finds a region's longest common subsequence by Myers' algorithm (jsdiff). Takes the square of the edits
 * off the budget, as the search costs; null when there are more than `mostEdits`, or than it allows.
 */
export function matchByEdits(
  old: ArrayLike<number>,
  new_: ArrayLike<number>,
  region: DiffRegion,
  mostEdits: number,
  budget: Budget,
): Match[] | null {
  // What one side lacks cannot match: without it a rewrite is as cheap as a small edit.
  const inOld = collect(old, region.oldStart, region.oldEnd);
  const inNew = collect(new_, region.newStart, region.newEnd);
  const oldIndices = indicesOf(old, region.oldStart, region.oldEnd, inNew);
  const newIndices = indicesOf(new_, region.newStart, region.newEnd, inOld);
  if (oldIndices.length === 0) return [];

  const maxEditLength = Math.min(mostEdits, Math.floor(Math.sqrt(budget.left)));
  if (Math.abs(oldIndices.length - newIndices.length) > maxEditLength) return null;
  const parts = diffArrays(
    oldIndices.map((index) => old[index] ?? 0),
    newIndices.map((index) => new_[index] ?? 0),
    { maxEditLength },
  );
  if (parts === undefined) {
    budget.left -= maxEditLength ** 2;
    return null;
  }
  const matches: Match[] = [];
  let oldAt = 0;
  let newAt = 0;
  let edits = 0;
  for (const { added, removed, count } of parts) {
    if (!added && !removed) {
      for (let step = 0; step < count; step += 1) {
        matches.push({ old: oldIndices[oldAt + step] ?? 0, new: newIndices[newAt + step] ?? 0 });
      }
    } else {
      edits += count;
    }
    if (!added) oldAt += count;
    if (!removed) newAt += count;
  }
  budget.left -= edits ** 2;
  return matches;
}

function collect(side: ArrayLike<number>, start: number, end: number): Set<number> {
  const elements = new Set<number>();
  for (let index = start; index < end; index += 1) elements.add(side[index] ?? -1);
  return elements;
}

function indicesOf(
  side: ArrayLike<number>,
  start: number,
  end: number,
  wanted: ReadonlySet<number>,
): number[] {
  const indices: number[] = [];
  for (let index = start; index < end; index += 1) {
    if (wanted.has(side[index] ?? -1)) indices.push(index);
  }
  return indices;
}
