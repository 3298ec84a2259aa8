import type { Definitions } from "../definitions.ts";
import { readDefinitions } from "./definitions.ts";
import { findFenceEnd, readFenced } from "./fence.ts";
import { readAtx } from "./heading.ts";
import { findHtmlEnd } from "./html.ts";
import { readInline } from "./inline.ts";
import {
  type Found,
  type Line,
  hasLazy,
  isBlank,
  placeBlock,
  takeColumns,
  trimLines,
} from "./lines.ts";
import { interrupts, mayGoOn, readList } from "./lists.ts";
import type { FlowNode } from "../parse.ts";
import { measureIndent, readStart } from "../starts.ts";

/**
 * Reads blocks that are written as most people and all formatters write them: paragraphs, code, HTML,
 * headings, lists and quotations of these. Null for anything else.
 */
export function readBlocks(lines: readonly string[], definitions: Definitions): FlowNode[] | null {
  return readAll(
    lines.map((text, index) => ({ text, number: index + 1, indent: 0 })),
    0,
    definitions,
  );
}

const DEEPEST = 8;
const LEAVES: ReadonlySet<FlowNode["type"]> = new Set(["code", "html", "heading"]);

function readAll(
  lines: readonly Line[],
  depth: number,
  definitions: Definitions,
): FlowNode[] | null {
  if (depth > DEEPEST) return null;
  const nodes: FlowNode[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at])) {
      at += 1;
      continue;
    }
    const before = nodes.at(-1);
    // Micromark splits code behind a container in its own way.
    if (before && isContainer(before) && isIndented(lines[at])) return null;
    const found = readOne(lines, at, depth, definitions);
    if (found === null) return null;
    // Only paragraphs have lazy lines.
    const isLeaf = found.nodes.some(({ type }) => LEAVES.has(type));
    if (isLeaf && hasLazy(lines, at, found.end)) return null;
    nodes.push(...found.nodes);
    at = found.end;
  }
  return nodes;
}

/** Reads what begins at line `at`, which no paragraph goes on to. */
function readOne(
  lines: readonly Line[],
  at: number,
  depth: number,
  definitions: Definitions,
): Found | null {
  const line = lines[at];
  if (!line || line.lazy) return null;
  const { columns, offset } = measureIndent(line.text);
  if (columns > 3) return readIndented(lines, at);
  const readInside = (inside: readonly Line[]) => readAll(inside, depth + 1, definitions);
  switch (readStart(line.text, offset).kind) {
    case "text":
      return readParagraph(lines, at, definitions);
    case "container":
      if (line.text[offset] === ">") return readQuotation(lines, at, readInside);
      return readList(lines, at, readInside);
    case "fence":
      return readFence(lines, at);
    case "atx": {
      const node = readAtx(line.text, line.number, definitions);
      return node && { nodes: [{ ...node, position: placeBlock([line]) }], end: at + 1 };
    }
    case "html":
    case "rawHtml":
      return readHtml(lines, at);
    default:
      return null;
  }
}

function readParagraph(
  lines: readonly Line[],
  start: number,
  definitions: Definitions,
): Found | null {
  const end = findParagraphEnd(lines, start);
  if (end < 0) return null;
  const own = lines.slice(start, end);
  const text = own
    .map((line) => line.text.replace(/^[ \t]+/, ""))
    .join("\n")
    .replace(TRAILING, "");
  if (text.startsWith("[")) {
    if (TASK.test(text)) return null;
    if (text.includes("]:")) return defineAll(own, end);
  }
  const children = readInline(text, lines[start]?.number ?? 1, definitions);
  const position = placeBlock(own);
  return children && { nodes: [{ type: "paragraph", children: [...children], position }], end };
}

/** The line after a paragraph; -1 where that is in doubt, or where it may be a table or a heading. */
function findParagraphEnd(lines: readonly Line[], start: number): number {
  let at = start + 1;
  while (at < lines.length && !isBlank(lines[at]) && !interrupts(lines[at])) {
    const text = lines[at]?.text ?? "";
    const { columns, offset } = measureIndent(text);
    if (RULES.test(text)) return -1;
    const kind = columns > 3 ? "text" : readStart(text, offset).kind;
    if (kind !== "text" && kind !== "html") return -1;
    at += 1;
  }
  return at;
}

const TRAILING = /(?<![ \t])[ \t]+$/;
/** It may make a table of the line before. */
const RULES = /^[ \t|:]*-[ \t|:-]*$/;
const TASK = /^\[[ \t\nxX]\]/;

