import type { Dialect } from "../model.ts";
import { collectDefinitions, writeDefinitions, type Definitions } from "./definitions.ts";
import { createMemo } from "./memo.ts";
import { parseMarkdown, parseWhole, type Root } from "./parse.ts";
import { scanSegments, type Segment } from "./segments.ts";

/** A text split for reading: what is parsed later, and alone, comes out as in the whole document. */
export interface Document {
  readonly dialect: Dialect;
  /** Without a byte order mark; otherwise as they were handed in. */
  readonly lines: readonly string[];
  readonly segments: readonly Segment[];
  readonly definitions: Definitions;
  /** There may be more definitions than these: see `collectDefinitions`. */
  readonly unreadDefinitions: boolean;
}

/** `lines` hold no lone carriage return (see `splitReturns`). */
export function createDocument(lines: readonly string[], dialect: Dialect): Document {
  const first = lines[0] ?? "";
  const clean = first.startsWith("\uFEFF") ? [first.slice(1), ...lines.slice(1)] : lines;
  const segments = scanSegments(clean);
  const { definitions, unread } = collectDefinitions(clean, segments);
  return { dialect, lines: clean, segments, definitions, unreadDefinitions: unread };
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
