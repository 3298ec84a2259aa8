import type { Dialect } from "../model.ts";
import { createDefinitions, writeDefinitions, type DocumentDefinitions } from "./definitions.ts";
import { createMemo } from "./memo.ts";
import { parseMarkdown, parseWhole, type Root } from "./parse.ts";
import { scanSegments, type Segment } from "./segments.ts";
import { listWords } from "./visible.ts";

/** A text split for reading: what is parsed later, and alone, comes out as in the whole document. */
export interface Document {
  readonly dialect: Dialect;
  /** Without a byte order mark; otherwise as they were handed in. */
  readonly lines: readonly string[];
  /** The words of a line (see `listWords`), listed when they are first asked for. */
  readonly wordsOf: (line: number) => readonly string[];
  readonly segments: readonly Segment[];
  readonly definitions: DocumentDefinitions;
}

/** A text whose document is made when it is first asked for. */
export interface LazyDocument {
  readonly lines: readonly string[];
  readonly dialect: Dialect;
  /** Null where the text is not Markdown, or holds a lone carriage return: that ends lines in Markdown only. */
  readonly open: () => Document | null;
}

export function createLazyDocument(lines: readonly string[], dialect: Dialect): LazyDocument {
  const make = () =>
    dialect === "plain" || lines.some(hasLoneReturn) ? null : createDocument(lines, dialect);
  let document: Document | null | undefined;
  return { lines, dialect, open: () => (document === undefined ? (document = make()) : document) };
}

function hasLoneReturn(line: string): boolean {
  return line.includes("\r") && /\r(?!\n)/.test(line);
}

/** `lines` hold no lone carriage return. */
export function createDocument(lines: readonly string[], dialect: Dialect): Document {
  const first = lines[0] ?? "";
  const clean = first.startsWith("\uFEFF") ? [first.slice(1), ...lines.slice(1)] : lines;
  const segments = scanSegments(clean);
  const definitions = createDefinitions(clean, segments);
  return { dialect, lines: clean, wordsOf: createWordLister(clean), segments, definitions };
}

function createWordLister(lines: readonly string[]): (line: number) => readonly string[] {
  const known = new Map<number, readonly string[]>();
  return (line) => {
    const found = known.get(line);
    if (found) return found;
    const words = listWords(lines[line] ?? "");
    known.set(line, words);
    return words;
  };
}

/**
 * Parses lines `start` to `end` as they are read in the document, with the link definitions they use.
 * Subtract `shift` from the line numbers of its nodes; nodes above line `shift` are not the segment's.
 */
export function parseSegment(
  document: Document,
  segment: Pick<Segment, "start" | "end">,
): { root: Root; shift: number } {
  const { lines, definitions } = document;
  const { start, end } = segment;
  const text = lines.slice(start, end).join("");
  if (start === 0 && end === lines.length) return { root: parseAll(text), shift: 0 };
  const used = writeDefinitions(definitions, text);
  return { root: parse(used.text + text), shift: used.lines };
}

const parse = createMemo(parseMarkdown, 2_000_000);
const parseAll = createMemo(parseWhole, 1_000_000);
