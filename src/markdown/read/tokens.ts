import type { Dialect } from "../../model.ts";
import type { Definitions } from "./definitions.ts";
import { readTag, splitTags, type Mark } from "./html.ts";
import { blankJsxSpaces } from "./jsx-space.ts";
import type { FlowNode } from "../split/parse.ts";
import { endOfRun, isBlankAt } from "./words.ts";
import {
  addOpen,
  createWriter,
  readSpace,
  SPACE_IN_CODE,
  type Token,
  type Writer,
} from "./writer.ts";

export type Inline = Extract<FlowNode, { type: "paragraph" }>["children"][number];

export interface Source {
  readonly dialect: Dialect;
  readonly lines: readonly string[];
  readonly definitions: Definitions;
  /** What to subtract from a node's line numbers, 0-based, to get the document's. */
  readonly shift: number;
  /** How many quotations, lists and items are around. */
  readonly depth: number;
}

/** What inline nodes render to; `start` and `end` are the lines of the block they stand in. */
export function readTokens(
  nodes: readonly Inline[],
  source: Source,
  start: number,
  end: number,
): Token[] {
  const writer = createWriter(source.dialect);
  for (const node of nodes) writeNode(writer, node, source, [], { start, end });
  closeEmpty(writer, { start, end });
  return writer.tokens;
}

/** The same for raw HTML, whose lines begin at `start`. */
export function readHtmlTokens(html: string, dialect: Dialect, start: number): Token[] {
  const writer = createWriter(dialect);
  const lines = { start, end: start + countBreaks(html) + 1 };
  writeHtml(writer, html, lines, []);
  closeEmpty(writer, lines);
  return writer.tokens;
}

/** Tags that stay open and have nothing behind them. */
function closeEmpty(writer: Writer, lines: Lines): void {
  const { name, first } = writer.open.at(-1) ?? { name: "", first: -1 };
  if (first === writer.tokens.length) writeEmpty(writer, name, lines, []);
}

/** As a target is rendered, in angle brackets or not. */
function encodeBlanks(url: string): string {
  return url.replaceAll(" ", "%20");
}

/** Raw tags open at once; further ones are compared as they are written. */
const MOST_OPEN_TAGS = 50;

interface Lines {
  readonly start: number;
  readonly end: number;
}

function writeNode(
  writer: Writer,
  node: Inline,
  source: Source,
  marks: readonly Mark[],
  block: Lines,
): void {
  const { position } = node;
  const lines = position
    ? { start: position.start.line - 1 - source.shift, end: position.end.line - source.shift }
    : block;
  const within = (children: readonly Inline[], mark: Mark) => {
    const before = writer.tokens.length;
    const inside = [...marks, mark];
    for (const child of children) writeNode(writer, child, source, inside, lines);
    if (writer.tokens.length === before) writeEmpty(writer, "a", lines, inside);
  };
  switch (node.type) {
    case "text":
      return writeText(writer, readSpaces(node.value, source, lines), lines, marks);
    case "inlineCode": {
      // A line break is a blank there.
      const code = node.value.replace(/\r?\n/g, " ");
      return writeText(writer, code, lines, [...marks, { kind: "code", value: "code" }]);
    }
    case "emphasis":
      return within(node.children, { kind: "emphasis", value: "italic" });
    case "strong":
      return within(node.children, { kind: "emphasis", value: "bold" });
    case "delete":
      return within(node.children, { kind: "emphasis", value: "strikethrough" });
    case "break":
      writeSign(writer, "<br>", lines, marks);
      writer.space = marks.length;
      return;
    case "link":
      writeTitle(writer, node.title, lines, marks);
      return within(node.children, { kind: "link", value: encodeBlanks(node.url) });
    case "linkReference": {
      const target = source.definitions.get(node.identifier);
      writeTitle(writer, target?.title, lines, marks);
      return within(node.children, { kind: "link", value: encodeBlanks(target?.url ?? "") });
    }
    case "image":
      return writeImage(writer, node.alt, node.title, "", lines, [
        ...marks,
        { kind: "image", value: encodeBlanks(node.url) },
      ]);
    case "imageReference": {
      const target = source.definitions.get(node.identifier);
      return writeImage(writer, node.alt, target?.title, "", lines, [
        ...marks,
        { kind: "image", value: encodeBlanks(target?.url ?? "") },
      ]);
    }
    case "html":
      return writeHtml(writer, node.value, lines, marks);
    case "footnoteReference":
      return writeSign(writer, `[^${node.identifier}]`, lines, marks);
  }
}

