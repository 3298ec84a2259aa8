import { diffArrays } from "diff";

import type { Interned, Match, Region } from "./interned.ts";

/** Edits that one region without anchors may cost; beyond, other anchors are tried. */
const MAX_REGION_EDITS = 600;
/** Squares of edits that one file may cost (the search is quadratic in the edits). */
const MAX_FILE_COST = 700_000;

/** What comparing one pair of texts may still cost; `matchByEdits` draws on it. */
export interface EditBudget {
  left: number;
}

export function createEditBudget(): EditBudget {
  return { left: MAX_FILE_COST };
}

/**
 * Finds the region's longest common subsequence by Myers' algorithm (jsdiff). Null when it would cost more
 * edits than the budget allows.
 */
export function matchByEdits(lines: Interned, region: Region, budget: EditBudget): Match[] | null {
  // Lines that one side lacks cannot match: without them a rewrite is as cheap as a small edit.
  const inOld = new Set(lines.old.subarray(region.oldStart, region.oldEnd));
  const inNew = new Set(lines.new.subarray(region.newStart, region.newEnd));
  const oldIndices = indicesOf(lines.old, region.oldStart, region.oldEnd, inNew);
  const newIndices = indicesOf(lines.new, region.newStart, region.newEnd, inOld);
  if (oldIndices.length === 0) return [];

  const maxEditLength = Math.min(MAX_REGION_EDITS, Math.floor(Math.sqrt(budget.left)));
  const parts = diffArrays(
    oldIndices.map((index) => lines.old[index] ?? 0),
    newIndices.map((index) => lines.new[index] ?? 0),
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

function indicesOf(
  side: Int32Array,
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
