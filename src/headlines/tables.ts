/** What is said of rows and cells: a row by its first cell, a cell by its column. */
import { findTableHeader } from "../diff/tables/header.ts";
import { nameColumns } from "../diff/tables/names.ts";
import { readCells } from "../diff/tables/rows.ts";
import type { SeenAt } from "./changed-lines.ts";
import type { Draft } from "./draft.ts";
import { isDate, isDeadline, isLabel, readVersionPair } from "./versions.ts";
import { toVisible } from "./visible-text.ts";

interface TableRow {
  readonly lines: readonly string[];
  readonly index: number;
}

/** The cells of a row that differ, told as one where they are several. */
export function describeCells(old: TableRow, new_: TableRow, place: SeenAt): Draft[] {
  const oldCells = readCells(lineOf(old)).map(unescapePipes);
  const newCells = readCells(lineOf(new_)).map(unescapePipes);
  const columns = matchColumns(old, new_, oldCells.length, newCells.length);
  const name = nameRow(newCells) || nameRow(oldCells);
  const changed = columns.flatMap(({ old: from, new: to, name: column }) => {
    const [before, after] = [toVisible(oldCells[from] ?? ""), toVisible(newCells[to] ?? "")];
    return before === after ? [] : [{ column, ...cutCommon(before, after), isName: to === 0 }];
  });
  const versions = changed.flatMap(({ old: from, new: to, column, isName }): Draft[] => {
    const version = readVersionPair(from, to, column);
    return version === null ? [] : [{ ...version, name: isName ? "" : name, column, ...place }];
  });
  if (versions.length > 0) {
    const isOne = versions.length === 1;
    const rest = changed.filter(
      (cell) => readVersionPair(cell.old, cell.new, cell.column) === null,
    );
    return [
      ...versions.slice(0, 3).map(({ column = "", name: row = "", ...version }) => ({
        ...version,
        name: isOne || isLabel(column) ? row : `${row} ${column}`.trim(),
      })),
      ...rest.slice(0, 2).map(({ old: from, new: to, column }): Draft => {
        const goesWithVersion = isDate(from) && isDate(to) && !isDeadline(column);
        const what = { name, old: from, new: to, ...place };
        return goesWithVersion ? { kind: "date", ...what } : { kind: "cell", column, ...what };
      }),
    ];
  }
  const [first, ...others] = changed;
  if (!first) return [];
  const alike = others.filter((cell) => cell.old === first.old && cell.new === first.new);
  const { old: from, new: to, column, isName } = first;
  return [
    {
      kind: "cell",
      // The name of a row that has another one is what is told.
      ...(isName ? {} : { name }),
      column,
      old: from,
      new: to,
      names: alike.map((cell) => cell.column),
      count: alike.length + 1,
      words: 3 * changed.length,
      ...place,
    },
    ...others
      .filter((cell) => !alike.includes(cell))
      .slice(0, 2)
      .map((cell): Draft => ({
        kind: "cell",
        name,
        column: cell.column,
        old: cell.old,
        new: cell.new,
        ...place,
      })),
  ];
}

/** A row's name: its first cell that says something. */
export function nameRow(cells: readonly string[]): string {
  for (const cell of cells) {
    const text = toVisible(cell);
    if (/[\p{L}\p{N}]/u.test(text)) return text;
  }
  return "";
}

/** In a table a pipe is escaped inside code too. */
function unescapePipes(cell: string): string {
  return cell.replaceAll("\\|", "|");
}

function lineOf({ lines, index }: TableRow): string {
  return (lines[index] ?? "").trimEnd();
}

interface ColumnPair {
  readonly old: number;
  readonly new: number;
  readonly name: string;
}

/** The columns that stayed, by name; by place where there is no header. */
function matchColumns(
  old: TableRow,
  new_: TableRow,
  oldCount: number,
  newCount: number,
): ColumnPair[] {
  const oldHeader = findTableHeader(old.lines, old.index);
  const newHeader = findTableHeader(new_.lines, new_.index);
  const oldNames = oldHeader === null ? [] : nameColumns(oldHeader);
  const newNames = newHeader === null ? [] : nameColumns(newHeader);
  if (oldHeader === null || newHeader === null || oldCount === newCount) {
    return Array.from({ length: Math.min(oldCount, newCount) }, (_, index) => ({
      old: index,
      new: index,
      name: newNames[index]?.shown ?? "",
    }));
  }
  const places = new Map(oldNames.map(({ key }, index) => [key, index]));
  return newNames.flatMap(({ key, shown }, index) => {
    const from = places.get(key);
    return from === undefined ? [] : [{ old: from, new: index, name: shown }];
  });
}

/** Words that two long cells begin and end with, but for the nearest ones, left out. */
function cutCommon(old: string, new_: string): { old: string; new: string } {
  if (old.length + new_.length < 80) return { old, new: new_ };
  const [a, b] = [old.split(" "), new_.split(" ")];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const from = Math.max(0, head - 2);
  const behind = Math.max(0, tail - 1);
  const show = (words: readonly string[]) =>
    `${from > 0 ? "… " : ""}${words.slice(from, words.length - behind).join(" ")}${behind > 0 ? " …" : ""}`;
  return { old: show(a), new: show(b) };
}
