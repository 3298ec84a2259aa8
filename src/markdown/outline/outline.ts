import type { Dialect } from "../../model.ts";
import { createDocument, parseInside, type Document, type LazyDocument } from "../read/document.ts";
import { firstLine, isTooHard, type FlowNode } from "../split/parse.ts";
import type { Segment } from "../split/segments.ts";
import type { Inline } from "../read/tokens.ts";

/** A heading at the top level of a document; those inside quotations, lists and HTML do not count. */
export interface Heading {
  /** 0-based; the first line of its text. */
  readonly line: number;
  readonly depth: number;
  /** The text of the syntax tree's node: code, links and emphasis give their text. */
  readonly text: string;
}

export interface Outline {
  readonly headings: readonly Heading[];
  /** Some part was too large to be parsed: its headings are missing. */
  readonly approximate: boolean;
}

/** The headings of a text, found when they are first asked for; none in a `plain` one. */
export function createOutline(text: LazyDocument): Outline {
  let found: Outline | null = null;
  const find = () => (found ??= text.dialect === "plain" ? nothing : findHeadings(text));
  return {
    get headings() {
      return find().headings;
    },
    get approximate() {
      return find().approximate;
    },
  };
}

/** The headings that `line` (0-based) lies under, outermost first; a heading lies under itself. */
export function sectionAt({ headings }: Outline, line: number): readonly string[] {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.line ?? Infinity) <= line) low = middle + 1;
    else high = middle;
  }
  const path: string[] = [];
  let depth = Infinity;
  for (let at = low - 1; at >= 0; at--) {
    const heading = headings[at];
    if (heading === undefined || heading.depth >= depth) continue;
    path.push(heading.text);
    depth = heading.depth;
    if (depth === 1) break;
  }
  return path.reverse();
}

const nothing: Outline = { headings: [], approximate: false };

/** A heading of plain words, which needs no parser. */
const PLAIN_HEADING = /^ {0,3}(#{1,6})[ \t]+([^\\&`*_<![\]~#\0]*?)[ \t]*[\r\n]*$/;

function findHeadings(text: LazyDocument): Outline {
  const opened = text.open();
  const { document, lineOf } = opened
    ? { document: opened, lineOf: (line: number) => line }
    : splitReturns(text.lines, text.dialect);
  const headings: Heading[] = [];
  const toParse: Segment[] = [];
  let approximate = false;
  for (const segment of document.segments) {
    if (segment.kind !== "heading" && !segment.headings) continue;
    const plain =
      segment.kind === "heading" && PLAIN_HEADING.exec(document.lines[segment.start] ?? "");
    if (plain) {
      const [, marker = "", text = ""] = plain;
      headings.push({ line: segment.start, depth: marker.length, text });
    } else if (isTooLarge(document, segment)) approximate = true;
    else toParse.push(segment);
  }
  for (const { nodes, shift } of parseInside(document, toParse)) {
    for (const node of nodes) {
      if (node.type !== "heading") continue;
      headings.push({ line: firstLine(node) - shift, depth: node.depth, text: readText(node) });
    }
  }
  headings.sort((a, b) => a.line - b.line);
  return {
    headings: headings.map((heading) => ({ ...heading, line: lineOf(heading.line) })),
    approximate,
  };
}

/** Characters of one segment that are read for its headings. */
const LARGEST_SEGMENT = 500_000;

function isTooLarge({ lines }: Document, { start, end }: Segment): boolean {
  const text = lines.slice(start, end).join("");
  return text.length > LARGEST_SEGMENT || isTooHard(text);
}

type Node = FlowNode | Inline;

/** A node's text as mdast-util-to-string gives it: values, alternative texts, and raw tags too. */
function readText(node: Node): string {
  if ("value" in node) return node.value;
  if ("alt" in node) return node.alt ?? "";
  return "children" in node ? node.children.map((child) => readText(child as Node)).join("") : "";
}

/** A lone carriage return ends a line in Markdown, though not in a diff. */
function splitReturns(
  lines: readonly string[],
  dialect: Dialect,
): { document: Document; lineOf: (line: number) => number } {
  const split: string[] = [];
  const origin: number[] = [];
  for (const [index, line] of lines.entries()) {
    for (const part of line.split(/(?<=\r(?!\n))/)) {
      split.push(part);
      origin.push(index);
    }
  }
  const document = createDocument(split, dialect);
  return { document, lineOf: (line) => origin[line] ?? lines.length };
}
