import { firstLine, isTooHard, lastLine, type FlowNode } from "../split/parse.ts";
import { parseSegments } from "./parse-segments.ts";
import type { Segment } from "../split/segments.ts";

interface Definition {
  /** Normalised as remark does; a footnote's begins with `^`. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** What it says, and the line (0-based) it begins at. */
  readonly text: string;
  readonly line: number;
}

/** A document's link and footnote definitions; of equal ids the first counts. */
export type Definitions = Pick<ReadonlyMap<string, Definition>, "get" | "size" | "values">;

export interface DocumentDefinitions extends Definitions {
  /** They were asked for, and some segments they may stand in were too many, or too hard, to be parsed. */
  readonly unread: boolean;
  /** Whether anything may refer to a definition of this name. */
  readonly isReferred: (id: string) => boolean;
}

/** The definitions of a document, which are looked for when the first reference asks for its own. */
export function createDefinitions(
  lines: readonly string[],
  segments: readonly Segment[],
): DocumentDefinitions {
  let found: FoundDefinitions | null = null;
  let labels: ReadonlyMap<string, number> | null = null;
  const all = () => (found ??= collectDefinitions(lines, segments)).definitions;
  return {
    isReferred: (id) => (labels ??= countLabels(lines)).get(id) !== 1,
    get: (id) => all().get(id),
    values: () => all().values(),
    get size() {
      return all().size;
    },
    get unread() {
      return found?.unread ?? false;
    },
  };
}

/** How often each name stands in brackets, references and definitions alike. */
function countLabels(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, label = ""] of lines.join("").matchAll(/\[([^[\]]+)\]/g)) {
    const name = label
      .replace(/\n[ \t>]*|\s+/g, " ")
      .trim()
      .toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

interface FoundDefinitions {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly unread: boolean;
}

/** Characters that are parsed to find definitions, and what a segment costs besides its own. */
const MOST_TO_DEFINE = 1_500_000;
const COST_OF_SEGMENT = 700;

/** Parses only the segments in which a definition may stand. */
function collectDefinitions(
  lines: readonly string[],
  segments: readonly Segment[],
): FoundDefinitions {
  const found = new Map<string, Definition>();
  const candidates = segments.filter(
    ({ kind, start, end }) => kind === "flow" && mayDefine(lines, start, end),
  );
  let left = MOST_TO_DEFINE;
  const read = candidates.filter(({ start, end }) => {
    const text = lines.slice(start, end).join("");
    left -= COST_OF_SEGMENT + text.length;
    return left >= 0 && !isTooHard(text);
  });
  for (const { nodes, shift } of parseSegments(lines, read, () => [])) {
    for (const node of nodes) visit(node, lines, shift, found);
  }
  return { definitions: found, unread: read.length < candidates.length };
}

/** A definition begins where a line does, after markers, and has no blank line in it. */
function mayDefine(lines: readonly string[], start: number, end: number): boolean {
  let open = false;
  for (let at = start; at < end; at++) {
    const line = lines[at] ?? "";
    if (OPENING.test(line)) open = true;
    if (open && line.includes("]:")) return true;
    if (BLANK.test(line)) open = false;
  }
  return false;
}

const OPENING = /^(?:[\s>*+-]|\d{1,9}[.)])*\[/;
const BLANK = /^\s*$/;

/** Gives for a text, as Markdown, the definitions that it may refer to. */
export function createDefiner(definitions: Definitions): (text: string) => readonly string[] {
  let byStart: Map<string, string[]> | null = null;
  const sort = () => {
    const sorted = new Map<string, string[]>();
    for (const definition of definitions.values()) {
      const start = readStart(definition.id);
      const others = sorted.get(start);
      if (others) others.push(write(definition));
      else sorted.set(start, [write(definition)]);
    }
    return sorted;
  };
  return (text) => {
    if (!text.includes("[") || definitions.size === 0) return [];
    byStart ??= sort();
    const starts = new Set(text.split("[").slice(1).map(readStart));
    return [...starts].flatMap((start) => byStart?.get(start) ?? []);
  };
}

/**
 * What a label begins with, as far as it must stand together wherever it is written: the rest may be
 * broken over lines, with quotation marks between its words.
 */
function readStart(label: string): string {
  const [start = ""] = /(?<=^[\s>^]*)[^\s>^\]\\][^\s\]\\]*/.exec(label) ?? [];
  return start.toLowerCase().toUpperCase();
}

function write({ id, url, title }: Definition): string {
  if (id.startsWith("^")) return `[${id}]: x\n\n`;
  const target = `<${escape(url, /[<>\\&]/g)}>`;
  return `[${id}]: ${target}${title && ` "${escape(title, /["\\&]/g)}"`}\n\n`;
}

function escape(text: string, special: RegExp): string {
  return text.replace(special, (char) => `&#${char.charCodeAt(0)};`).replace(/[\r\n]+/g, " ");
}

function visit(
  node: FlowNode,
  lines: readonly string[],
  shift: number,
  found: Map<string, Definition>,
): void {
  const line = firstLine(node) - shift;
  const note = (definition: Omit<Definition, "line">) => {
    const { id } = definition;
    if (!found.has(id)) found.set(id, { ...definition, line });
  };
  if (node.type === "definition") {
    const { identifier: id, url } = node;
    const title = node.title ?? "";
    note({ id, url, title, text: `${url} ${title}` });
  } else if (node.type === "list") {
    for (const { children } of node.children) {
      for (const child of children) visit(child, lines, shift, found);
    }
  } else if (node.type === "blockquote" || node.type === "footnoteDefinition") {
    if (node.type === "footnoteDefinition") {
      const text = lines
        .slice(line, lastLine(node) - shift + 1)
        .join("")
        .trimEnd();
      note({ id: `^${node.identifier}`, url: "", title: "", text });
    }
    for (const child of node.children) visit(child, lines, shift, found);
  }
}
