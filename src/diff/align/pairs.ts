import type { Range } from "../../model.ts";
import type { Match } from "../../sequences/region.ts";
import { findCandidates } from "./candidates.ts";
import {
  countLooks,
  createLikenessScratch,
  leastLikeness,
  measureLikeness,
  type LikenessScratch,
} from "./likeness.ts";
import type { BlockLine } from "./block-lines.ts";
import { type Budget, spend } from "../../sequences/budget.ts";

interface Pairing {
  readonly old: readonly BlockLine[];
  readonly new: readonly BlockLine[];
  readonly weights: readonly number[];
  readonly scratch: LikenessScratch;
  readonly budget: Budget;
  readonly pairs: Match[];
}

/** A matrix of likenesses has at most so many cells. */
const mostCells = 40_000;
/** Words that are looked at to fill it; of long lines fewer fit. */
const mostLooks = 5_000_000;

/**
 * Pairs lines by likeness, keeping the order of both sides, so that the likeness of all pairs is
 * greatest (Needleman and Wunsch). Blocks too large for a matrix are first cut at lines that share rare
 * words. `complete` is false when the budget left lines unlooked at.
 */
export function pairLines(
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
  weights: readonly number[],
  budget: Budget,
): { pairs: readonly Match[]; complete: boolean } {
  if (old.length === 0 || new_.length === 0) return { pairs: [], complete: true };
  if (old.length === 1 && new_.length === 1) return { pairs: [{ old: 0, new: 0 }], complete: true };
  const scratch = createLikenessScratch(weights.length);
  const rated = weighByRarity(old, new_, weights);
  const pairing: Pairing = { ...rated, scratch, budget, pairs: [] };
  const whole = [
    { start: 0, end: old.length },
    { start: 0, end: new_.length },
  ] as const;
  if (countParts(pairing, ...whole) === 1) {
    return { complete: pairAll(pairing, ...whole), pairs: pairing.pairs };
  }
  let complete = true;
  let oldStart = 0;
  let newStart = 0;
  const anchors = [
    ...findCandidates(rated.old, rated.new, rated.weights),
    { old: old.length, new: new_.length },
  ];
  for (const anchor of anchors) {
    const gapOld = { start: oldStart, end: anchor.old };
    const gapNew = { start: newStart, end: anchor.new };
    complete = pairRange(pairing, gapOld, gapNew) && complete;
    if (anchor.old < old.length) pairing.pairs.push(anchor);
    oldStart = anchor.old + 1;
    newStart = anchor.new + 1;
  }
  return { pairs: pairing.pairs, complete };
}

/** Appends the best pairs of two ranges of lines; false when they are too many to look at all. */
function pairRange(pairing: Pairing, old: Range, new_: Range): boolean {
  const rows = old.end - old.start;
  const columns = new_.end - new_.start;
  if (rows === 0 || columns === 0) return true;
  const parts = countParts(pairing, old, new_);
  if (parts === 1) return pairAll(pairing, old, new_);
  // Cut in proportion: lines that moved far are missed, others are still found.
  for (let part = 0; part < parts; part++) {
    pairAll(pairing, cutRange(old, part, parts), cutRange(new_, part, parts));
  }
  return false;
}

/** Into how many parts two ranges must be cut, so that each part can be looked at. */
function countParts(
  { old: oldLines, new: newLines, scratch }: Pairing,
  old: Range,
  new_: Range,
): number {
  const rows = old.end - old.start;
  const columns = new_.end - new_.start;
  const looks = countLooks(
    oldLines.slice(old.start, old.end),
    newLines.slice(new_.start, new_.end),
    scratch,
  );
  const byCells =
    rows * columns <= mostCells ? 1 : Math.ceil(Math.max(rows, columns) / Math.sqrt(mostCells));
  return Math.max(byCells, Math.ceil(looks / mostLooks));
}

function cutRange({ start, end }: Range, part: number, parts: number): Range {
  const size = end - start;
  return {
    start: start + Math.floor((size * part) / parts),
    end: start + Math.floor((size * (part + 1)) / parts),
  };
}

function pairAll(pairing: Pairing, old: Range, new_: Range): boolean {
  const rows = old.end - old.start;
  const columns = new_.end - new_.start;
  if (!spend(pairing.budget, rows * columns)) return false;
  const likeness = measureLikeness(
    pairing.old,
    pairing.new,
    old,
    new_,
    pairing.weights,
    pairing.scratch,
  );
  // Filled from the end, so that of equal ways the earliest pairs are found first on the way down.
  const width = columns + 1;
  const totals = new Float64Array((rows + 1) * width);
  const worths = new Float64Array(rows * columns);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const skipOld = totals[(row + 1) * width + column] as number;
      const skipNew = totals[row * width + column + 1] as number;
      let total = skipOld > skipNew ? skipOld : skipNew;
      const alike = likeness[row * columns + column] as number;
      if (alike >= leastLikeness) {
        const worth = valuePair(
          pairing.old[old.start + row],
          pairing.new[new_.start + column],
          alike,
        );
        worths[row * columns + column] = worth;
        const paired = worth + (totals[(row + 1) * width + column + 1] as number);
        if (paired > total) total = paired;
      }
      totals[row * width + column] = total;
    }
  }
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    const total = totals[row * width + column] as number;
    const worth = worths[row * columns + column] as number;
    if (worth > 0 && total === worth + (totals[(row + 1) * width + column + 1] as number)) {
      pairing.pairs.push({ old: old.start + row, new: new_.start + column });
      row += 1;
      column += 1;
    } else if (total === totals[(row + 1) * width + column]) row += 1;
    else column += 1;
  }
  return true;
}

/** Squared, so that one good pair outweighs two poor ones. */
function valuePair(old: BlockLine | undefined, new_: BlockLine | undefined, alike: number): number {
  return alike * alike * (1 + (old?.distinctiveWeight ?? 0) + (new_?.distinctiveWeight ?? 0));
}

/** Lines of like pattern, such as a list of links, are told apart by what differs in them. */
const fewLines = 8;
const commonShare = 0.5;
const discount = 4;

interface RatedLines {
  readonly old: readonly BlockLine[];
  readonly new: readonly BlockLine[];
  readonly weights: readonly number[];
}

/** Makes words that stand in more than half the lines of a block of eight or more weigh a quarter. */
function weighByRarity(
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
  weights: readonly number[],
): RatedLines {
  const total = old.length + new_.length;
  if (total < fewLines) return { old, new: new_, weights };
  const counts = new Int32Array(weights.length);
  const lastLine = new Int32Array(weights.length).fill(-1);
  [...old, ...new_].forEach((line, index) => {
    for (const id of line.distinctive) {
      if (lastLine[id] === index) continue;
      lastLine[id] = index;
      counts[id] = (counts[id] ?? 0) + 1;
    }
  });
  const most = total * commonShare;
  const rated = weights.map((weight, id) =>
    (counts[id] ?? 0) > most ? weight / discount : weight,
  );
  const rate = (line: BlockLine): BlockLine => {
    let distinctiveWeight = 0;
    for (const id of line.distinctive) distinctiveWeight += rated[id] ?? 0;
    return { ...line, distinctiveWeight };
  };
  return { old: old.map(rate), new: new_.map(rate), weights: rated };
}
