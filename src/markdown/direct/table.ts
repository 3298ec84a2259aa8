import { writeDefinitions, type Definitions } from "../definitions.ts";
import { readInline } from "./inline.ts";
import { createMemo } from "../memo.ts";
import { parseMarkdown, type FlowNode } from "../parse.ts";
import { measureIndent, readStart } from "../starts.ts";

type Table = Extract<FlowNode, { type: "table" }>;
type Row = Table["children"][number];
type Cell = Row["children"][number];

/**
 * Reads a table row by row, so that versions of a table share the work for rows that stayed. Null for
 * anything else.
 */
export function readTable(lines: readonly string[], definitions: Definitions): FlowNode[] | null {
  const rules = lines[1] ?? "";
  if (lines.length < 2 || !RULES.test(trim(rules)) || !lines.every(isRow)) return null;
  const align = splitCells(rules).map((rule) => readAlign(rule.trim()));
  const rows: Row[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 1) continue;
    const number = index + 1;
    const cells = readCells(line, number, align.length, definitions);
    if (cells === null) return null;
    const position = { start: { line: number, column: 1 }, end: { line: number, column: 1 } };
    rows.push({ type: "tableRow", children: [...cells], position });
  }
  const position = { start: { line: 1, column: 1 }, end: { line: lines.length, column: 1 } };
  return [{ type: "table", align, children: rows, position }];
}

const RULES = /^\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*[ \t]*\|?$/;

/** Whether a line begins nothing but a row; one without a bar at its start has one inside. */
function isRow(line: string): boolean {
  const { columns, offset } = measureIndent(line);
  if (columns < 0 || columns > 3) return false;
  return line[offset] === "|" || (line.includes("|") && readStart(line, offset).kind === "text");
}

const BAR = /(?<!\\)\|/;

/** The cells between the bars of a row, which may have bars around it. */
function splitCells(line: string): string[] {
  const cells = trim(line).split(BAR);
  if (cells[0] === "") cells.shift();
  if (cells.at(-1) === "") cells.pop();
  return cells;
}

/** Other white space than this is text. */
function trim(text: string): string {
  return text.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, "");
}

function readAlign(rule: string): "left" | "right" | "center" | null {
  if (rule.startsWith(":")) return rule.endsWith(":") && rule.length > 1 ? "center" : "left";
  return rule.endsWith(":") ? "right" : null;
}

function readCells(
  line: string,
  number: number,
  width: number,
  definitions: Definitions,
): readonly Cell[] | null {
  // In a cell `\|` is a bar, even in code; two backslashes may be one before a bar, or not.
  if (!line.includes("\\\\")) {
    const cells = splitCells(line).map((cell) => readCell(trim(cell), number, definitions));
    // What has another number of cells heads no table.
    if (number === 1 && cells.length !== width) return null;
    const found = cells.filter((cell) => cell !== null);
    if (found.length > 0 && found.length === cells.length) return found;
  }
  const used = writeDefinitions(definitions, line).text;
  const rules = `${"| - ".repeat(width)}|`;
  if (number === 1) return parseRow(`${used}${line}\n${rules}`);
  return parseRow(`${used}${"| a ".repeat(width)}|\n${rules}\n${line}`);
}

function readCell(source: string, number: number, definitions: Definitions): Cell | null {
  const text = source.replaceAll("\\|", "|");
  // A tag keeps the backslash, and so do a label and an address.
  if (text !== source && (definitions.size > 0 ? /<|:\/\/|\[/ : /<|:\/\//).test(text)) return null;
  const children = readInline(text, number, definitions);
  const position = { start: { line: number, column: 1 }, end: { line: number, column: 1 } };
  return children && ({ type: "tableCell", children: [...children], position } as Cell);
}

const parseRow = createMemo((text: string): readonly Cell[] | null => {
  const table = parseMarkdown(text).children.at(-1);
  return (table?.type === "table" && table.children.at(-1)?.children) || null;
}, 1_000_000);