function defineAll(lines: readonly Line[], end: number): Found | null {
  const nodes = readDefinitions(lines.map(({ text }) => text));
  if (nodes?.length !== lines.length) return null;
  const place = (at: number) => placeBlock(lines.slice(at, at + 1));
  return { nodes: nodes.map((node, at) => ({ ...node, position: place(at) })), end };
}

function readIndented(lines: readonly Line[], start: number): Found | null {
  let end = start;
  while (end < lines.length && (isBlank(lines[end]) || isIndented(lines[end]))) end += 1;
  const all = lines.slice(start, end);
  const own = trimLines(all);
  // A tab that is taken in part leaves blanks behind, and blanks behind the code may belong to it.
  const indent = all[0]?.text.startsWith("\t") ? TAB : SPACES;
  if (!own.every(({ text }) => indent.test(text))) return null;
  if (all.slice(own.length).some(isIndentedBlank)) return null;
  const value = own.map(({ text }) => text.replace(indent, "")).join("\n");
  const position = placeBlock(own);
  const code: FlowNode = { type: "code", lang: null, meta: null, value, position };
  // Micromark looks for items behind it as in a paragraph.
  const next = lines[end];
  return !next || interrupts(next) || NO_ITEM.test(next.text) ? { nodes: [code], end } : null;
}

/** What indents a line of code by four columns, or a blank line that has fewer. */
const SPACES = /^(?: {4}| {0,3}$)/;
const TAB = /^(?:\t| {0,3}$)/;
/** Words, or a tag. */
const NO_ITEM = /^ {0,3}(?:[A-Za-z]|<\/?[A-Za-z])/;

function isIndentedBlank(line: Line): boolean {
  return /^(?: {4}| {0,3}\t)/.test(line.text);
}

function isIndented(line: Line | undefined): boolean {
  return measureIndent(line?.text ?? "").columns > 3;
}

function readFence(lines: readonly Line[], start: number): Found | null {
  const end = findFenceEnd(lines, start);
  if (end < 0) return null;
  const own = lines.slice(start, end);
  const node = readFenced(own.map(({ text }) => text));
  if (node === null) return null;
  const column = (own[0]?.text ?? "").search(/\S/) + 1;
  return { nodes: [{ ...node, position: placeBlock(own, column) }], end };
}

function readHtml(lines: readonly Line[], start: number): Found | null {
  const end = findHtmlEnd(lines, start);
  if (end < 0) return null;
  const own = lines.slice(start, end);
  const value = own.map(({ text }) => text).join("\n");
  return { nodes: [{ type: "html", value, position: placeBlock(own) }], end };
}

function readQuotation(
  lines: readonly Line[],
  start: number,
  readInside: (lines: readonly Line[]) => FlowNode[] | null,
): Found | null {
  const inside: Line[] = [];
  let end = start;
  while (end < lines.length) {
    const line = lines[end];
    if (!line) break;
    const width = line.lazy ? 0 : (QUOTE.exec(line.text)?.[0].length ?? 0);
    if (width > 0) inside.push(takeColumns(line, width));
    else if (!isBlank(line) && mayGoOn(line, inside.at(-1))) inside.push({ ...line, lazy: true });
    else break;
    end += 1;
  }
  const next = lines[end];
  if (next && !isBlank(next) && !isBlank(inside.at(-1)) && !interrupts(next)) return null;
  if (inside.some(({ text }) => text.includes("\t"))) return null;
  const children = readInside(inside);
  if (children === null || children.slice(0, -1).some(isContainer)) return null;
  const position = placeBlock(lines.slice(start, end));
  const last = children.at(-1);
  const hasBlank = inside.some(isBlank);
  if (last && isContainer(last) && !isPlain(last, position.end.line, hasBlank)) return null;
  return { nodes: [{ type: "blockquote", children, position } as FlowNode], end };
}

type Container = Extract<FlowNode, { type: "list" | "blockquote" }>;

function isContainer(node: FlowNode): node is Container {
  return node.type === "list" || node.type === "blockquote";
}

/**
 * One that ends with its quotation: remark draws out those that end before, and with a blank line inside
 * it takes lists in a list apart in its own way.
 */
function isPlain(node: Container, lastLine: number, hasBlank: boolean): boolean {
  if (node.position?.end.line !== lastLine) return false;
  const inside =
    node.type === "list" ? node.children.flatMap((item) => item.children) : node.children;
  return inside.every(
    ({ type }) => type === "paragraph" || type === "code" || (type === "list" && !hasBlank),
  );
}

const QUOTE = /^ {0,3}> ?/;