/** An escaped brace begins none of JSX's spaces; it is not to be told from others in what was parsed. */
function readSpaces(value: string, { dialect, lines }: Source, { start, end }: Lines): string {
  const isEscaped = value.includes("{") && lines.slice(start, end).join("").includes("\\{");
  return isEscaped ? value : blankJsxSpaces(value, dialect);
}

function writeText(writer: Writer, value: string, lines: Lines, marks: readonly Mark[]): void {
  const all = addOpen(writer, marks);
  // A line break may have been written as a character reference, or made a blank: then no telling.
  const exact = countBreaks(value) === lines.end - lines.start - 1;
  const isCode = all.some(({ kind }) => kind === "code");
  let line = lines.start;
  for (let start = 0, end = 0; start < value.length; start = end) {
    end = endOfRun(value, start);
    let text = value.slice(start, end);
    if (isBlankAt(value, start)) {
      line += countBreaks(text);
      if (!isCode || (text === " " && start > 0 && end < value.length)) {
        // Of several blanks the first one shows.
        if (writer.space < 0) writer.space = all.length;
        continue;
      }
      // Of code every blank is read.
      text = text.replaceAll(" ", SPACE_IN_CODE);
    }
    writer.tokens.push({
      text: readSpace(writer, all) + text,
      marks: all,
      start: exact ? line : lines.start,
      end: exact ? line + 1 : lines.end,
    });
    writer.space = -1;
  }
}

function writeSign(writer: Writer, text: string, lines: Lines, marks: readonly Mark[]): void {
  const all = addOpen(writer, marks);
  writer.tokens.push({ text: readSpace(writer, all) + text, marks: all, ...lines });
  writer.space = -1;
}

/** A link or an anchor without text shows nothing, but its marks must stand around something. */
function writeEmpty(writer: Writer, name: string, lines: Lines, marks: readonly Mark[]): void {
  writeSign(writer, `<${name}></${name}>`, lines, marks);
}

function writeTitle(
  writer: Writer,
  title: string | null | undefined,
  lines: Lines,
  marks: readonly Mark[],
): void {
  if (!title) return;
  const { space } = writer;
  writeSign(writer, `title="${title}"`, lines, marks);
  writer.space = space;
}

function writeImage(
  writer: Writer,
  alt: string | null | undefined,
  title: string | null | undefined,
  rest: string,
  lines: Lines,
  marks: readonly Mark[],
): void {
  const named = alt ? ` alt="${alt}"` : "";
  const titled = title ? ` title="${title}"` : "";
  writeSign(writer, `<img${named}${titled}${rest}>`, lines, marks);
}

function writeHtml(writer: Writer, html: string, lines: Lines, marks: readonly Mark[]): void {
  const exact = countBreaks(html) === lines.end - lines.start - 1;
  let line = lines.start;
  for (const part of splitTags(html)) {
    const start = line;
    line += countBreaks(part);
    const at = exact ? { start, end: line + 1 } : lines;
    const tag = part.startsWith("<") ? readTag(lowerName(part, writer.dialect)) : null;
    if (tag === null) {
      writeText(writer, blankJsxSpaces(part, writer.dialect), at, marks);
    } else if (tag.kind === "image") {
      writeImage(writer, tag.alt, tag.title, tag.rest, at, [...marks, ...tag.marks]);
    } else if (tag.kind === "open" && writer.open.length >= MOST_OPEN_TAGS) {
      writeSign(writer, part, at, marks);
    } else if (tag.kind === "open") {
      writeTitle(writer, tag.title, at, marks);
      const first = writer.tokens.length;
      writer.open = [
        ...writer.open,
        // Of two equal tags in a row each has marks of its own.
        {
          name: tag.name,
          marks: tag.marks.map((mark) => ({ ...mark })),
          depth: marks.length,
          first,
        },
      ];
    } else if (tag.kind === "close") {
      const last = writer.open.findLastIndex(({ name }) => name === tag.name);
      if (last < 0) writeSign(writer, `</${tag.name}>`, at, marks);
      else {
        if (writer.open[last]?.first === writer.tokens.length) {
          writeEmpty(writer, tag.name, at, marks);
        }
        writer.open = writer.open.filter((_, index) => index !== last);
      }
    } else {
      writeSign(writer, tag.text, at, [...marks, ...tag.marks]);
      if (tag.text === "<br>") writer.space = marks.length;
    }
  }
}

/** In HTML the case of an element's name says nothing; in MDX a component's does. */
function lowerName(tag: string, dialect: Dialect): string {
  return dialect === "mdx"
    ? tag
    : tag.replace(/^<\/?[A-Z]+(?=[\s/>])/, (name) => name.toLowerCase());
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
