import type { ColumnChange } from "../model.ts";
import { compareColumns, isTableRow, isTableRule } from "./tables.ts";

/** Rows that are looked at above a block: longer tables are compared without their header. */
const farthest = 400;

/**
 * The header row of the table that line `index` (0-based) continues, or null where the lines above it
 * are no table. The header stands right above the rule.
 */
export function findTableHeader(lines: readonly string[], index: number): string | null {
  for (let at = index - 1; at > 0 && index - at <= farthest; at -= 1) {
    const line = lines[at] ?? "";
    if (isTableRule(line)) return lines[at - 1] ?? null;
    if (!isTableRow(line)) return null;
  }
  return null;
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
  const isHeader = (lines: readonly string[], index: number) =>
    isTableRow(lines[index] ?? "") && isTableRule(lines[index + 1] ?? "");
  if (!isHeader(oldLines, oldIndex) || !isHeader(newLines, newIndex)) return null;
  return compareColumns(oldLines[oldIndex] ?? "", newLines[newIndex] ?? "");
}
