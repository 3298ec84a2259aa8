import type { Path } from "../../model.ts";
import { type ChangedFile, collectRuns, MIN_LINES } from "./changed-runs.ts";
import { dropInPlace } from "./in-place.ts";
import { createJudge, type Judge } from "./distinctive.ts";
import { findMatchingRuns, isAtOneSpot, type MatchingRun } from "./matching-runs.ts";

/** One end of a moved block, in the file that its change stands under; `line` is 1-based. */
interface MovedEnd {
  readonly path: Path;
  readonly line: number;
  readonly count: number;
}

/** `from` counts in the old text of its file, `to` in the new text of its own. */
interface MovedBlock {
  readonly from: MovedEnd;
  readonly to: MovedEnd;
}

export interface Moves {
  /** Sorted by where they went: in the order of the files, then by line. */
  readonly blocks: readonly MovedBlock[];
  /** Files in which other blocks may have moved: there was too much to look at. */
  readonly cut: ReadonlySet<Path>;
}

/**
 * Finds runs of three lines or more that were deleted in one place and inserted in another, in the same
 * file or across the files of a pair. They may be indented by the same amount more or less; other white
 * space at the ends of lines does not count. A run that tells nothing (rules, brackets, imports, lines
 * found everywhere) is none, and neither is one that was only indented where it stands. The longest runs
 * come first; each line is used once. A run that tells little is believed where others went its way.
 */
export function findMoves(files: readonly ChangedFile[]): Moves {
  const runs = collectRuns(files);
  const { matches, cut } = findMatchingRuns(runs);
  const blocks = dropInPlace(claimRuns(matches, createJudge(files, runs)))
    .sort((left, right) => left.to.order - right.to.order || left.toOffset - right.toOffset)
    .map(({ from, fromOffset, to, toOffset, count }) => ({
      from: { path: from.path, line: from.start + fromOffset + 1, count },
      to: { path: to.path, line: to.start + toOffset + 1, count },
    }));
  return { blocks, cut };
}

/** Chooses matches, or parts of them, that tell enough and have no line in common. */
function claimRuns(matches: readonly MatchingRun[], judge: Judge): MatchingRun[] {
  const claimed: MatchingRun[] = [];
  const doubtful: MatchingRun[] = [];
  const queue = queueByCount(matches);
  for (let match = queue.take(); match !== undefined; match = queue.take()) {
    const trimmed = trimBlank(match);
    if (!isFree(trimmed)) {
      queue.put(freeParts(trimmed));
      continue;
    }
    if (trimmed.count < MIN_LINES) continue;
    const { from, fromOffset, count } = trimmed;
    const told = judge(from.lines.subarray(fromOffset, fromOffset + count));
    if (told === "little") doubtful.push(trimmed);
    if (told !== "enough") continue;
    markUsed(trimmed);
    claimed.push(trimmed);
  }
  return [...claimed, ...claimCompanions(doubtful, claimed)];
}

/** Of matches that tell little those that went from one file to another as others did that tell enough. */
function claimCompanions(
  doubtful: readonly MatchingRun[],
  claimed: readonly MatchingRun[],
): MatchingRun[] {
  const nameWay = ({ from, to }: MatchingRun) => `${from.path}\0${to.path}`;
  const ways = new Set(claimed.filter(({ from, to }) => from.path !== to.path).map(nameWay));
  return doubtful.filter((match) => {
    if (!ways.has(nameWay(match)) || !isFree(match)) return false;
    markUsed(match);
    return true;
  });
}

/** Hands out matches by falling count; of equals, those in place first, then those indented alike. */
function queueByCount(matches: readonly MatchingRun[]): {
  take: () => MatchingRun | undefined;
  put: (parts: readonly MatchingRun[]) => void;
} {
  const buckets: MatchingRun[][] = [];
  const put = (parts: readonly MatchingRun[]) => {
    for (const part of parts) if (part.count >= MIN_LINES) (buckets[part.count] ??= []).push(part);
  };
  put(matches);
  let current: MatchingRun[] = [];
  return {
    put,
    take: () => {
      while (current.length === 0 && buckets.length > 0) {
        current = (buckets.pop() ?? []).sort(compareRuns).reverse();
      }
      return current.pop();
    },
  };
}

function compareRuns(left: MatchingRun, right: MatchingRun): number {
  return (
    Number(isAtOneSpot(right)) - Number(isAtOneSpot(left)) ||
    Number(left.indented) - Number(right.indented) ||
    Number(right.from.path === right.to.path) - Number(left.from.path === left.to.path) ||
    left.from.order - right.from.order ||
    left.fromOffset - right.fromOffset ||
    left.to.order - right.to.order ||
    left.toOffset - right.toOffset
  );
}

function trimBlank(match: MatchingRun): MatchingRun {
  const isBlank = (offset: number) => match.from.indents[match.fromOffset + offset] === -1;
  let start = 0;
  let end = match.count;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return partOf(match, start, end);
}

function markUsed({ from, fromOffset, to, toOffset, count }: MatchingRun): void {
  from.used.fill(1, fromOffset, fromOffset + count);
  to.used.fill(1, toOffset, toOffset + count);
}

function isFree(match: MatchingRun): boolean {
  return match.count === 0 || freeParts(match)[0]?.count === match.count;
}

/** The parts of a match none of whose lines is used on either side. */
function freeParts(match: MatchingRun): MatchingRun[] {
  const parts: MatchingRun[] = [];
  let start = 0;
  for (let offset = 0; offset <= match.count; offset += 1) {
    const isUsed =
      offset === match.count ||
      match.from.used[match.fromOffset + offset] === 1 ||
      match.to.used[match.toOffset + offset] === 1;
    if (!isUsed) continue;
    if (offset > start) parts.push(partOf(match, start, offset));
    start = offset + 1;
  }
  return parts;
}

function partOf(match: MatchingRun, start: number, end: number): MatchingRun {
  return {
    ...match,
    fromOffset: match.fromOffset + start,
    toOffset: match.toOffset + start,
    count: end - start,
  };
}
