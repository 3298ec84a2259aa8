import type { ColumnChange, Range } from "../model.ts";

const rule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const row = /^\s*\|.*\|\s*$/s;

/** True for a row with a pipe at both ends: what stands between the pipes are cells. */
export function isTableRow(line: string): boolean {
  return row.test(line) && line.trim().length > 1;
}

/** True for the rule under a table's header, such as `|---|:-:|`. */
export function isTableRule(line: string): boolean {
  return line.includes("|") && line.includes("-") && rule.test(line);
}

/**
 * The columns in which each cell's text stands, without its padding (an empty cell gives an empty
 * range). Escaped pipes and pipes inside code spans belong to the text.
 */
export function splitCells(line: string): Range[] {
  const cells: Range[] = [];
  const end = line.trimEnd().length;
  let position = line.length - line.trimStart().length;
  if (line.charAt(position) === "|") position += 1;
  let start = position;
  while (position < end) {
    const character = line.charAt(position);
    if (character === "|") {
      cells.push(trimRange(line, start, position));
      start = position + 1;
    }
    if (character === "\\") position += 2;
    else if (character === "`") position = endOfCode(line, position, end);
    else position += 1;
  }
  if (start < end) cells.push(trimRange(line, start, end));
  return cells;
}

/** Compares two header rows; null when the columns are the same in the same order. */
export function compareColumns(oldHeader: string, newHeader: string): ColumnChange | null {
  const oldNames = nameColumns(oldHeader);
  const newNames = nameColumns(newHeader);
  const added = newNames.filter((name) => !oldNames.includes(name));
  const removed = oldNames.filter((name) => !newNames.includes(name));
  const stayed = newNames.filter((name) => oldNames.includes(name));
  const reordered = oldNames.filter((name) => newNames.includes(name)).join() !== stayed.join();
  if (added.length === 0 && removed.length === 0 && !reordered) return null;
  return { added: added.map(showName), removed: removed.map(showName), reordered };
}

/**
 * For each old column the index of the new column that continues it, or -1. Columns are told by name;
 * one that has another name in the same place, between the same neighbours, counts as renamed.
 */
export function mapColumns(oldHeader: string, newHeader: string): number[] {
  const oldNames = nameColumns(oldHeader);
  const newNames = nameColumns(newHeader);
  const targets = oldNames.map((name) => newNames.indexOf(name));
  if (oldNames.length !== newNames.length) return targets;
  return targets.map((target, index) => {
    const isFree = target < 0 && !oldNames.includes(newNames[index] ?? "");
    return isFree ? index : target;
  });
}

function trimRange(line: string, start: number, end: number): Range {
  const text = line.slice(start, end);
  const head = text.length - text.trimStart().length;
  return { start: start + head, end: start + Math.max(head, text.trimEnd().length) };
}

/** The end of the code span that opens at `position`, or of its ticks where it is never closed. */
function endOfCode(line: string, position: number, end: number): number {
  let open = position;
  while (line.charAt(open) === "`") open += 1;
  const ticks = line.slice(position, open);
  let close = line.indexOf(ticks, open);
  while (close >= 0 && close < end) {
    let after = close;
    while (line.charAt(after) === "`") after += 1;
    if (after - close === ticks.length) return after;
    close = line.indexOf(ticks, after);
  }
  return open;
}

const separator = "\u0000";

/** The names of a header's columns; a name that stands again gets a number, so that all differ. */
function nameColumns(header: string): string[] {
  const seen = new Map<string, number>();
  return splitCells(header).map(({ start, end }) => {
    const name = header.slice(start, end);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}${separator}${String(count)}`;
  });
}

function showName(name: string): string {
  return name.split(separator)[0] ?? "";
}
