import type { BlockLine } from "./block-lines.ts";
import type { Match } from "../../sequences/region.ts";
import { SAMPLE_ROWS } from "../tables/cells.ts";
import { compareColumns, mapColumns, type TableSample } from "../tables/columns.ts";
import { countQuotes, isTableHead } from "../tables/rows.ts";

/** The header rows of the table that the block begins in, where the block does not hold them. */
export interface TableContext {
  readonly oldHeader: string | null;
  readonly newHeader: string | null;
}

type ColumnMap = readonly number[];

/**
 * Finds the headers of the tables in a block. The answer takes the indices of an old and a new row and
 * says, where their headers differ in columns, for each old column which new one continues it (-1 for
 * none); else it is null: rows are then compared by position.
 */
export function findHeaders(
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
  table: TableContext,
): (oldRow: number, newRow: number) => ColumnMap | null {
  const oldTables = listTables(old, table.oldHeader);
  const newTables = listTables(new_, table.newHeader);
  const known = new Map<TableSample, Map<TableSample, ColumnMap | null>>();
  return (oldRow, newRow) => {
    const oldTable = oldTables[oldRow] ?? null;
    const newTable = newTables[newRow] ?? null;
    if (oldTable === null || newTable === null) return null;
    const answers = known.get(oldTable) ?? new Map<TableSample, ColumnMap | null>();
    known.set(oldTable, answers);
    let answer = answers.get(newTable);
    if (answer === undefined) {
      answer = matchTables(oldTable, newTable);
      answers.set(newTable, answer);
    }
    return answer;
  };
}

export interface MaybeHeadPair extends Match {
  /** The lines are the headers of one table, be they alike or not. */
  readonly isHead: boolean;
}

/**
 * Adds the pairs of header rows that share too little to be paired by likeness, where the rules below
 * them are paired and rows of their tables too. Pairs ascend, before and after.
 */
export function pairHeads(
  pairs: readonly Match[],
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
): MaybeHeadPair[] {
  const all: MaybeHeadPair[] = [];
  pairs.forEach((pair, index) => {
    const last = all.at(-1) ?? { old: -1, new: -1 };
    const head = { old: pair.old - 1, new: pair.new - 1, isHead: true };
    const isFree = last.old < head.old && last.new < head.new;
    const next = pairs[index + 1];
    if (isFree && isHead(old, head.old) && isHead(new_, head.new)) {
      if (areRows(old, pair.old, next?.old) && areRows(new_, pair.new, next?.new)) all.push(head);
    }
    all.push({ ...pair, isHead: false });
  });
  return all;
}

function isHead(lines: readonly BlockLine[], index: number): boolean {
  const [head, rule] = [lines[index], lines[index + 1]];
  if (head?.kind !== "row" || rule?.kind !== "rule") return false;
  return isTableHead(head.text, rule.text);
}

/** Whether all lines behind `start` up to `end` are rows of a table. */
function areRows(lines: readonly BlockLine[], start: number, end: number | undefined): boolean {
  if (end === undefined) return false;
  for (let at = start + 1; at <= end; at++) if (lines[at]?.kind !== "row") return false;
  return true;
}

function matchTables(old: TableSample, new_: TableSample): ColumnMap | null {
  if (old.header === new_.header || compareColumns(old, new_) === null) return null;
  const columns = mapColumns(old, new_);
  // Of tables that share no column, words tell more than cells do.
  return columns.every((column) => column < 0) ? null : columns;
}

/** For each line of a table the table, if the block or its context has its header. */
function listTables(lines: readonly BlockLine[], context: string | null): (TableSample | null)[] {
  let table = context === null ? null : startTable(context);
  let depth = context === null ? 0 : countQuotes(context);
  return lines.map(({ kind, text }, index) => {
    if (kind !== "row" && kind !== "rule") return (table = null);
    if (table !== null && countQuotes(text) !== depth) table = null;
    if (table === null && isTableHead(text, lines[index + 1]?.text ?? "")) {
      table = startTable(text);
      depth = countQuotes(text);
    } else if (kind === "row" && table !== null && table.rows.length < SAMPLE_ROWS) {
      if (text !== table.header) table.rows.push(text);
    }
    return table;
  });
}

function startTable(header: string): { header: string; rows: string[] } {
  return { header, rows: [] };
}
