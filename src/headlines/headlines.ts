/** The headlines of a pair: of each of its changes, and across all of them. */
import type { DayFacts, Headline, PlacedHeadline } from "../model.ts";
import { finish } from "./draft.ts";
import type { ToldChange } from "./files.ts";
import { type Merged, mergeHeadlines } from "./merge.ts";
import { findStatements } from "./statements.ts";

export type { ToldChange } from "./files.ts";

/** Headlines that are kept of one change, and of a pair. */
const kept = { change: 5, pair: 30 } as const;

/** What one change says, unmerged: for `headChange` and, with those of the pair's others, `headPair`. */
export function findHeadlines(told: ToldChange, anchor: string): PlacedHeadline[] {
  return findStatements(told).map((draft) => ({ ...finish(draft), anchor }));
}

/** The headlines of one change, best first. */
export function headChange(found: readonly PlacedHeadline[]): Headline[] {
  return mergeHeadlines(found)
    .slice(0, kept.change)
    .map((merged) => omit(omit(merged, "places"), "anchor"));
}

/** The headlines of a pair from what is found in all of its changes, best first. */
export function headPair(found: readonly PlacedHeadline[]): PlacedHeadline[] {
  return mergeHeadlines(found).slice(0, kept.pair).map(withoutPlaces);
}

/** The headlines of a day, best first: those of its pairs together. */
export function headDay({ pairs }: DayFacts): readonly PlacedHeadline[] {
  const [first, ...others] = pairs;
  if (first && others.length === 0) return first.headlines;
  return mergeHeadlines(pairs.flatMap(({ headlines }) => headlines)).map(withoutPlaces);
}

function withoutPlaces(merged: Merged): PlacedHeadline {
  return omit(merged, "places");
}

function omit<Thing extends object, Key extends keyof Thing>(
  thing: Thing,
  key: Key,
): Omit<Thing, Key> {
  return Object.fromEntries(Object.entries(thing).filter(([name]) => name !== key)) as Omit<
    Thing,
    Key
  >;
}
