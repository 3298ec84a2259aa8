import type { Path } from "../../model.ts";
import type { ChangedRun, ChangedRuns } from "./changed-runs.ts";

/** Three lines that stand in more places than this are not used to find a match. */
const MAX_PLACES = 16;
/** Steps that comparing may take in all, so that texts of few distinct lines stay cheap. */
const MAX_STEPS = 4_000_000;

/**
 * A run of equal lines: `count` lines at `fromOffset` of a deleted run, at `toOffset` of an inserted one.
 * Neighbouring lines are indented by the same amount more or less. Across a blank line the amount may
 * change: where a list item becomes a paragraph, what follows it moves out and it does not.
 */
export interface MatchingRun {
  readonly from: ChangedRun;
  readonly fromOffset: number;
  readonly to: ChangedRun;
  readonly toOffset: number;
  readonly count: number;
  /** Whether some lines are indented by more or less than before. */
  readonly indented: boolean;
}

export interface MatchingRuns {
  readonly matches: readonly MatchingRun[];
  /** Files in which a run may have a match that was not found: the steps were spent. */
  readonly cut: ReadonlySet<Path>;
}

interface RunPlace {
  readonly run: ChangedRun;
  readonly offset: number;
}

/**
 * Finds all longest runs of three or more lines that a deleted run and an inserted one have in common.
 * Every inserted place looks up its next three lines among the deleted ones; cost follows the number of
 * lines, and is cut after a fixed number of steps: from there on it is only noted where a match may be.
 */
export function findMatchingRuns({ deleted, inserted, texts }: ChangedRuns): MatchingRuns {
  const shared = findShared(deleted, inserted, texts.length);
  const places = indexPlaces(deleted, shared);
  const matches: MatchingRun[] = [];
  const cut = new Set<Path>();
  let steps = 0;
  for (const to of inserted) {
    for (const toOffset of listWindows(to, shared)) {
      const found = places.get(keyAt(to, toOffset)) ?? [];
      if (found.length > MAX_PLACES) continue;
      for (const { run: from, offset: fromOffset } of found) {
        const isSpent = steps > MAX_STEPS;
        steps += 1;
        const start = { from, fromOffset, to, toOffset };
        // The lines before are equal too: this is inside a match that was found already.
        if (continuesMatch(places, start)) continue;
        if (isSpent) {
          if (!isAtOneSpot(start)) cut.add(from.path).add(to.path);
          continue;
        }
        const match = measureMatch(start);
        steps += match.count;
        matches.push(match);
      }
    }
  }
  return { matches, cut };
}

/** Whether nothing was kept between a match's ends. */
export function isAtOneSpot({ from, to }: Pick<MatchingRun, "from" | "to">): boolean {
  return from.path === to.path && from.keptAbove === to.keptAbove;
}

type MatchStart = Omit<MatchingRun, "count" | "indented">;

/** 1 for lines that are deleted somewhere and inserted somewhere: mostly few. */
function findShared(
  deleted: readonly ChangedRun[],
  inserted: readonly ChangedRun[],
  size: number,
): Uint8Array {
  const gone = new Uint8Array(size);
  const shared = new Uint8Array(size);
  for (const { lines } of deleted) for (const line of lines) gone[line] = 1;
  for (const { lines } of inserted) for (const line of lines) shared[line] = gone[line] ?? 0;
  return shared;
}

/** Where three shared lines begin. */
function listWindows({ lines }: ChangedRun, shared: Uint8Array): number[] {
  const offsets: number[] = [];
  let count = 0;
  for (let at = 0; at < lines.length; at += 1) {
    count = shared[lines[at] ?? -1] === 1 ? count + 1 : 0;
    if (count >= 3) offsets.push(at - 2);
  }
  return offsets;
}

function indexPlaces(runs: readonly ChangedRun[], shared: Uint8Array): Map<string, RunPlace[]> {
  const places = new Map<string, RunPlace[]>();
  for (const run of runs) {
    for (const offset of listWindows(run, shared)) {
      const key = keyAt(run, offset);
      const known = places.get(key);
      if (known === undefined) places.set(key, [{ run, offset }]);
      else if (known.length <= MAX_PLACES) known.push({ run, offset });
    }
  }
  return places;
}

/** Three lines, and how the second and the third are indented against the one before. */
function keyAt(run: ChangedRun, offset: number): string {
  const { lines } = run;
  const steps = `${findStep(run, offset + 1)} ${findStep(run, offset + 2)}`;
  return `${lines[offset]} ${lines[offset + 1]} ${lines[offset + 2]} ${steps}`;
}

/** Columns that a line is indented by more than the line before; 0 where one of them is blank. */
function findStep({ indents }: ChangedRun, offset: number): number {
  const indent = indents[offset] ?? -1;
  const above = indents[offset - 1] ?? -1;
  return indent < 0 || above < 0 ? 0 : indent - above;
}

function continuesMatch(
  places: ReadonlyMap<string, readonly RunPlace[]>,
  { from, fromOffset, to, toOffset }: MatchStart,
): boolean {
  if (fromOffset === 0 || toOffset === 0) return false;
  if (from.lines[fromOffset - 1] !== to.lines[toOffset - 1]) return false;
  if (findStep(from, fromOffset) !== findStep(to, toOffset)) return false;
  // Only a key that was looked up has found it.
  return (places.get(keyAt(to, toOffset - 1))?.length ?? 0) <= MAX_PLACES;
}

function measureMatch(start: MatchStart): MatchingRun {
  const { from, fromOffset, to, toOffset } = start;
  const limit = Math.min(from.lines.length - fromOffset, to.lines.length - toOffset);
  let count = 0;
  let indented = false;
  while (count < limit) {
    const [old, new_] = [fromOffset + count, toOffset + count];
    if (from.lines[old] !== to.lines[new_]) break;
    if (count > 0 && findStep(from, old) !== findStep(to, new_)) break;
    indented ||= from.indents[old] !== to.indents[new_];
    count += 1;
  }
  return { ...start, count, indented };
}
