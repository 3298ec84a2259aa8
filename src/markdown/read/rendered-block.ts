import type { Token } from "./writer.ts";

/** A Markdown block as it renders, with the document's lines (0-based, half-open) it takes. */
export type RenderedBlock =
  TextBlock | CodeBlock | TableBlock | GroupBlock | DefinitionBlock | UnreadBlock;

interface Block {
  /** Pieces of other types are never compared inside. */
  readonly type: string;
  /** Equal exactly when both render to the same HTML, white space collapsed outside `pre`. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

interface UnreadBlock extends Block {
  readonly kind: "unread";
}

export interface TextBlock extends Block {
  readonly kind: "text";
  /** What else counts than what it renders to, as it is written: see `readWritten`. */
  readonly written: string;
  readonly tokens: readonly Token[];
}

export interface CodeBlock extends Block {
  readonly kind: "code";
  /** The line of the first line of code: after the opening fence, if there is one. */
  readonly first: number;
  readonly info: string;
  /** Every common reader finds this code here. */
  readonly sure: boolean;
  readonly lines: readonly string[];
}

export interface TableBlock extends Block {
  readonly kind: "table";
  readonly columns: string;
  /** The header first; the line between it and the second row holds the rules. */
  readonly rows: readonly TextBlock[];
}

/** A list, an item, a quotation or a footnote. */
export interface GroupBlock extends Block {
  readonly kind: "group";
  /** What else its own markers say, such as the number of a list's first item. */
  readonly marker: string;
  /** A list whose items are rendered as paragraphs. */
  readonly loose: boolean;
  readonly children: readonly RenderedBlock[];
}

export interface DefinitionBlock extends Block {
  readonly kind: "definition";
  readonly id: string;
  readonly url: string;
  readonly title: string;
}

/** Reads lines as they are written, but for white space at their ends unless it `countsBlanks`. */
export function readExact(
  type: string,
  lines: readonly string[],
  start: number,
  end: number,
  countsBlanks = false,
): TextBlock {
  const tokens = lines.slice(start, end).map((line, index) => ({
    text: line.replace(countsBlanks ? /\r?\n$/ : /[ \t\r\n]+$/, ""),
    marks: [],
    start: start + index,
    end: start + index + 1,
  }));
  return makeText(type, tokens, start, end);
}

/** Characters of all marks, counted for every token that has them. */
export function measureMarks(tokens: readonly Token[]): number {
  let size = 0;
  for (const { marks } of tokens) for (const { value } of marks) size += value.length;
  return size;
}

/** A block of tokens. */
export function makeText(
  type: string,
  tokens: readonly Token[],
  start: number,
  end: number,
  written = "",
): TextBlock {
  const key = join([type, ...tokens.map(writeToken), ...(written === "" ? [] : ["/", written])]);
  return { kind: "text", type, key, start, end, tokens, written };
}

/** A block of blocks. */
export function makeGroup(
  type: string,
  marker: string,
  loose: boolean,
  children: readonly RenderedBlock[],
  start: number,
  end: number,
): GroupBlock {
  const key = join([type, marker, String(loose), ...children.map((child) => child.key), "/"]);
  return { kind: "group", type, key, start, end, marker, loose, children };
}

/** A token with its marks, as one string; where a mark begins is another rendering too. */
function writeToken({ text, marks }: Token, at: number, tokens: readonly Token[]): string {
  if (marks.length === 0) return text;
  const before = tokens[at - 1]?.marks ?? [];
  const written = marks.map(
    (mark, depth) => `${before[depth] === mark ? "" : "+"}${mark.kind}:${mark.value}`,
  );
  return join([text, ...written], "\u0002");
}

/** Joins by control characters, so that no text can imitate the bounds of a block. */
export function join(parts: readonly string[], separator = "\u0001"): string {
  return parts.join(separator);
}
