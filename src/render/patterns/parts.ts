import type { PatternScanner } from "shiki/types";

import { common, unite } from "./character-set.ts";
import { readPattern, type PatternFacts } from "./facts.ts";
import { readLiteral } from "./literal.ts";
import type { Reaching } from "./reach.ts";
import { createTable, type PatternTable } from "./table.ts";

export type Match = NonNullable<ReturnType<PatternScanner["findNextMatchSync"]>>;

/** Patterns that are searched as one, for all scanners that hold them, and what the last search told. */
export interface Part extends Reaching {
  readonly sources: readonly string[];
  scanner: PatternScanner | null;
  /** Scanners that hold it. */
  users: number;
  /** The number of the text that the following is about; 0 for none. */
  text: number;
  /** See `findReach`. */
  reach: number;
  /** Where the last search started, if that matters. */
  start: number;
  /** No match begins between that start and here; infinity where none does at all. */
  from: number;
  /** The first match, which begins here, once it was searched for. */
  match: Match | null;
}

export interface ListedPart {
  readonly part: Part;
  /** Index of its first pattern in the scanner's list. */
  readonly first: number;
}

/** The parts of a scanner, and what each needs. */
export interface PartList {
  readonly all: readonly ListedPart[];
  readonly table: PatternTable;
}

export interface PartStore {
  /** The patterns of a scanner in parts, neighbours together where that makes them cheaper. */
  readonly split: (sources: readonly string[]) => PartList;
  /** Parts that are in no list any more may be let go. */
  readonly release: (list: PartList) => void;
}

/** Beyond so many parts, those that no scanner uses any more are let go. */
const maxParts = 20_000;

export function createPartStore(): PartStore {
  const facts = new Map<string, PatternFacts>();
  const known = new Map<string, Part>();
  let limit = maxParts;

  function factsOf(source: string): PatternFacts {
    const found = facts.get(source);
    if (found !== undefined) return found;
    const read = readPattern(source);
    if (facts.size >= maxParts) facts.clear();
    facts.set(source, read);
    return read;
  }

  function partOf(sources: readonly string[]): Part {
    const key = sources.join("\n\n");
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= limit) {
      dropUnused(known);
      limit = Math.max(maxParts, 2 * known.size);
    }
    const part = createPart(sources, joinFacts(sources.map(factsOf)));
    known.set(key, part);
    return part;
  }

  return {
    split(sources) {
      const groups = groupSources(sources, factsOf);
      const all = groups.map(({ first, sources }) => ({ first, part: partOf(sources) }));
      for (const { part } of all) part.users++;
      return { all, table: createTable(all.map(({ part }) => part)) };
    },
    release({ all }) {
      for (const { part } of all) part.users--;
    },
  };
}

/** Anchored neighbours that require the same text, such as the markers of items, go together. */
function groupSources(
  sources: readonly string[],
  factsOf: (source: string) => PatternFacts,
): { first: number; sources: string[] }[] {
  const groups: { first: number; sources: string[] }[] = [];
  let last: string | null = null;
  sources.forEach((source, first) => {
    const { anchored, ignoreCase, required } = factsOf(source);
    const kind: string | null =
      anchored && required !== null
        ? `${String(isAtStart(source))} ${String(ignoreCase)} ${required.join()}`
        : null;
    if (kind !== null && kind === last) groups.at(-1)?.sources.push(source);
    else groups.push({ first, sources: [source] });
    last = kind;
  });
  return groups;
}

function createPart(sources: readonly string[], facts: PatternFacts): Part {
  return {
    ...facts,
    sources,
    atStart: isAtStart(sources[0] ?? ""),
    literal: sources.length === 1 ? readLiteral(sources[0] ?? "") : null,
    scanner: null,
    users: 0,
    text: 0,
    reach: -1,
    start: -1,
    from: -1,
    match: null,
  };
}

function isAtStart(source: string): boolean {
  return source.includes("\\G");
}

function joinFacts(facts: readonly PatternFacts[]): PatternFacts {
  return facts.reduce((all, { needs, opens, begins }) => ({
    ...all,
    needs: common(all.needs, needs),
    holds: [],
    opens: all.opens && opens && unite(all.opens, opens),
    begins: all.begins && begins && unite(all.begins, begins),
    pair: null,
  }));
}

function dropUnused(known: Map<string, Part>): void {
  for (const [key, { users, scanner }] of known) {
    if (users > 0) continue;
    scanner?.dispose?.();
    known.delete(key);
  }
}
