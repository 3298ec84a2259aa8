import type { Dialect } from "../../model.ts";
import type { Mark } from "./html.ts";

/** A word, a sign or an empty element of rendered text, and the lines (half-open) it was read from. */
export interface Token {
  /** Begins with a blank where white space stands before it. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly start: number;
  readonly end: number;
}

/** Where tokens are put one after another. */
export interface Writer {
  readonly dialect: Dialect;
  readonly tokens: Token[];
  /** Formatting that raw tags have opened. */
  open: OpenTag[];
  /** How many marks the white space stands in that was read since the last token; -1 for none. */
  space: number;
}

interface OpenTag {
  readonly name: string;
  readonly marks: readonly Mark[];
  /** How many marks were around it. */
  readonly depth: number;
  /** The token that is the first in it, if it has any. */
  readonly first: number;
}

/** Stands for a blank of code in a token that is nothing else. */
export const SPACE_IN_CODE = "\u0006";

/** A writer that has written nothing yet. */
export function createWriter(dialect: Dialect): Writer {
  return { dialect, tokens: [], open: [], space: 0 };
}

/**
 * The white space before a token. It may stand inside a link or code that begins or ends there; that is
 * another rendering, and is written so.
 */
export function readSpace({ tokens, space }: Writer, marks: readonly Mark[]): string {
  if (space < 0) return "";
  const before = tokens.at(-1)?.marks ?? [];
  const both = marks.findIndex(
    ({ kind, value }, at) => before[at]?.kind !== kind || before[at].value !== value,
  );
  return space === (both < 0 ? marks.length : both) ? " " : `${"\u0005".repeat(space + 1)} `;
}

/** All marks, outermost first: a raw tag's stand where it was opened. */
export function addOpen({ open }: Writer, marks: readonly Mark[]): readonly Mark[] {
  if (open.length === 0) return marks;
  const all: Mark[] = [];
  for (let depth = 0; depth <= marks.length; depth++) {
    for (const opened of open) {
      if (Math.min(opened.depth, marks.length) === depth) all.push(...opened.marks);
    }
    const mark = marks[depth];
    if (mark) all.push(mark);
  }
  return all;
}

/** Whether two tokens stand in the same marks, by what these say. */
export function areMarkedAlike({ marks }: Token, other: Token): boolean {
  return (
    marks === other.marks ||
    (marks.length === other.marks.length &&
      marks.every(({ kind, value }, at) => {
        const mark = other.marks[at];
        return mark?.kind === kind && mark.value === value;
      }))
  );
}
