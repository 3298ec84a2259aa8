import type { ColumnChange } from "../../model.ts";
import { findFencedLines } from "../lines/fences.ts";
import { SAMPLE_ROWS } from "./cells.ts";
import { compareColumns, type TableSample } from "./columns.ts";
import { countQuotes, isLooseRow, isTableHead, isTableRow } from "./rows.ts";

/** Rows that are looked at above a block: longer tables are compared without their header. */
const farthest = 400;

/**
 * The header row of the table that line `index` (0-based) belongs to, be it the header itself, the rule
 * or a row; null where the line stands in no table.
 */
export function findTableHeader(lines: readonly string[], index: number): string | null {
  if (!isLooseRow(lines[index] ?? "")) return null;
  const depth = countQuotes(lines[index] ?? "");
  let head = -1;
  for (let at = index; at >= 0 && index - at <= farthest; at -= 1) {
    const line = lines[at] ?? "";
    if (!isLooseRow(line) || countQuotes(line) !== depth) break;
    // A row of dashes further down is no rule: the topmost one is.
    if (isHeadAt(lines, at)) head = at;
  }
  return head < 0 ? null : (lines[head] ?? null);
}

/**
 * What happened to the columns of a table whose old header row is line `oldIndex` and whose new one is
 * line `newIndex` (0-based); null where they are no headers or the columns are the same.
 */
export function compareHeaders(
  oldLines: readonly string[],
  newLines: readonly string[],
  oldIndex: number,
  newIndex: number,
): ColumnChange | null {
  if (!isHeadAt(oldLines, oldIndex) || !isHeadAt(newLines, newIndex)) return null;
  return compareColumns(readTable(oldLines, oldIndex), readTable(newLines, newIndex));
}

function isHeadAt(lines: readonly string[], index: number): boolean {
  const header = lines[index] ?? "";
  if (!isTableHead(header, lines[index + 1] ?? "")) return false;
  // Code may look like rows, but hardly with pipes at both ends.
  return isTableRow(header) || !isFenced(lines, index);
}

function readTable(lines: readonly string[], header: number): TableSample {
  const start = header + 2;
  let end = start;
  while (end - start < SAMPLE_ROWS && isLooseRow(lines[end] ?? "")) end += 1;
  return { header: lines[header] ?? "", rows: lines.slice(start, end) };
}

/** By text: found once, and only where a table without outer pipes asks. */
const fencedLines = new WeakMap<readonly string[], Uint8Array>();

function isFenced(lines: readonly string[], index: number): boolean {
  let fenced = fencedLines.get(lines);
  if (fenced === undefined) {
    fenced = findFencedLines(lines);
    fencedLines.set(lines, fenced);
  }
  return fenced[index] === 1;
}
