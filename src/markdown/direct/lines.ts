import type { FlowNode } from "../parse.ts";

/** A line without what the items and quotations around it have taken, and without its end. */
export interface Line {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** Columns that were taken. */
  readonly indent: number;
  /** It goes on with a paragraph inside of an item or a quotation that it does not stand in: see `mayGoOn`. */
  readonly lazy?: true;
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

/** The same line without its first `width` characters. */
export function takeColumns({ text, number, indent }: Line, width: number): Line {
  return { text: text.slice(width), number, indent: indent + width };
}

/** Whether some of the lines `start` to `end` are lazy. */
export function hasLazy(lines: readonly Line[], start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (lines[at]?.lazy) return true;
  return false;
}

/** Without the blank lines at the end. */
export function trimLines(lines: readonly Line[]): readonly Line[] {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1])) end -= 1;
  return lines.slice(0, end);
}
