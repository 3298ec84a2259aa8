import type { Range } from "../../model.ts";
import type { AlignedRow } from "./rows.ts";
import type { BlockLine } from "./block-lines.ts";
import { type JoinedLines, joinLines, markLines, measureDepth, weighLines } from "./run.ts";
import { STOP_WEIGHT } from "../words/vocabulary.ts";
import { weighBag } from "../words/bag.ts";
import { compareTokens } from "../words/pair.ts";

interface ComparedBlock {
  readonly old: readonly BlockLine[];
  readonly new: readonly BlockLine[];
  /** By old line: the weight of what its pair has in common. */
  readonly commons: ReadonlyMap<number, number>;
  readonly weights: readonly number[];
}

/** Lines joined must be so alike to count as one paragraph that was re-wrapped. */
const leastRunLikeness = 0.5;
/** A paragraph that was re-wrapped is compared quickly; one that needs more was rewritten. */
const exactOperations = 500_000;
const operationsPerWord = 20;
/** What joining must gain: a stop-word, and this share of the text unless marks become fewer. */
const leastGain = STOP_WEIGHT;
/** Less than a distinctive word is worth it only if marks do become fewer. */
const smallGain = 6;
const leastGainShare = 0.1;
/** Of lines that had no partner so much may be marked: a new line was not wrapped. */
const mostMarked = 0.6;
const mostlyMarked = 0.8;
/** Prose has more words than code, where a line break is not a mere blank. */
const leastWords = 0.4;

/**
 * Compares stretches of prose once more as one run of words across their lines. Where much more stayed
 * than line by line, the paragraph was re-wrapped, and the marks are those of the run.
 */
export function compareRewrapped(
  rows: readonly AlignedRow[],
  comparison: ComparedBlock,
): readonly AlignedRow[] {
  if (rows.length < 2) return rows;
  const result = [...rows];
  for (const stretch of listStretches(rows, comparison)) {
    // Other text may have come or gone before and behind a paragraph.
    const core = findCore(rows, stretch);
    const isWhole = core.start === stretch.start && core.end === stretch.end;
    for (const { start, end } of isWhole ? [stretch] : [stretch, core]) {
      const compared = compareStretch(rows.slice(start, end), comparison);
      if (compared === null) continue;
      for (const [index, row] of compared.entries()) result[start + index] = row;
      break;
    }
  }
  return result;
}

/** Runs of rows of prose; headings, tables, fences and blank lines on both sides end them. */
function listStretches(rows: readonly AlignedRow[], { old, new: new_ }: ComparedBlock): Range[] {
  const stretches: Range[] = [];
  let start = 0;
  const isBarrier = (row: AlignedRow) => {
    const kinds = [
      row.old === null ? null : old[row.old]?.kind,
      row.new === null ? null : new_[row.new]?.kind,
    ];
    if (kinds[0] === "blank" && kinds[1] === "blank") return true;
    return kinds.some((kind) => kind === "row" || kind === "rule" || kind === "verbatim");
  };
  const end = (at: number) => {
    if (at - start >= 2) stretches.push({ start, end: at });
  };
  rows.forEach((row, index) => {
    if (!isBarrier(row)) return;
    end(index);
    start = index + 1;
  });
  end(rows.length);
  return stretches;
}

/** From the first pair of a stretch to its last one. */
function findCore(rows: readonly AlignedRow[], { start, end }: Range): Range {
  while (start < end && isAlone(rows[start])) start += 1;
  while (end > start && isAlone(rows[end - 1])) end -= 1;
  return { start, end };
}

