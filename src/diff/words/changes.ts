import type { DiffRegion } from "../../sequences/region.ts";
import type { Tokens } from "./tokens.ts";
import { STOP_WEIGHT } from "./vocabulary.ts";

/**
 * Joins changes over islands of equal tokens that are too small to read: symbols and stop-words alone,
 * or words that weigh less than the changes on both sides of them. After the semantic clean-up of
 * Neil Fraser's diff-match-patch, by words instead of characters.
 */
export function joinIslands(
  changes: readonly DiffRegion[],
  old: Tokens,
  new_: Tokens,
  weights: readonly number[],
): DiffRegion[] {
  const joined: DiffRegion[] = [];
  for (const next of changes) {
    let change = next;
    for (;;) {
      const last = joined.at(-1);
      if (last === undefined || !isIsland(last, change, old, new_, weights)) break;
      joined.pop();
      change = { ...last, oldEnd: change.oldEnd, newEnd: change.newEnd };
    }
    joined.push(change);
  }
  return joined;
}

/** Words of an island that may still be swallowed. */
const widestIsland = 3;

function isIsland(
  before: DiffRegion,
  after: DiffRegion,
  old: Tokens,
  new_: Tokens,
  weights: readonly number[],
): boolean {
  let weight = 0;
  let words = 0;
  for (let at = before.oldEnd; at < after.oldStart; at++) {
    const tokenWeight = weights[old.ids[at] ?? 0] ?? 0;
    weight += tokenWeight;
    if (tokenWeight > STOP_WEIGHT && ++words > widestIsland) return false;
  }
  const least = Math.min(
    weighChange(before, old, new_, weights),
    weighChange(after, old, new_, weights),
  );
  return weight <= (words === 0 ? Math.max(Math.min(3, least), least / 2) : least / 2);
}

function weighChange(
  change: DiffRegion,
  old: Tokens,
  new_: Tokens,
  weights: readonly number[],
): number {
  return Math.max(
    weighTokens(old, change.oldStart, change.oldEnd, weights),
    weighTokens(new_, change.newStart, change.newEnd, weights),
  );
}

/** The sum of the weights of a run of tokens. */
export function weighTokens(
  tokens: Tokens,
  start: number,
  end: number,
  weights: readonly number[],
): number {
  let weight = 0;
  for (let at = start; at < end; at++) weight += weights[tokens.ids[at] ?? 0] ?? 0;
  return weight;
}
