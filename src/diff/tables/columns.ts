/** Which columns of two tables belong together. */
import type { ColumnChange } from "../../model.ts";
import { matchCells } from "./cells.ts";
import { nameColumns } from "./names.ts";

/** A table's header row, and rows below it that tell what its columns hold. */
export interface TableSample {
  readonly header: string;
  readonly rows: readonly string[];
}

/** Compares the columns of two tables; null when they are the same in the same order. */
export function compareColumns(old: TableSample, new_: TableSample): ColumnChange | null {
  const oldNames = nameColumns(old.header);
  const newNames = nameColumns(new_.header);
  const targets = matchColumns(old, new_);
  const met = new Set(targets);
  const added = newNames.filter((_, index) => !met.has(index)).map(({ shown }) => shown);
  const removed = oldNames.filter((_, index) => targets[index] === -1).map(({ shown }) => shown);
  const stayed = targets.filter((target) => target >= 0);
  const reordered = stayed.some((target, index) => target < (stayed[index - 1] ?? -1));
  if (added.length === 0 && removed.length === 0 && !reordered) return null;
  return { added, removed, reordered };
}

/**
 * For each old column the index of the new column that continues it, or -1. Columns are told by name,
 * else by what their cells say; those that neither tells count as renamed where they stand in the same
 * place, or alone between the same neighbours.
 */
export function mapColumns(old: TableSample, new_: TableSample): number[] {
  const targets = matchColumns(old, new_);
  const width = nameColumns(new_.header).length;
  const free = new Set(Array.from({ length: width }, (_, index) => index));
  for (const target of targets) free.delete(target);
  if (targets.length === width) {
    return targets.map((target, index) => (target < 0 && free.has(index) ? index : target));
  }
  return fillGaps(targets, free, width);
}

/** By name and by cells only: what is told of columns must be known, not guessed. */
function matchColumns(old: TableSample, new_: TableSample): number[] {
  const oldNames = nameColumns(old.header);
  const newNames = nameColumns(new_.header);
  const places = new Map(newNames.map(({ key }, index) => [key, index]));
  const targets = oldNames.map(({ key }) => places.get(key) ?? -1);
  const met = new Set(targets);
  const oldFree = [...targets.keys()].filter((index) => targets[index] === -1);
  const newFree = [...newNames.keys()].filter((index) => !met.has(index));
  for (const [from, to] of matchCells(old.rows, new_.rows, oldFree, newFree)) targets[from] = to;
  return targets;
}

/** Pairs runs of equally many columns between two neighbours that follow each other on both sides. */
function fillGaps(targets: readonly number[], free: ReadonlySet<number>, width: number): number[] {
  const filled = [...targets];
  const ends = [...targets.keys(), targets.length].filter((index) => targets[index] !== -1);
  let oldStart = 0;
  let newStart = 0;
  for (const oldEnd of ends) {
    const newEnd = targets[oldEnd] ?? width;
    if (newEnd - newStart === oldEnd - oldStart) {
      const run = filled.slice(oldStart, oldEnd).map((_, offset) => newStart + offset);
      if (run.every((target) => free.has(target)))
        run.forEach((target, offset) => (filled[oldStart + offset] = target));
    }
    oldStart = oldEnd + 1;
    newStart = newEnd + 1;
  }
  return filled;
}
