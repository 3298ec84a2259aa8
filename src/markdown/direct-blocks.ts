import type { Definitions } from "./definitions.ts";
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
}

/**
 * Reads paragraphs and lists of paragraphs, nested or not, that are written as most people and all
 * formatters write them: no lazy lines, no code in items. Null for anything else.
 */
export function readBlocks(lines: readonly string[], definitions: Definitions): FlowNode[] | null {
  return read(
    lines.map((text, index) => ({ text, number: index + 1 })),
    0,
    definitions,
  );
}

const DEEPEST = 8;
const MARKER = /^( {0,3})([-+*]|\d{1,9}[.)])( {1,4})(?=\S)/;

function read(lines: readonly Line[], depth: number, definitions: Definitions): FlowNode[] | null {
  if (depth > DEEPEST) return null;
  const nodes: FlowNode[] = [];
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
    while (at < lines.length && !isBlank(lines[at]?.text ?? "") && !readMarker(lines[at])) at += 1;
    const next = readMarker(lines[at]);
    if (next && next.ordered && next.start !== 1) return null;
    const paragraph = readParagraph(lines.slice(start, at), definitions);
    if (paragraph === null) return null;
    nodes.push(paragraph);
  }
  return nodes;
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
    const inside = lines
      .slice(at, end)
      .map(({ text, number }) => ({ text: text.slice(marker.width), number }));
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
