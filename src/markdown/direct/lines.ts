import type { FlowNode } from "../parse.ts";

/** A line without what the items and quotations around it have taken, and without its end. */
export interface Line {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** Columns that were taken. */
  readonly indent: number;
}

/** Blocks that were read, and the line after them. */
export interface Found {
  readonly nodes: readonly FlowNode[];
  readonly end: number;
}

export function isBlank(line: Line | undefined): boolean {
  return /^[ \t]*$/.test(line?.text ?? "");
}

/** A position of which only the lines count, and the column of a block of code. */
export function placeBlock(lines: readonly Line[], column = 1): NonNullable<FlowNode["position"]> {
  const [first, last] = [lines[0], lines.at(-1)];
  return {
    start: { line: first?.number ?? 1, column: (first?.indent ?? 0) + column },
    end: { line: last?.number ?? 1, column: (last?.indent ?? 0) + (last?.text.length ?? 0) + 1 },
  };
}

/** The same lines without the first `width` characters of each. */
export function takeColumns(lines: readonly Line[], width: number): Line[] {
  return lines.map(({ text, number, indent }) => ({
    text: text.slice(width),
    number,
    indent: indent + width,
  }));
}

/** Without the blank lines at the end. */
export function trimLines(lines: readonly Line[]): readonly Line[] {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1])) end -= 1;
  return lines.slice(0, end);
}
