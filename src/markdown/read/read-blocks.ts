import type { Range } from "../../model.ts";
import { parseInside, type Document } from "./document.ts";
import { isBlankLine } from "./jsx-space.ts";
import {
  type GroupBlock,
  join,
  makeGroup,
  makeText,
  measureMarks,
  readExact,
  type RenderedBlock,
  type TextBlock,
} from "./rendered-block.ts";
import { firstLine, lastLine, type FlowNode } from "../split/parse.ts";
import { GOES_ON } from "../split/verbatim.ts";
import type { Segment } from "../split/segments.ts";
import { readHtmlTokens, readTokens, type Source } from "./tokens.ts";
import type { Token } from "./writer.ts";
import { isWhole, readWritten, readWrittenHtml, readWrittenRow } from "./written.ts";

/** Blocks nested deeper are compared as they are written. */
const DEEPEST = 50;
/** Characters of all targets of links, counted for every word that stands in one. */
const MOST_MARK_TEXT = 2_000_000;

/** Reads the blocks of a document's segments; one that is not read equals only what is written alike. */
export function readBlocks(
  document: Document,
  segments: readonly Segment[],
  wanted: ReadonlySet<Segment> = new Set(segments),
): RenderedBlock[] {
  const [first, ...others] = segments;
  if (first === undefined) return [];
  if (first.kind === "frontMatter") {
    return [readFrontMatter(document, first), ...readBlocks(document, others, wanted)];
  }
  const read = segments.filter((segment) => wanted.has(segment));
  const parsed = parseInside(document, read);
  let next = 0;
  return segments.flatMap((segment): RenderedBlock[] => {
    if (segment !== read[next]) return [leaveUnread(document, segment)];
    const { nodes, shift } = parsed[next++] ?? { nodes: [], shift: 0 };
    return readAll(nodes, document, { ...document, shift, depth: 0 }, segment.end);
  });
}

/** Lines that equal only what is written alike. */
export function leaveUnread({ lines }: Document, { start, end }: Range): RenderedBlock {
  const own = lines.slice(start, end);
  const last = own.findLastIndex((line) => line.trim() !== "") + 1;
  const key = join(["unread", ...own.slice(0, last)]);
  return { kind: "unread", type: "unread", key, start, end: start + last };
}

/** Parses segments that are read later, some at a time: they are remembered. */
export function prepareSegments(document: Document, segments: readonly Segment[]): void {
  parseInside(
    document,
    segments.filter(({ kind }) => kind !== "frontMatter"),
  );
}

function readFrontMatter({ lines }: Document, { start, end }: Segment): TextBlock {
  const last = lines.slice(start, end).findLastIndex((line) => line.trim() !== "") + 1;
  return readExact("yaml", lines, start, start + last);
}

function readAll(
  nodes: readonly FlowNode[],
  document: Document,
  source: Source,
  limit: number,
): RenderedBlock[] {
  const inner = { ...source, depth: source.depth + 1 };
  return nodes.flatMap((node, index) => {
    const next = nodes[index + 1];
    const most = next ? firstLine(next) - source.shift : limit;
    const start = firstLine(node) - source.shift;
    const end = Math.max(start + 1, Math.min(lastLine(node) - source.shift + 1, most));
    const isBlank = (line: string) => isBlankLine(line, document.dialect);
    if (node.type === "paragraph" && document.lines.slice(start, end).every(isBlank)) return [];
    if (inner.depth > DEEPEST) return readExact(node.type, document.lines, start, end);
    return readNode(node, document, inner, start, end);
  });
}

