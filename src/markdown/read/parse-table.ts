import { createMemo } from "../split/memo.ts";
import { parseMarkdown, type FlowNode } from "../split/parse.ts";

type Table = Extract<FlowNode, { type: "table" }>;
type Row = Table["children"][number];

/**
 * Parses a long table, each line of which begins with a bar: versions share most of its rows, so that each
 * row is remembered. Null for any other text. Its rows stand on lines that follow each other; the positions
 * inside a row are those of the text it was parsed in.
 */
export function parseTable(
  text: string,
  defineFor: (text: string) => readonly string[],
): Table | null {
  if (!text.startsWith("|")) return null;
  const lines = text.split("\n");
  while (BLANK.test(lines.at(-1) ?? "|")) lines.pop();
  const [header = "", rules = "", ...rows] = lines;
  if (rows.length < LEAST_ROWS || !RULES.test(rules)) return null;
  if (!rows.every((row) => row.startsWith("|"))) return null;
  const head = `${header}\n${rules}\n`;
  const definitions = new Set<string>();
  const asked = rows.map((row) => {
    const used = defineFor(row);
    const key = head + used.join("") + row;
    const known = parsedRows.get(key);
    if (!known) for (const definition of used) definitions.add(definition);
    return { key, row, known };
  });
  for (const definition of defineFor(header)) definitions.add(definition);
  const fresh = asked.filter(({ known }) => !known);
  const before = [...definitions].join("") + head;
  let node: Table | null = null;
  const others: Row[] = [];
  for (let from = 0; from === 0 || from < fresh.length; from += ROWS_AT_ONCE) {
    const some = fresh.slice(from, from + ROWS_AT_ONCE);
    const part = parseMarkdown(before + some.map(({ row }) => row).join("\n")).children.at(-1);
    if (part?.type !== "table" || part.children.length !== some.length + 1) return null;
    node ??= part;
    others.push(...part.children.slice(1));
  }
  const [first] = node?.children ?? [];
  if (!node || !first) return null;
  fresh.forEach(({ key }, at) => {
    const row = others[at];
    if (row) parsedRows.set(key, row);
  });
  let next = 0;
  const children = [first, ...asked.flatMap(({ known }) => known ?? others[next++] ?? [])];
  const end = { line: rows.length + 2, column: 1 };
  return { ...node, children, position: { start: { line: 1, column: 1 }, end } };
}

const parsedRows = createMemo<Row>(1_000_000);

/** The parser's time grows with the square of a table's rows. */
const ROWS_AT_ONCE = 60;
/** Shorter ones are parsed with what is around them. */
const LEAST_ROWS = 40;
const RULES = /^\|[-|: \t\r]+$/;
const BLANK = /^[ \t\r]*$/;
