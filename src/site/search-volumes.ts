/**
 * A source's search index stands in volumes: a large one of what is settled, which stays as it is from
 * build to build, and a small one of what came since. A reader's browser searches them as one.
 */
import type { PairFacts, SourceFacts } from "../model.ts";

export interface SearchVolume {
  /** Below the source's index folder: "" or `recent/`. */
  readonly folder: string;
  /** Oldest first. */
  readonly pairs: readonly PairFacts[];
}

/** Fewer pairs are indexed at once. */
const smallest = 64;

/**
 * Cuts the source's pairs. The border depends on their number alone, and moves only when the second
 * volume has grown to between an eighth and a quarter of all pairs.
 */
export function cutVolumes({ days }: SourceFacts): readonly SearchVolume[] {
  const pairs = days.flatMap((day) => day.pairs);
  if (pairs.length === 0) return [];
  const step = 2 ** Math.floor(Math.log2(pairs.length / 4));
  const border = pairs.length < smallest ? pairs.length : pairs.length - (pairs.length % step);
  return [
    { folder: "", pairs: pairs.slice(0, border) },
    { folder: "recent/", pairs: pairs.slice(border) },
  ].filter((volume) => volume.pairs.length > 0);
}
