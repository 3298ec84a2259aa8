import { isTooHard } from "./budgets.ts";
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
export type Definitions = ReadonlyMap<string, Definition>;

/** Parses only the segments in which a definition may stand. */
export function collectDefinitions(
  lines: readonly string[],
  segments: readonly Segment[],
): Definitions {
  const found = new Map<string, Definition>();
  for (const { kind, start, end } of segments) {
    if (kind !== "flow") continue;
    let may = false;
    for (let at = start; at < end && !may; at++) may = lines[at]?.includes("]:") === true;
    if (!may) continue;
    const text = lines.slice(start, end).join("");
    if (isTooHard(text)) continue;
    for (const definition of findDefinitions(text)) {
      if (!found.has(definition.id)) found.set(definition.id, definition);
    }
  }
  return found;
}

/** Markdown that defines what `text` may refer to, to be put before it, and its number of lines. */
export function writeDefinitions(
  definitions: Definitions,
  text: string,
): { text: string; lines: number } {
  if (definitions.size === 0 || !text.includes("[")) return { text: "", lines: 0 };
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
  for (const node of parseMarkdown(text).children) visit(node, found);
  return found;
}, 500_000);

function visit(node: FlowNode, found: Definition[]): void {
  if (node.type === "definition") {
    found.push({ id: node.identifier, url: node.url, title: node.title ?? "" });
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
