import { findFencedLines } from "../lines/fences.ts";
import { countQuotes, isLooseRow, isTableHead, isTableRow } from "../tables/rows.ts";

/**
 * Tells for each line of a block whether it is a row (1) of a table whose rows need no pipes at their
 * ends; null where none is. `context` is the header of the table that the block begins in, or null.
 */
export function findLooseRows(lines: readonly string[], context: string | null): Uint8Array | null {
  let rows: Uint8Array | null = null;
  let fenced: Uint8Array | null = null;
  let depth = context === null ? -1 : countQuotes(context);
  lines.forEach((line, index) => {
    if (!isLooseRow(line) || (depth >= 0 && countQuotes(line) !== depth)) depth = -1;
    if (depth < 0 && isTableHead(line, lines[index + 1] ?? "")) {
      fenced ??= findFencedLines(lines);
      if (fenced[index] === 0) depth = countQuotes(line);
    }
    if (depth < 0 || isTableRow(line)) return;
    rows ??= new Uint8Array(lines.length);
    rows[index] = 1;
  });
  return rows;
}
