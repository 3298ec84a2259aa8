import { COST_OF_PARSING, isTooHard, MOST_TO_DEFINE } from "./budgets.ts";
import { readBlocks } from "./direct/blocks.ts";
import { readDefinitions } from "./direct/definitions.ts";
import { createMemo } from "./memo.ts";
import { parseMarkdown, type FlowNode } from "./parse.ts";
import type { Segment } from "./segments.ts";

interface Definition {
  /** Normalised as remark does; a footnote's begins with `^`. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
}

/** A document's link and footnote definitions; of equal ids the first counts. */
export type Definitions = Pick<ReadonlyMap<string, Definition>, "get" | "has" | "size" | "values">;

export interface DocumentDefinitions extends Definitions {
  /** They were asked for, and some segments they may stand in were too many, or too hard, to be parsed. */
  readonly unread: boolean;
}

/** The definitions of a document, which are looked for when the first reference asks for its own. */
export function createDefinitions(
  lines: readonly string[],
  segments: readonly Segment[],
): DocumentDefinitions {
  let found: FoundDefinitions | null = null;
  const all = () => (found ??= collectDefinitions(lines, segments)).definitions;
  return {
    get: (id) => all().get(id),
    has: (id) => all().has(id),
    values: () => all().values(),
    get size() {
      return all().size;
    },
    get unread() {
      return found?.unread ?? false;
    },
  };
}

interface FoundDefinitions {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly unread: boolean;
}

/** Parses only the segments in which a definition may stand. */
function collectDefinitions(
  lines: readonly string[],
  segments: readonly Segment[],
): FoundDefinitions {
  const found = new Map<string, Definition>();
  let unread = false;
  let left = MOST_TO_DEFINE;
  for (const { kind, start, end } of segments) {
    if (kind !== "flow") continue;
    if (!mayDefine(lines, start, end)) continue;
    const text = lines.slice(start, end).join("");
    const direct = readDefinitions(text.replace(/\r?\n$/, "").split(/\r?\n/));
    if (!direct) left -= COST_OF_PARSING + text.length;
    if (!direct && (left < 0 || isTooHard(text))) {
      unread = true;
      continue;
    }
    const here = direct?.map(describe) ?? findDefinitions(text);
    for (const definition of here) {
      if (!found.has(definition.id)) found.set(definition.id, definition);
    }
  }
  return { definitions: found, unread };
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

/** Markdown that defines what `text` may refer to, to be put before it, and its number of lines. */
export function writeDefinitions(
  definitions: Definitions,
  text: string,
): { text: string; lines: number } {
  if (!text.includes("[") || definitions.size === 0) return { text: "", lines: 0 };
  const folded = text.toLowerCase().toUpperCase();
  const used: string[] = [];
  let footnotes = false;
  for (const { id, url, title } of definitions.values()) {
    // A label may be broken over lines, with quotation marks between its words: look for its first.
    const word = id.replace(/^\^/, "").split(" ", 1)[0] ?? "";
    if (!folded.includes(word.toUpperCase())) continue;
    const target = `<${escape(url, /[<>\\&]/g)}>`;
    if (id.startsWith("^")) {
      footnotes = true;
      used.push(`[${id}]: x\n\n`);
    } else used.push(`[${id}]: ${target}${title && ` "${escape(title, /["\\&]/g)}"`}\n\n`);
  }
  // So that indented code after it does not go on with the footnote.
  if (footnotes) used.push("<!-- -->\n");
  const written = used.join("");
  return { text: written, lines: written.split("\n").length - 1 };
}

function escape(text: string, special: RegExp): string {
  return text.replace(special, (char) => `&#${char.charCodeAt(0)};`).replace(/[\r\n]+/g, " ");
}

const findDefinitions = createMemo((text: string): readonly Definition[] => {
  const found: Definition[] = [];
  const direct = text.includes("\0") ? null : readBlocks(text.split(/\r?\n/), new Map());
  const nodes = direct ?? parseMarkdown(text).children;
  for (const node of nodes) visit(node, found);
  return found;
}, 500_000);

function describe(node: Extract<FlowNode, { type: "definition" }>): Definition {
  return { id: node.identifier, url: node.url, title: node.title ?? "" };
}

function visit(node: FlowNode, found: Definition[]): void {
  if (node.type === "definition") {
    found.push(describe(node));
  }
  if (node.type === "footnoteDefinition") {
    found.push({ id: `^${node.identifier}`, url: "", title: "" });
  }
  if (node.type === "list") {
    for (const item of node.children) for (const child of item.children) visit(child, found);
  } else if (node.type === "blockquote" || node.type === "footnoteDefinition") {
    for (const child of node.children) visit(child, found);
  }
}
