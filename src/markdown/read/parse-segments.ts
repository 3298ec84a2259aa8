import { createMemo } from "../split/memo.ts";
import { firstLine, parseMarkdown, type FlowNode } from "../split/parse.ts";
import { parseTable } from "./parse-table.ts";
import type { Segment } from "../split/segments.ts";

/** The top-level nodes of a segment. */
export interface ParsedSegment {
  readonly nodes: readonly FlowNode[];
  /** What to subtract from a node's line numbers, 0-based, to get the document's. */
  readonly shift: number;
}

/**
 * Parses segments, in the order of the document. Those that are not remembered are handed to the parser
 * several at a time. `defineFor` gives the definitions that a text refers to, as Markdown.
 */
export function parseSegments(
  lines: readonly string[],
  segments: readonly Segment[],
  defineFor: (text: string) => readonly string[],
): ParsedSegment[] {
  const found = new Map<string, Parsed | null>();
  const fresh: FreshSegment[] = [];
  const keys = segments.map(({ kind, start, end }) => {
    const text = lines.slice(start, end).join("").replaceAll("\r\n", "\n");
    const used = defineFor(text);
    const key = used.join("") + text;
    if (found.has(key)) return key;
    const known = parsed.get(key) ?? null;
    found.set(key, known);
    if (known) return key;
    const table = kind === "flow" ? parseTable(text, defineFor) : null;
    if (table) {
      found.set(key, { nodes: [table], first: 0 });
      return key;
    }
    if (kind === "html" && end < lines.length) {
      found.set(key, { nodes: [htmlNode(text)], first: 0 });
      return key;
    }
    fresh.push({ key, text, used, size: end - start });
    return key;
  });
  for (const run of cutIntoRuns(fresh)) {
    for (const [key, value] of parseRun(run)) {
      parsed.set(key, value);
      found.set(key, value);
    }
  }
  return segments.map(({ start }, at) => {
    const { nodes, first } = found.get(keys[at] ?? "") ?? { nodes: [], first: 0 };
    return { nodes, shift: first - start };
  });
}

interface FreshSegment {
  readonly key: string;
  readonly text: string;
  /** The definitions that it refers to. */
  readonly used: readonly string[];
  readonly size: number;
}

/**
 * Characters that the parser is given at once, more or less: to set it up takes as long as to read some hundred,
 * and its time for long texts of many lines grows with their square.
 */
const SIZE_OF_RUN = 8000;

function cutIntoRuns(segments: readonly FreshSegment[]): FreshSegment[][] {
  const runs: FreshSegment[][] = [];
  let size = Infinity;
  for (const segment of segments) {
    size += segment.text.length;
    if (size <= SIZE_OF_RUN) runs.at(-1)?.push(segment);
    else {
      runs.push([segment]);
      size = segment.text.length;
    }
  }
  return runs;
}

interface Parsed {
  readonly nodes: readonly FlowNode[];
  /** The line that the segment began with in the text that was parsed. */
  readonly first: number;
}

const parsed = createMemo<Parsed>(2_000_000);

/** Ends whatever a segment leaves open: it begins at the top level, and so does what follows it. */
const BETWEEN = "<!-- -->\n";

/** Raw HTML is what it is written as; at the end of a document it may go on over blank lines. */
function htmlNode(text: string): FlowNode {
  const value = text.replace(/(?:\r?\n[ \t]*)*$/, "");
  const end = { line: value.split("\n").length, column: 1 };
  return { type: "html", value, position: { start: { line: 1, column: 1 }, end } };
}

function parseRun(segments: readonly FreshSegment[]): Map<string, Parsed> {
  const found = new Map<string, Parsed>();
  const definitions = [...new Set(segments.flatMap(({ used }) => used))].join("");
  const text = [definitions, ...segments.map((segment) => segment.text)].join(BETWEEN);
  const { children } = parseMarkdown(text);
  let first = definitions.split("\n").length;
  let next = 0;
  for (const { key, size } of segments) {
    const nodes: FlowNode[] = [];
    for (; next < children.length; next++) {
      const node = children[next];
      if (node === undefined || firstLine(node) >= first + size) break;
      if (firstLine(node) >= first) nodes.push(node);
    }
    found.set(key, { nodes, first });
    first += size + 1;
  }
  return found;
}
