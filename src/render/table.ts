/** Table rows as they are read: without padding, with short rules, and with the names of changed cells. */
import { findTableHeader } from "../diff/tables/header.ts";
import { nameColumns, stripMarkup } from "../diff/tables/names.ts";
import { isTableRow, isTableRule, readCells } from "../diff/tables/rows.ts";
import type { Range, TextChange } from "../model.ts";
import { bareLine } from "./text.ts";

/** Runs of blanks that are worth an element each. */
const padding = / {3,}/g;
const rulePart = /-{2,}|\s+/g;

/**
 * The columns of a table row that are padding: of a run of blanks all but the first, of a rule between
 * header and rows (`|------|`) all but one sign a cell. Empty for any other line.
 */
export function findPadding(line: string): readonly Range[] {
  if (!isTableRow(line)) return [];
  const isRule = isTableRule(line);
  return [...line.matchAll(isRule ? rulePart : padding)].flatMap(({ 0: run, index }) => {
    const start = index + (isRule && run.trim() === "" ? 0 : 1);
    const end = index + run.length;
    return end > start ? [{ start, end }] : [];
  });
}

/** Names of cells are cut at so many characters, and so many columns are named. */
const longestName = 40;
const mostColumns = 6;

/**
 * Which cells differ between a row and the one it is paired with (lines from 1): `gpt-5: Price, Context`, by the row's
 * first cell and the header's names. Null where they are no rows of a table with a header, have other
 * columns, or differ in padding only.
 */
export function nameChangedCells(
  change: TextChange,
  oldLine: number,
  newLine: number,
): string | null {
  const [oldRow, newRow] = [
    bareLine(change.oldLines, oldLine - 1),
    bareLine(change.newLines, newLine - 1),
  ];
  if (!isTableRow(oldRow) || !isTableRow(newRow) || isTableRule(newRow)) return null;
  const header = findTableHeader(change.newLines, newLine - 1);
  if (header === null || header === newRow) return null;
  const names = nameColumns(header);
  const [oldCells, newCells] = [readCells(oldRow), readCells(newRow)];
  if (oldCells.length !== newCells.length || newCells.length !== names.length) return null;
  const changed = names.filter((_, column) => oldCells[column] !== newCells[column]);
  if (changed.length === 0) return null;
  const columns = changed.slice(0, mostColumns).map(({ shown }) => shorten(shown) || "no name");
  const more = changed.length - columns.length;
  const row = shorten(stripMarkup(oldCells[0] ?? ""));
  return `${row === "" ? "" : `${row}: `}${columns.join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

function shorten(name: string): string {
  const letters = [...name];
  return letters.length <= longestName ? name : `${letters.slice(0, longestName - 1).join("")}…`;
}
