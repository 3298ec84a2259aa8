import type { Path } from "../model.ts";
import { collectRuns, type ChangedFile, type ChangedRun } from "./changed-runs.ts";
import { findTwins, type Twin } from "./twins.ts";
import { countSubstance, isFiller } from "./substance.ts";

/** Lines that moved together, at least. */
const MIN_LINES = 3;
/** Lines of a run that say something, at least. */
const MIN_TELLING_LINES = 2;
/** Their characters, white space left out, at least. */
const MIN_TELLING_CHARACTERS = 40;
/** A line that is deleted or inserted more often than this says nothing about where a block went. */
const MAX_OCCURRENCES = 8;

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
 * file or across the files of a pair. White space at line ends does not count, and a run of blank lines,
 * rules, brackets or lines found everywhere is none. The longest runs come first; each line is used once.
 */
export function findMoves(files: readonly ChangedFile[]): Moves {
  const { deleted, inserted, texts } = collectRuns(files);
  const occurrences = countOccurrences(texts.length, deleted, inserted);
  const isTelling = (line: number) =>
    (occurrences[line] ?? 0) <= MAX_OCCURRENCES && !isFiller(texts[line] ?? "");
  const isMove = (lines: Int32Array) => {
    const telling = [...lines].filter(isTelling);
    const substance = telling.reduce((sum, line) => sum + countSubstance(texts[line] ?? ""), 0);
    return telling.length >= MIN_TELLING_LINES && substance >= MIN_TELLING_CHARACTERS;
  };

  const claimed: Twin[] = [];
  const { twins, cut } = findTwins(deleted, inserted);
  const queue = queueByCount(twins);
  for (let twin = queue.take(); twin !== undefined; twin = queue.take()) {
    const trimmed = trimBlank(twin, texts);
    const free = freeParts(trimmed);
    if (free.length !== 1 || free[0]?.count !== trimmed.count) {
      queue.put(free);
      continue;
    }
    const { from, fromOffset, to, toOffset, count } = trimmed;
    if (count < MIN_LINES || !isMove(from.lines.subarray(fromOffset, fromOffset + count))) continue;
    from.used.fill(1, fromOffset, fromOffset + count);
    to.used.fill(1, toOffset, toOffset + count);
    // Lines that stand in one block on both sides differ in white space only: they did not move.
    if (from.block !== to.block) claimed.push(trimmed);
  }
  const blocks = claimed
    .sort((left, right) => left.to.order - right.to.order || left.toOffset - right.toOffset)
    .map(({ from, fromOffset, to, toOffset, count }) => ({
      from: { path: from.path, line: from.start + fromOffset + 1, count },
      to: { path: to.path, line: to.start + toOffset + 1, count },
    }));
  return { blocks, cut };
}

function countOccurrences(
  size: number,
  deleted: readonly ChangedRun[],
  inserted: readonly ChangedRun[],
): Uint32Array {
  const counts = [deleted, inserted].map((runs) => {
    const side = new Uint32Array(size);
    for (const { lines } of runs) for (const line of lines) side[line] = (side[line] ?? 0) + 1;
    return side;
  });
  return new Uint32Array(size).map((_, line) =>
    Math.max(counts[0]?.[line] ?? 0, counts[1]?.[line] ?? 0),
  );
}

/** Hands out twins by falling count; of equals, whitespace-only changes in place first, then in order. */
function queueByCount(twins: readonly Twin[]): {
  take: () => Twin | undefined;
  put: (parts: readonly Twin[]) => void;
} {
  const buckets: Twin[][] = [];
  const put = (parts: readonly Twin[]) => {
    for (const part of parts) if (part.count >= MIN_LINES) (buckets[part.count] ??= []).push(part);
  };
  put(twins);
  let current: Twin[] = [];
  return {
    put,
    take: () => {
      while (current.length === 0 && buckets.length > 0) {
        current = (buckets.pop() ?? []).sort(compareTwins).reverse();
      }
      return current.pop();
    },
  };
}

function compareTwins(left: Twin, right: Twin): number {
  return (
    Number(right.from.block === right.to.block) - Number(left.from.block === left.to.block) ||
    Number(right.from.path === right.to.path) - Number(left.from.path === left.to.path) ||
    left.from.order - right.from.order ||
    left.fromOffset - right.fromOffset ||
    left.to.order - right.to.order ||
    left.toOffset - right.toOffset
  );
}

function trimBlank(twin: Twin, texts: readonly string[]): Twin {
  const isBlank = (offset: number) =>
    texts[twin.from.lines[twin.fromOffset + offset] ?? -1]?.trim() === "";
  let start = 0;
  let end = twin.count;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return partOf(twin, start, end);
}

/** The parts of a twin none of whose lines is used on either side. */
function freeParts(twin: Twin): Twin[] {
  const parts: Twin[] = [];
  let start = 0;
  for (let offset = 0; offset <= twin.count; offset += 1) {
    const isUsed =
      offset === twin.count ||
      twin.from.used[twin.fromOffset + offset] === 1 ||
      twin.to.used[twin.toOffset + offset] === 1;
    if (!isUsed) continue;
    if (offset > start) parts.push(partOf(twin, start, offset));
    start = offset + 1;
  }
  return parts;
}

function partOf(twin: Twin, start: number, end: number): Twin {
  return {
    ...twin,
    fromOffset: twin.fromOffset + start,
    toOffset: twin.toOffset + start,
    count: end - start,
  };
}
