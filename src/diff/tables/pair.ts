import type { Range } from "../../model.ts";
import { splitCells, startOfRow } from "./rows.ts";
import type { Budget } from "../../sequences/budget.ts";
import type { TokenizedLine } from "../words/tokens.ts";
import { hasMuchInCommon } from "../words/changes.ts";
import { type PairComparison, compareLinePair } from "../words/pair.ts";
import { wholeRegion } from "../../sequences/region.ts";

/** A cell below this share of common words is marked whole, unless a link or a phrase stayed. */
const leastCellLikeness = 0.4;

/**
 * Compares two table rows cell by cell: where `columns` says for each old column which new one continues
 * it (-1 for none), by column; by position where both have as many cells; and by words where nothing
 * tells which cells belong together. A mark stays in its cell, unless it is nothing but pipes.
 */
export function compareTableRows(
  old: TokenizedLine,
  new_: TokenizedLine,
  columns: readonly number[] | null,
  weights: readonly number[],
  budget: Budget,
): PairComparison {
  const oldCells = cutCells(old, weights);
  const newCells = cutCells(new_, weights);
  if (columns === null && oldCells.length !== newCells.length) {
    return compareRowWords(old, new_, weights, budget);
  }
  const pairs = [
    { old: cutQuotes(old), new: cutQuotes(new_) },
    ...pairCells(oldCells, newCells, columns),
  ];
  const compared = pairs.map((pair) => compareCells(pair.old, pair.new, weights, budget));
  // Pipes are no words, but both rows have them.
  const pipes = Math.min(oldCells.length, newCells.length) + 1;
  return {
    old: compared.flatMap((cell) => cell.old),
    new: compared.flatMap((cell) => cell.new).sort((a, b) => a.start - b.start),
    common: compared.reduce((sum, cell) => sum + cell.common, pipes),
    near: compared.reduce((sum, cell) => sum + cell.near, 0),
    approximate: compared.some((cell) => cell.approximate),
  };
}

/** Cells that belong together, in the order of the old row; a cell without partner has null for one. */
interface CellPair {
  readonly old: TokenizedLine | null;
  readonly new: TokenizedLine | null;
}

function pairCells(
  oldCells: readonly TokenizedLine[],
  newCells: readonly TokenizedLine[],
  columns: readonly number[] | null,
): CellPair[] {
  const targets = oldCells.map((_, index) => (columns === null ? index : (columns[index] ?? -1)));
  const met = new Set(targets);
  return [
    ...oldCells.map((cell, index) => ({ old: cell, new: newCells[targets[index] ?? -1] ?? null })),
    ...newCells.filter((_, index) => !met.has(index)).map((cell) => ({ old: null, new: cell })),
  ];
}

function compareRowWords(
  old: TokenizedLine,
  new_: TokenizedLine,
  weights: readonly number[],
  budget: Budget,
): PairComparison {
  const comparison = compareLinePair(old, new_, weights, budget);
  return {
    ...comparison,
    old: comparison.old.flatMap((mark) => cutMark(old.text, mark)),
    new: comparison.new.flatMap((mark) => cutMark(new_.text, mark)),
  };
}

/** Cuts a mark at the borders of cells; one that holds nothing but them stays. */
function cutMark(text: string, { start, end }: Range): Range[] {
  const parts = splitCells(text)
    .map((cell) => ({
      start: Math.max(start, cell.start),
      end: Math.min(end, cell.end),
    }))
    .filter((part) => part.end > part.start);
  return parts.length === 0 ? [{ start, end }] : parts;
}

function compareCells(
  old: TokenizedLine | null,
  new_: TokenizedLine | null,
  weights: readonly number[],
  budget: Budget,
): PairComparison {
  const whole = { old: markWhole(old), new: markWhole(new_) };
  if (old === null || new_ === null) {
    return { ...whole, common: 0, near: 0, approximate: false };
  }
  const comparison = compareLinePair(old, new_, weights, budget);
  const weight = old.tokens.weight + new_.tokens.weight;
  if (weight === 0 || (2 * (comparison.common + comparison.near)) / weight >= leastCellLikeness)
    return comparison;
  const all = wholeRegion(old.tokens.ids, new_.tokens.ids);
  return hasMuchInCommon(all, { old, new: new_, weights })
    ? comparison
    : { ...comparison, ...whole };
}

function markWhole(cell: TokenizedLine | null): Range[] {
  const start = cell?.tokens.starts[0];
  const end = cell?.tokens.ends.at(-1);
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
    return {
      text,
      tokens: { ids, starts, ends: tokens.ends.slice(from, at), weight },
    };
  });
}

/** The marks of the block quotes that a row stands in. */
function cutQuotes({ text, tokens }: TokenizedLine): TokenizedLine {
  const row = startOfRow(text);
  let count = 0;
  while (count < tokens.ids.length && (tokens.starts[count] ?? 0) < row) count += 1;
  const [ids, starts] = [tokens.ids.slice(0, count), tokens.starts.slice(0, count)];
  return {
    text,
    tokens: { ids, starts, ends: tokens.ends.slice(0, count), weight: count },
  };
}
