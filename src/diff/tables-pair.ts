import type { Range } from "../model.ts";
import { mapColumns, splitCells } from "./tables.ts";
import type { Budget } from "./words-budget.ts";
import { limitMarks } from "./words-marks.ts";
import { type PairComparison, type TokenizedLine, comparePair } from "./words-pair.ts";

/** The header rows above two rows of a table. */
export interface Headers {
  readonly old: string;
  readonly new: string;
}

/** A cell below this share of common words is marked whole. */
const leastCellLikeness = 0.4;

/**
 * Compares two table rows cell by cell: by column name where both headers are given, by position
 * otherwise, and by words where neither tells which cells belong together. No mark begins or ends with
 * a pipe that another token could begin or end.
 */
export function compareRows(
  old: TokenizedLine,
  new_: TokenizedLine,
  headers: Headers | null,
  weights: readonly number[],
  budget: Budget,
): PairComparison {
  const oldCells = cutCells(old, weights);
  const newCells = cutCells(new_, weights);
  if (headers === null && oldCells.length !== newCells.length) {
    const comparison = comparePair(old, new_, weights, budget);
    return {
      ...comparison,
      old: comparison.old.map((mark) => dropPipes(old.text, mark)),
      new: comparison.new.map((mark) => dropPipes(new_.text, mark)),
    };
  }
  const targets =
    headers === null ? oldCells.map((_, index) => index) : mapColumns(headers.old, headers.new);
  const oldMarks: Range[] = [];
  const newMarks: Range[] = [];
  const met = new Set<number>();
  let common = 0;
  let near = 0;
  let coarse = false;
  let wide = false;
  oldCells.forEach((cell, index) => {
    const target = targets[index] ?? -1;
    const partner = newCells[target];
    if (partner === undefined) {
      oldMarks.push(...markWhole(cell));
      return;
    }
    met.add(target);
    const comparison = compareCells(cell, partner, weights, budget);
    common += comparison.common;
    near += comparison.near;
    coarse ||= comparison.coarse;
    wide ||= comparison.wide;
    oldMarks.push(...comparison.old);
    newMarks.push(...comparison.new);
  });
  newCells.forEach((cell, index) => {
    if (!met.has(index)) newMarks.push(...markWhole(cell));
  });
  newMarks.sort((a, b) => a.start - b.start);
  // Pipes are no words, but both rows have them.
  common += Math.min(oldCells.length, newCells.length) + 1;
  const marks = limitMarks({ old: oldMarks, new: newMarks }, { old: old.text, new: new_.text });
  return { ...marks, wide: marks.wide || wide, common, near, coarse };
}

const outerPipes = /^[|\s]*(.*?)[|\s]*$/s;

function dropPipes(text: string, mark: Range): Range {
  const marked = text.slice(mark.start, mark.end);
  const inner = outerPipes.exec(marked)?.[1] ?? "";
  if (inner === "") return mark;
  const start = mark.start + marked.indexOf(inner);
  return { start, end: start + inner.length };
}

function compareCells(
  old: TokenizedLine,
  new_: TokenizedLine,
  weights: readonly number[],
  budget: Budget,
): PairComparison {
  const comparison = comparePair(old, new_, weights, budget);
  const weight = old.tokens.weight + new_.tokens.weight;
  if (weight === 0 || (2 * (comparison.common + comparison.near)) / weight >= leastCellLikeness)
    return comparison;
  return { ...comparison, old: markWhole(old), new: markWhole(new_) };
}

function markWhole({ tokens: { starts, ends } }: TokenizedLine): Range[] {
  const start = starts[0];
  const end = ends.at(-1);
  return start === undefined || end === undefined ? [] : [{ start, end }];
}

/** Each cell with its share of the row's tokens; columns go on counting in the row. */
function cutCells({ text, tokens }: TokenizedLine, weights: readonly number[]): TokenizedLine[] {
  let at = 0;
  return splitCells(text).map((cell) => {
    while (at < tokens.ids.length && (tokens.starts[at] ?? 0) < cell.start) at += 1;
    const from = at;
    while (at < tokens.ids.length && (tokens.starts[at] ?? 0) < cell.end) at += 1;
    const ids = tokens.ids.slice(from, at);
    const weight = ids.reduce((sum, id) => sum + (weights[id] ?? 0), 0);
    const starts = tokens.starts.slice(from, at);
    return { text, tokens: { ids, starts, ends: tokens.ends.slice(from, at), weight } };
  });
}
