import type { Group, Leaf, Piece } from "./pieces.ts";
import type { Token } from "./writer.ts";

/** Reads lines as they are written, but for white space at their ends unless it `countsBlanks`. */
export function readExact(
  type: string,
  lines: readonly string[],
  start: number,
  end: number,
  countsBlanks = false,
): Leaf {
  const tokens = lines.slice(start, end).map((line, index) => ({
    text: countsBlanks ? line.replace(/\r?\n$/, "") : line.trimEnd(),
    marks: [],
    start: start + index,
    end: start + index + 1,
  }));
  return makeLeaf(type, tokens, start, end);
}

/** Characters of all marks, counted for every token that has them. */
export function measureMarks(tokens: readonly Token[]): number {
  let size = 0;
  for (const { marks } of tokens) for (const { value } of marks) size += value.length;
  return size;
}

/** A block of tokens. */
export function makeLeaf(type: string, tokens: readonly Token[], start: number, end: number): Leaf {
  const key = join([type, ...tokens.map(writeToken)]);
  return { kind: "leaf", type, key, start, end, tokens };
}

/** A block of blocks. */
export function makeGroup(
  type: string,
  marker: string,
  loose: boolean,
  children: readonly Piece[],
  start: number,
  end: number,
): Group {
  const key = join([type, marker, String(loose), ...children.map((child) => child.key), "/"]);
  return { kind: "group", type, key, start, end, marker, loose, children };
}

/** A token with its marks, as one string. */
function writeToken({ text, marks }: Token): string {
  return marks.length === 0
    ? text
    : join([text, ...marks.map(({ kind, value }) => `${kind}:${value}`)], "\u0002");
}

/** Joins by control characters, so that no text can imitate the bounds of a piece. */
export function join(parts: readonly string[], separator = "\u0001"): string {
  return parts.join(separator);
}
