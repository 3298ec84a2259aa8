import type { Dialect } from "../../model.ts";
import { createDefiner, createDefinitions, type DocumentDefinitions } from "./definitions.ts";
import { memoise } from "../split/memo.ts";
import { parseWhole } from "../split/parse.ts";
import { parseSegments, type ParsedSegment } from "./parse-segments.ts";
import { scanSegments, type Segment } from "../split/segments.ts";
import { BEGINS, findVerbatimLines, GOES_ON } from "../split/verbatim.ts";

/** A text split for reading: what is parsed later, and alone, comes out as in the whole document. */
export interface Document {
  readonly dialect: Dialect;
  /** Without a byte order mark; otherwise as they were handed in. */
  readonly lines: readonly string[];
  readonly segments: readonly Segment[];
  readonly definitions: DocumentDefinitions;
  /** See `findVerbatimLines`. */
  readonly verbatim: Uint8Array;
  /** What others may read as the end of a list, since to them the fence above began, or ended, elsewhere. */
  readonly doubtful: ReadonlySet<Segment>;
  readonly defineFor: ReturnType<typeof createDefiner>;
}

/** A text whose document is made when it is first asked for. */
export interface LazyDocument {
  readonly lines: readonly string[];
  readonly dialect: Dialect;
  /** Null where the text is not Markdown, or holds a lone carriage return: that ends lines in Markdown only. */
  readonly open: () => Document | null;
}

/** Makes the document of a text on demand, once. */
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
  const verbatim = findVerbatimLines(clean, dialect);
  return {
    dialect,
    lines: clean,
    segments,
    definitions,
    verbatim,
    doubtful: findDoubtful(clean, segments, verbatim),
    defineFor: createDefiner(definitions),
  };
}

function findDoubtful(
  lines: readonly string[],
  segments: readonly Segment[],
  verbatim: Uint8Array,
): Set<Segment> {
  const doubtful = new Set<Segment>();
  let isTorn = false;
  const hasList = ({ start, end }: Segment) =>
    lines.slice(start, end).some((line) => ITEM.test(line));
  for (const segment of segments) {
    const { kind, start, end } = segment;
    if (kind === "fence") isTorn = verbatim[start] !== BEGINS || verbatim[end] === GOES_ON;
    // Whatever was open, this leaves it.
    else if (verbatim[start] === 0 && LEAVES_LISTS.test(lines[start] ?? "")) isTorn = false;
    // Some read Markdown in an element, and a list may go on behind it.
    if (kind === "html" && hasList(segment)) isTorn = true;
    if (isTorn && kind === "flow") doubtful.add(segment);
  }
  return doubtful;
}

const ITEM = /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]/;
const LEAVES_LISTS = /^(?:[\p{L}*_`#<](?![ \t])|#{1,6}[ \t])/u;

/** The nodes of segments, in the order of the document, as they are read in it. */
export function parseInside(document: Document, segments: readonly Segment[]): ParsedSegment[] {
  const { lines, definitions, defineFor } = document;
  const [first] = segments;
  if (first?.start === 0 && first.end === lines.length) {
    return [{ nodes: parseAll(lines.join("")).children, shift: 0 }];
  }
  // Definitions that are not known must not be lent by one segment to another.
  const runs = definitions.unread ? segments.map((segment) => [segment]) : [segments];
  return runs.flatMap((run) => parseSegments(lines, run, defineFor));
}

const parseAll = memoise(parseWhole, 1_000_000);
