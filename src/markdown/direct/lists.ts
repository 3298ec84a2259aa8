import { isBlank, placeBlock, takeColumns, trimLines, type Found, type Line } from "./lines.ts";
import type { FlowNode } from "../parse.ts";
import { measureIndent, readStart } from "../starts.ts";

type List = Extract<FlowNode, { type: "list" }>;
type Item = List["children"][number];
/** Reads what is inside; null in doubt. */
type ReadInside = (lines: readonly Line[]) => FlowNode[] | null;

interface Marker {
  readonly kind: string;
  readonly ordered: boolean;
  readonly start: number;
  /** Columns before the item's text. */
  readonly width: number;
}

/** The marker of an item whose text begins on the same line and is no indented code. */
function readMarker(line: Line | undefined): Marker | null {
  const match = MARKER.exec(line?.text ?? "");
  if (!line || !match) return null;
  const [found, indent = "", marker = ""] = match;
  if (readStart(line.text, indent.length).kind !== "container") return null;
  const ordered = marker.length > 1;
  const start = ordered ? Number.parseInt(marker, 10) : 0;
  return { kind: marker.slice(-1), ordered, start, width: found.length };
}

const MARKER = /^( {0,3})([-+*]|\d{1,9}[.)])( {1,4})(?=\S)/;

/** Reads the list that begins at line `from`; null in doubt. */
export function readList(
  lines: readonly Line[],
  from: number,
  readInside: ReadInside,
): Found | null {
  const first = readMarker(lines[from]);
  if (!first) return null;
  const items: Item[] = [];
  let spread = false;
  let at = from;
  while (at < lines.length) {
    const marker = readMarker(lines[at]);
    if (marker?.kind !== first.kind) break;
    // A tab may reach over the columns that an item takes.
    const inside = takeItem(lines, at, marker.width);
    const end = at + inside.length;
    if (lines.slice(at, end).some(({ text }) => /^ *\t/.test(text))) return null;
    if (at > from && isBlank(lines[at - 1])) spread = true;
    const children = readInside(inside);
    if (children === null) return null;
    if (hasGap(children)) spread = true;
    const position = placeBlock(trimLines(inside));
    items.push({ type: "listItem", spread: false, checked: null, children, position } as Item);
    at = end;
  }
  const next = lines[at];
  if (next && !isBlank(lines[at - 1]) && !interrupts(next)) return null;
  const { ordered, start } = first;
  const position = placeBlock(trimLines(lines.slice(from, at)));
  const list: List = {
    type: "list",
    ordered,
    start: ordered ? start : null,
    spread,
    children: items,
    position,
  };
  return { nodes: [list], end: at };
}

/** Whether a blank line stands between two of an item's blocks; inside of one it loosens only that. */
function hasGap(nodes: readonly FlowNode[]): boolean {
  return nodes.some(({ position }, at) => {
    const before = nodes[at - 1]?.position?.end.line;
    return before !== undefined && (position?.start.line ?? 0) > before + 1;
  });
}

/** What is inside of an item, and the blank lines behind it. */
function takeItem(lines: readonly Line[], start: number, width: number): Line[] {
  const indent = " ".repeat(width);
  const inside: Line[] = [];
  for (let at = start; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const isInside = !line.lazy && (at === start || line.text.startsWith(indent));
    if (isInside || isBlank(line)) inside.push(takeColumns(line, width));
    else if (mayGoOn(line, inside.at(-1))) inside.push({ ...line, lazy: true });
    else break;
  }
  return inside;
}

/**
 * Whether a line that lacks what an item or a quotation asks for goes on with a paragraph in it, if the
 * line before ends in one. Whatever may begin a block of its own is left out.
 */
export function mayGoOn(line: Line, before: Line | undefined): boolean {
  if (isBlank(before)) return false;
  if (line.lazy) return true;
  const { columns, offset } = measureIndent(line.text);
  return columns > 3 || readStart(line.text, offset).kind === "text";
}

/** Two markers next to each other. */
const MARKERS = /^[ \t]*(?:>|[-+*]|\d{1,9}[.)])[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$))/;

/** Whether a line ends a paragraph for sure, so that it is no lazy part of one either. */
export function interrupts(line: Line | undefined): boolean {
  const text = line?.text ?? "";
  const { columns, offset } = measureIndent(text);
  if (columns < 0 || columns > 3) return false;
  const start = readStart(text, offset);
  switch (start.kind) {
    case "fence":
    case "atx":
    case "rawHtml":
      return true;
    case "html":
      return !start.loose;
    case "container": {
      // What a container inside may begin with is limited too.
      const marker = readMarker(line);
      if (MARKERS.test(text)) return false;
      return text[offset] === ">" || (marker !== null && (!marker.ordered || marker.start === 1));
    }
    default:
      return false;
  }
}
