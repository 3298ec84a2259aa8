import type { Definitions } from "./definitions.ts";
import { findFenceEnd, readFenced } from "./direct-fence.ts";
import { readInline } from "./direct-inline.ts";
import type { FlowNode } from "./parse.ts";
import type { Inline } from "./tokens.ts";
import { measureIndent, readStart } from "./starts.ts";

type List = Extract<FlowNode, { type: "list" }>;
type Item = List["children"][number];

interface Line {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** Columns that the items around it have taken. */
  readonly indent: number;
}

/**
 * Reads paragraphs and lists of paragraphs and fences, nested or not, that are written as most people
 * and all formatters write them: no lazy lines, no indented code. Null for anything else.
 */
export function readBlocks(lines: readonly string[], definitions: Definitions): FlowNode[] | null {
  return read(
    lines.map((text, index) => ({ text, number: index + 1, indent: 0 })),
    0,
    definitions,
  );
}

const DEEPEST = 8;
const MARKER = /^( {0,3})([-+*]|\d{1,9}[.)])( {1,4})(?=\S)/;

function read(lines: readonly Line[], depth: number, definitions: Definitions): FlowNode[] | null {
  if (depth > DEEPEST) return null;
  const nodes: FlowNode[] = [];
  const texts = lines.map(({ text }) => text);
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at]?.text ?? "")) {
      at += 1;
      continue;
    }
    if (readMarker(lines[at])) {
      // What follows a list is another list, or lazy.
      const list = readList(lines.slice(at), depth, definitions);
      if (list === null) return null;
      nodes.push(list);
      break;
    }
    const start = at;
    const fenceEnd = depth === 0 ? -1 : findFenceEnd(texts, at);
    if (fenceEnd >= 0) {
      const fence = readFence(lines.slice(at, fenceEnd));
      if (fence === null) return null;
      nodes.push(fence);
      at = fenceEnd;
      continue;
    }
    while (at < lines.length && !endsParagraph(lines, at, depth)) at += 1;
    // A fence that never closes.
    if (at === start) return null;
    const next = readMarker(lines[at]);
    if (next && next.ordered && next.start !== 1) return null;
    const paragraph = readParagraph(lines.slice(start, at), definitions);
    if (paragraph === null) return null;
    nodes.push(paragraph);
  }
  return nodes;
}

/** Whether a line inside an item ends the paragraph before it: all fences there are looked for. */
function endsParagraph(lines: readonly Line[], at: number, depth: number): boolean {
  const text = lines[at]?.text ?? "";
  return isBlank(text) || readMarker(lines[at]) !== null || (depth > 0 && FENCE.test(text));
}

const FENCE = /^ {0,3}(?:`{3}|~{3})/;

function readFence(lines: readonly Line[]): FlowNode | null {
  const node = readFenced(lines.map(({ text }) => text));
  const [first, last] = [lines[0], lines.at(-1)];
  if (node === null || !first || !last) return null;
  const column = first.indent + first.text.search(/\S/) + 1;
  return {
    ...node,
    position: {
      start: { line: first.number, column },
      end: { line: last.number, column: last.indent + last.text.length + 1 },
    },
  };
}

interface Marker {
  readonly kind: string;
  readonly ordered: boolean;
  readonly start: number;
  /** Columns before the item's text. */
  readonly width: number;
}

function readMarker(line: Line | undefined): Marker | null {
  const match = MARKER.exec(line?.text ?? "");
  if (!line || !match) return null;
  const [found, indent = "", marker = ""] = match;
  if (readStart(line.text, indent.length).kind !== "container") return null;
  const ordered = marker.length > 1;
  const start = ordered ? Number.parseInt(marker, 10) : 0;
  return { kind: marker.slice(-1), ordered, start, width: found.length };
}

function readList(lines: readonly Line[], depth: number, definitions: Definitions): List | null {
  const first = readMarker(lines[0]);
  if (!first) return null;
  const items: Item[] = [];
  let spread = false;
  let at = 0;
  while (at < lines.length) {
    const marker = readMarker(lines[at]);
    if (marker?.kind !== first.kind) return null;
    const end = findItemEnd(lines, at, marker.width);
    const inside = lines.slice(at, end).map(({ text, number, indent }) => ({
      text: text.slice(marker.width),
      number,
      indent: indent + marker.width,
    }));
    // A tab may reach over the columns that an item takes.
    if (lines.slice(at, end).some(({ text }) => /^ *\t/.test(text))) return null;
    at = end;
    if (at < lines.length && isBlank(inside.at(-1)?.text ?? "")) spread = true;
    while (isBlank(inside.at(-1)?.text ?? "")) inside.pop();
    const children = read(inside, depth + 1, definitions);
    if (children === null) return null;
    if (hasGap(children)) spread = true;
    const position = placeAll(inside);
    items.push({ type: "listItem", spread: false, checked: null, children, position } as Item);
  }
  const { ordered, start } = first;
  const position = placeAll(lines);
  return {
    type: "list",
    ordered,
    start: ordered ? start : null,
    spread,
    children: items,
    position,
  };
}

/** Whether a blank line stands between two of an item's blocks; inside of one it loosens only that. */
function hasGap(nodes: readonly FlowNode[]): boolean {
  return nodes.some(({ position }, at) => {
    const before = nodes[at - 1]?.position?.end.line;
    return before !== undefined && (position?.start.line ?? 0) > before + 1;
  });
}

/** The line after an item and the blank lines behind it. */
function findItemEnd(lines: readonly Line[], start: number, width: number): number {
  const indent = " ".repeat(width);
  let at = start + 1;
  while (at < lines.length) {
    const text = lines[at]?.text ?? "";
    if (!text.startsWith(indent) && !isBlank(text)) break;
    at += 1;
  }
  return at;
}

function readParagraph(lines: readonly Line[], definitions: Definitions): FlowNode | null {
  for (const [at, { text }] of lines.entries()) {
    const { columns, offset } = measureIndent(text);
    if (columns < 0 || (columns > 3 && at === 0)) return null;
    if (columns <= 3 && readStart(text, offset).kind !== "text") return null;
    // Blanks at the end may be a hard break; a bar may make a table.
    if ((at < lines.length - 1 && /[ \t]$/.test(text)) || text.includes("|")) return null;
  }
  const text = lines.map((line) => line.text.replace(/^[ \t]+|[ \t]+$/g, "")).join("\n");
  const children =
    readTag(text, placeAll(lines)) ?? readInline(text, lines[0]?.number ?? 1, definitions);
  return children && { type: "paragraph", children: [...children], position: placeAll(lines) };
}

/** A component's tag with an attribute a line. */
const TAG = /^<[A-Za-z][\w.-]*(?:\n[A-Za-z][\w-]*="[^"\n]*")+\n\/>$/;

function readTag(text: string, position: NonNullable<Inline["position"]>): Inline[] | null {
  return TAG.test(text) ? [{ type: "html", value: text, position }] : null;
}

function placeAll(lines: readonly Line[]): NonNullable<FlowNode["position"]> {
  const [first, last] = [lines[0], lines.at(-1)];
  return {
    start: { line: first?.number ?? 1, column: 1 },
    end: { line: last?.number ?? 1, column: (last?.text.length ?? 0) + 1 },
  };
}

function isBlank(text: string): boolean {
  return /^[ \t]*$/.test(text);
}
