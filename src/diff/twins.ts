import type { Path } from "../model.ts";
import type { ChangedRun } from "./changed-runs.ts";

/** Three lines that stand in more places than this are not used to find a twin. */
const MAX_PLACES = 16;
/** Steps that comparing may take in all, so that texts of few distinct lines stay cheap. */
const MAX_STEPS = 4_000_000;

/** A run of equal lines: `count` lines at `fromOffset` of a deleted run, at `toOffset` of an inserted one. */
export interface Twin {
  readonly from: ChangedRun;
  readonly fromOffset: number;
  readonly to: ChangedRun;
  readonly toOffset: number;
  readonly count: number;
}

export interface Twins {
  readonly twins: readonly Twin[];
  /** Files in which a run may have a twin that was not found: the steps were spent. */
  readonly cut: ReadonlySet<Path>;
}

interface Place {
  readonly run: ChangedRun;
  readonly offset: number;
}

/**
 * Finds all longest runs of three or more lines that a deleted run and an inserted one have in common.
 * Every inserted place looks up its next three lines among the deleted ones; cost follows the number of
 * lines, and is cut after a fixed number of steps: from there on it is only noted where a twin may be.
 */
export function findTwins(deleted: readonly ChangedRun[], inserted: readonly ChangedRun[]): Twins {
  const places = indexPlaces(deleted);
  const twins: Twin[] = [];
  const cut = new Set<Path>();
  let steps = 0;
  for (const to of inserted) {
    for (let toOffset = 0; toOffset + 2 < to.lines.length; toOffset += 1) {
      const found = places.get(keyAt(to, toOffset)) ?? [];
      if (found.length > MAX_PLACES) continue;
      for (const { run: from, offset: fromOffset } of found) {
        const isSpent = steps > MAX_STEPS;
        steps += 1;
        // The lines before are equal too: this is inside a twin that was found already.
        if (continuesTwin(places, from, fromOffset, to, toOffset)) continue;
        if (isSpent) {
          if (from.block !== to.block) cut.add(from.path).add(to.path);
          continue;
        }
        const count = countEqual(from, fromOffset, to, toOffset);
        steps += count;
        twins.push({ from, fromOffset, to, toOffset, count });
      }
    }
  }
  return { twins, cut };
}

function indexPlaces(runs: readonly ChangedRun[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const run of runs) {
    for (let offset = 0; offset + 2 < run.lines.length; offset += 1) {
      const key = keyAt(run, offset);
      const known = places.get(key);
      if (known === undefined) places.set(key, [{ run, offset }]);
      else if (known.length <= MAX_PLACES) known.push({ run, offset });
    }
  }
  return places;
}

function keyAt({ lines }: ChangedRun, offset: number): string {
  return `${lines[offset]} ${lines[offset + 1]} ${lines[offset + 2]}`;
}

function continuesTwin(
  places: ReadonlyMap<string, readonly Place[]>,
  from: ChangedRun,
  fromOffset: number,
  to: ChangedRun,
  toOffset: number,
): boolean {
  if (fromOffset === 0 || toOffset === 0) return false;
  if (from.lines[fromOffset - 1] !== to.lines[toOffset - 1]) return false;
  // Only a key that was looked up has found it.
  return (places.get(keyAt(to, toOffset - 1))?.length ?? 0) <= MAX_PLACES;
}

function countEqual(
  from: ChangedRun,
  fromOffset: number,
  to: ChangedRun,
  toOffset: number,
): number {
  const limit = Math.min(from.lines.length - fromOffset, to.lines.length - toOffset);
  let count = 0;
  while (count < limit && from.lines[fromOffset + count] === to.lines[toOffset + count]) count += 1;
  return count;
}
