import { findFencedLines } from "../lines/fences.ts";
import type { Range } from "../../model.ts";

/** A table row as Markdown writes it: what stands between unescaped pipes are its cells. */

const ruleCharacters = /^[\s>|:-]+$/;
const ruleCell = /^:?-+:?$/;
/** Headings, fences and list items end a table, whatever pipes they hold. */
const otherBlock = /(?:#{1,6}\s|```|~~~|[-+*]\s|\d{1,9}[.)]\s)/y;
const unescapedPipe = /(?:^|[^\\])\|/;

/** True for a row with a pipe at both ends, in block quotes or not: a row wherever it stands. */
export function isTableRow(line: string): boolean {
  if (!line.includes("|")) return false;
  const start = startOfRow(line);
  const end = line.trimEnd().length;
  return end - start > 1 && line.charAt(start) === "|" && line.charAt(end - 1) === "|";
}

/** True for a line that is a row if it stands in a table: there the outer pipes may be left out. */
export function isLooseRow(line: string): boolean {
  if (!line.includes("|") || !unescapedPipe.test(line)) return false;
  otherBlock.lastIndex = startOfRow(line);
  return !otherBlock.test(line);
}

/** True for the rule under a table's header, such as `|---|:-:|`. */
export function isTableRule(line: string): boolean {
  if (!line.includes("|") || !line.includes("-") || !ruleCharacters.test(line)) return false;
  return isLooseRow(line) && readCells(line).every((cell) => ruleCell.test(cell));
}

/**
 * True where the second line is the rule of a table that the first one heads. Without outer pipes both
 * must have the same number of cells, as GFM asks; with them a miscounted table is still one.
 */
export function isTableHead(header: string, rule: string): boolean {
  if (!isTableRule(rule) || !isLooseRow(header)) return false;
  if (countQuotes(header) !== countQuotes(rule)) return false;
  if (isTableRow(header) && isTableRow(rule)) return true;
  return splitCells(header).length === splitCells(rule).length;
}

/** How many block quotes a line stands in; all rows of a table stand in the same ones. */
export function countQuotes(line: string): number {
  let count = 0;
  for (let at = startOfRow(line) - 1; at >= 0; at--) if (line.charAt(at) === ">") count += 1;
  return count;
}

/** The column where a line's text starts, behind its indent and the marks of block quotes. */
export function startOfRow(line: string): number {
  if (line.startsWith("|")) return 0;
  const start = line.search(/[^\s>]/);
  return start < 0 ? line.length : start;
}

/**
 * The columns in which each cell's text stands, without its padding (an empty cell gives an empty
 * range). Escaped pipes and pipes inside code spans belong to the text.
 */
export function splitCells(line: string): Range[] {
  const cells: Range[] = [];
  const end = line.trimEnd().length;
  let position = startOfRow(line);
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

/** The text of each cell. */
export function readCells(line: string): string[] {
  return splitCells(line).map(({ start, end }) => line.slice(start, end));
}

function trimRange(line: string, start: number, end: number): Range {
  const text = line.slice(start, end);
  const head = text.length - text.trimStart().length;
  return {
    start: start + head,
    end: start + Math.max(head, text.trimEnd().length),
  };
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