function readNode(
  node: FlowNode,
  document: Document,
  source: Source,
  start: number,
  end: number,
): RenderedBlock {
  const column = (node.position?.start.column ?? 1) - 1;
  /** Blank lines between blocks, if some take them for lines of code: they count. */
  const markGaps = (blocks: readonly RenderedBlock[]) =>
    blocks
      .map((block, at) => countBlanks(document, block.end, blocks[at + 1]?.start ?? block.end))
      .join("");
  switch (node.type) {
    case "paragraph":
    case "heading": {
      const type = node.type === "heading" ? `h${String(node.depth)}` : "p";
      const raw = node.children.some((child) => child.type === "html" && EXACT.test(child.value));
      if (raw) return readExact(type, document.lines, start, end, true);
      const tokens = readTokens(node.children, source, start, end);
      if (measureMarks(tokens) > MOST_MARK_TEXT) return readExact(type, document.lines, start, end);
      const written = readWritten(document, start, end, column, node.type === "heading");
      return makeText(type, tokens, start, end, written);
    }
    case "html": {
      if (EXACT.test(node.value)) return readExact("html", document.lines, start, end, true);
      const tokens = readHtmlTokens(node.value, document.dialect, start);
      const written = readWrittenHtml(document, start, end, column);
      return makeText("html", tokens, start, end, written);
    }
    case "code": {
      const from = (document.lines[start] ?? "").slice(column);
      // Indented by more, it is code that only shows a fence.
      const fenced = /^ {0,3}(?:```|~~~)/.test(from);
      // What follows the language is shown by many sites, though remark leaves it out.
      const info = [node.lang ?? "", ...(node.meta ?? "").split(/\s+/)].join(" ");
      const lines = node.value === "" ? [] : node.value.split(/\r?\n|\r/);
      const first = fenced ? start + 1 : start;
      // What is indented is no code where JSX is read.
      const sure = fenced && isWhole(document, start, end);
      const written = fenced && !sure ? document.lines.slice(start, end) : [];
      const isCode = fenced || source.dialect !== "mdx";
      const key = join(["pre", ...(isCode ? [] : ["indented"]), info, ...lines, ...written]);
      return { kind: "code", type: "pre", key, start, end, first, info, sure, lines };
    }
    case "table": {
      const columns = (node.align ?? []).map((align) => align ?? "none").join(" ");
      const width = node.align?.length ?? 0;
      const rows = node.children.map((row, index) => {
        const at = index === 0 ? start : start + index + 1;
        const own = { ...source, shift: firstLine(row as never) - at };
        // Cells beyond the header's are not shown.
        const cells = row.children
          .slice(0, width)
          .map((cell) => readTokens(cell.children, own, at, at + 1));
        while (cells.length < width) cells.push([]);
        const bar: Token = { text: "|", marks: [], start: at, end: at + 1 };
        const tokens = cells.flatMap((cell) => [bar, ...cell]);
        const written = readWrittenRow(document, at);
        return makeText(index === 0 ? "th" : "td", tokens, at, at + 1, written);
      });
      const key = join(["table", columns, ...rows.map((row) => row.key)]);
      return { kind: "table", type: "table", key, start, end, columns, rows };
    }
    case "list": {
      const loose = node.spread === true || node.children.some((item) => item.spread === true);
      const items = node.children.map((item, index): GroupBlock => {
        const next = node.children[index + 1];
        const at = firstLine(item as never) - source.shift;
        const most = next ? firstLine(next as never) - source.shift : end;
        const stop = Math.max(at + 1, Math.min(lastLine(item as never) - source.shift + 1, most));
        const marker = item.checked === true ? "[x]" : item.checked === false ? "[ ]" : "";
        const children = readAll(item.children, document, source, stop);
        return makeGroup("li", marker + markGaps(children), false, children, at, stop);
      });
      const type = node.ordered === true ? "ol" : "ul";
      // Where an item is torn, or to some ends before a tag, only its blank lines tell how the list is spaced.
      const isTorn =
        items.some((item) => item.marker.includes("+")) ||
        document.lines.slice(start, end).some((line) => /^<\/?[A-Za-z]/.test(line));
      const spaces = items.map(
        (item, at) => `${String(hasGap(item))} ${String((items[at + 1]?.start ?? end) > item.end)}`,
      );
      const first = node.ordered === true ? String(node.start ?? 1) : "";
      const marker = first + (isTorn ? spaces.join("") : "");
      return makeGroup(type, marker, loose, items, start, end);
    }
    case "blockquote": {
      const children = readAll(node.children, document, source, end);
      return makeGroup("blockquote", markGaps(children), false, children, start, end);
    }
    case "footnoteDefinition": {
      const children = readAll(node.children, document, source, end);
      return makeGroup("footnote", node.identifier, false, children, start, end);
    }
    case "definition": {
      const { identifier: id, url } = node;
      const title = node.title ?? "";
      return {
        kind: "definition",
        type: "definition",
        key: join(["definition", id, url, title]),
        start,
        end,
        id,
        url,
        title,
      };
    }
    case "thematicBreak":
      return makeText("hr", [], start, end);
    default:
      return readExact(node.type, document.lines, start, end);
  }
}

function hasGap({ children }: GroupBlock): boolean {
  return children.some((child, at) => (children[at + 1]?.start ?? child.end) > child.end);
}

function countBlanks({ verbatim }: Document, start: number, end: number): string {
  const count = verbatim
    .subarray(start, end)
    .reduce((sum, mark) => sum + Number(mark === GOES_ON), 0);
  return count === 0 ? "" : `+${String(count)}`;
}

/** Where white space may count: preformatted or scripted HTML, JSX with a template string. */
const EXACT =
  /<(?:pre|textarea|script|style|xmp|listing|plaintext|math|mermaid|\w*code(?:block|snippet)?)\b|\{[^}]*`/i;
