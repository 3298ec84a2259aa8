import type { Range } from "../../model.ts";
import type { Tokens } from "./tokens.ts";

/** Marks of both sides of a pair of lines, columns. */
export interface PairMarks {
  readonly old: readonly Range[];
  readonly new: readonly Range[];
}

/** From the first token's start to the last one's end: white space between changed words is marked too. */
export function markTokens(tokens: Tokens, start: number, end: number): Range {
  return { start: tokens.starts[start] ?? 0, end: tokens.ends[end - 1] ?? 0 };
}