function compareStretch(
  rows: readonly AlignedRow[],
  { old, new: new_, commons, weights }: ComparedBlock,
): AlignedRow[] | null {
  if (rows.length < 2) return null;
  const oldLines = rows.flatMap((row) => row.old ?? []);
  const newLines = rows.flatMap((row) => row.new ?? []);
  const byLine = rows.reduce((sum, row) => sum + (commons.get(row.old ?? -1) ?? 0), 0);
  const idsOf = (lines: readonly BlockLine[], indices: readonly number[]) =>
    indices.map((index) => lines[index]?.tokens.ids ?? []);
  const most = weighBag(idsOf(old, oldLines), idsOf(new_, newLines), weights);
  if (most - byLine < leastGain) return null;
  // Joined they are compared without their quotation marks.
  const depth = measureDepth(old, oldLines);
  if (depth !== measureDepth(new_, newLines)) return null;
  const weight = weighLines(old, oldLines, depth) + weighLines(new_, newLines, depth);
  const mostJoined = most - depth * Math.min(oldLines.length, newLines.length);
  if (mostJoined - byLine < leastGain || 2 * mostJoined < leastRunLikeness * weight) return null;
  const oldRun = joinLines(old, oldLines, depth);
  const newRun = joinLines(new_, newLines, depth);
  if (!isProse(oldRun, weights) || !isProse(newRun, weights)) return null;
  const length = oldRun.tokens.ids.length + newRun.tokens.ids.length;
  const budget = { left: exactOperations + operationsPerWord * length };
  const { changes, common, approximate } = compareTokens(
    oldRun,
    newRun,
    weights,
    budget,
    rows.length,
  );
  if (approximate) return null;
  if (common - byLine < leastGain || 2 * common < leastRunLikeness * weight) return null;
  const oldMarks = markLines(
    oldRun,
    changes.map((change) => [change.oldStart, change.oldEnd]),
  );
  const newMarks = markLines(
    newRun,
    changes.map((change) => [change.newStart, change.newEnd]),
  );
  const rewrapped = rows.map((row): AlignedRow => {
    const marks = {
      oldMarks: oldMarks.get(row.old ?? -1) ?? [],
      newMarks: newMarks.get(row.new ?? -1) ?? [],
    };
    return { ...row, ...marks, rewrapped: true };
  });
  // New lines before or after the paragraph are no part of it.
  const start = rewrapped.findIndex((row) => !isNew(row, old, new_));
  const end = rewrapped.findLastIndex((row) => !isNew(row, old, new_)) + 1;
  const inner = rewrapped.slice(Math.max(start, 0), end);
  if (inner.length < 2 || measureMarked(inner.filter(isAlone), old, new_) > mostMarked) return null;
  const before = rows.slice(start, end);
  const gainsMuch = 2 * (common - byLine) >= leastGainShare * weight;
  const fewer = countStretches(before) - countStretches(inner);
  if (common - byLine < smallGain) {
    if (fewer <= 0 || hasNumbers(old, oldLines) || hasNumbers(new_, newLines)) return null;
  } else if (!gainsMuch && fewer < 0) return null;
  return [...rows.slice(0, start), ...inner, ...rows.slice(end)];
}

/** Numbers of items are found again in any list: that is no gain. */
function hasNumbers(all: readonly BlockLine[], indices: readonly number[]): boolean {
  return indices.some((index) => /^[\s>]*\d+[.)]\s/.test(all[index]?.text ?? ""));
}

function isAlone(row: AlignedRow | undefined): boolean {
  return row === undefined || row.old === null || row.new === null;
}

function isNew(row: AlignedRow, old: readonly BlockLine[], new_: readonly BlockLine[]): boolean {
  return isAlone(row) && measureMarked([row], old, new_) > mostlyMarked;
}

/** The share of the text of these rows that is marked; 1 where there are only blanks. */
function measureMarked(
  rows: readonly AlignedRow[],
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
): number {
  let marked = 0;
  let total = 0;
  for (const row of rows) {
    for (const { start, end } of [...row.oldMarks, ...row.newMarks]) marked += end - start;
    total +=
      (old[row.old ?? -1]?.text.trim().length ?? 0) +
      (new_[row.new ?? -1]?.text.trim().length ?? 0);
  }
  if (total === 0) return rows.length === 0 ? 0 : 1;
  return marked / total;
}

/** Changed stretches that a reader sees; a line that stands alone is one unless it was re-wrapped. */
function countStretches(rows: readonly AlignedRow[]): number {
  return rows.reduce((sum, row) => {
    const isWhole = !row.rewrapped && isAlone(row);
    return sum + (isWhole ? 1 : row.oldMarks.length + row.newMarks.length);
  }, 0);
}

function isProse({ tokens }: JoinedLines, weights: readonly number[]): boolean {
  const words = tokens.ids.filter((id) => (weights[id] ?? 0) >= STOP_WEIGHT).length;
  return words >= leastWords * tokens.ids.length;
}
