/** Which columns of two tables say the same, by the words in their cells. */
import { stripMarkup } from "./names.ts";
import { splitCells } from "./rows.ts";

/** Rows of a table that are enough to tell what its columns hold. */
export const SAMPLE_ROWS = 40;
/** Characters of a row and of a cell, and columns of either table that are looked at. */
const longestRow = 10_000;
const longestCell = 300;
const mostColumns = 40;
/** Columns that share less of their words hold something else. */
const leastLikeness = 0.4;

interface CellWords {
  readonly counts: Map<string, number>;
  readonly total: number;
}

/**
 * Pairs columns (given by their indices) whose cells share words: the likest first, of equal ones the
 * first. The indices ascend.
 */
export function matchCells(
  oldRows: readonly string[],
  newRows: readonly string[],
  oldColumns: readonly number[],
  newColumns: readonly number[],
): [old: number, new: number][] {
  if (oldColumns.length === 0 || newColumns.length === 0) return [];
  const oldWords = countWords(oldRows, oldColumns.slice(0, mostColumns));
  const newWords = countWords(newRows, newColumns.slice(0, mostColumns));
  const candidates: { old: number; new: number; likeness: number }[] = [];
  for (const [old, oldCells] of oldWords) {
    for (const [new_, newCells] of newWords) {
      const likeness = likenCells(oldCells, newCells);
      if (likeness >= leastLikeness) candidates.push({ old, new: new_, likeness });
    }
  }
  // Stable: of equal ones the first.
  candidates.sort((a, b) => b.likeness - a.likeness);
  const pairs = new Map<number, number>();
  const met = new Set<number>();
  for (const { old, new: new_ } of candidates) {
    if (pairs.has(old) || met.has(new_)) continue;
    pairs.set(old, new_);
    met.add(new_);
  }
  return [...pairs];
}

function countWords(rows: readonly string[], columns: readonly number[]): [number, CellWords][] {
  const sample = rows.slice(0, SAMPLE_ROWS).map((whole) => {
    const row = whole.slice(0, longestRow);
    return { row, cells: splitCells(row) };
  });
  return columns.map((column) => {
    const counts = new Map<string, number>();
    let total = 0;
    for (const { row, cells } of sample) {
      const { start, end } = cells[column] ?? { start: 0, end: 0 };
      const words = listWords(row.slice(start, Math.min(end, start + longestCell)));
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      total += words.length;
    }
    return [column, { counts, total }];
  });
}

/** The cell itself is one of its words, so that equal cells count for more than like ones. */
function listWords(cell: string): readonly string[] {
  if (cell === "") return [];
  const text = stripMarkup(cell).toLowerCase();
  return [text, ...(text.match(/[\p{L}\p{N}]+/gu) ?? [])];
}

function likenCells(old: CellWords, new_: CellWords): number {
  let common = 0;
  for (const [word, count] of old.counts) common += Math.min(count, new_.counts.get(word) ?? 0);
  return common === 0 ? 0 : (2 * common) / (old.total + new_.total);
}
