import type { Range } from "../../model.ts";
import type { BlockLine } from "./block-lines.ts";
import type { TokenizedLine, Tokens } from "../words/tokens.ts";
import { markTokens } from "../words/marks.ts";

/** Lines joined to one run of words; columns count in the joined text. */
export interface JoinedLines extends TokenizedLine {
  readonly lines: readonly RunLine[];
}

interface RunLine {
  readonly index: number;
  /** Where its text starts in the joined text, and its tokens among the run's. */
  readonly offset: number;
  readonly tokens: Range;
}

/** How many `>` every one of these lines begins with; 0 where they differ. */
export function measureDepth(all: readonly BlockLine[], indices: readonly number[]): number {
  const depths = indices.map((index) => measureQuote(all[index]?.tokens));
  return depths.every((other) => other === depths[0]) ? (depths[0] ?? 0) : 0;
}

/** What the run of these lines weighs, without `depth` quotation marks a line, before it is joined. */
export function weighLines(
  all: readonly BlockLine[],
  indices: readonly number[],
  depth: number,
): number {
  return indices.reduce((sum, index) => sum + (all[index]?.tokens.weight ?? 0) - depth, 0);
}

/** Joins the lines of these indices, without the `depth` quotation marks that each begins with. */
export function joinLines(
  all: readonly BlockLine[],
  indices: readonly number[],
  depth: number,
): JoinedLines {
  const ids: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const lines: RunLine[] = [];
  let text = "";
  for (const index of indices) {
    const line = all[index];
    if (line === undefined) continue;
    const first = ids.length;
    for (let at = depth; at < line.tokens.ids.length; at++) {
      ids.push(line.tokens.ids[at] ?? 0);
      starts.push(text.length + (line.tokens.starts[at] ?? 0));
      ends.push(text.length + (line.tokens.ends[at] ?? 0));
    }
    lines.push({ index, offset: text.length, tokens: { start: first, end: ids.length } });
    text += line.text;
  }
  return { text, tokens: { ids, starts, ends, weight: weighLines(all, indices, depth) }, lines };
}

/** Cuts ranges of a run's tokens at its line breaks: marks by line index, columns of that line. */
export function markLines(
  run: JoinedLines,
  changes: readonly (readonly [start: number, end: number])[],
): Map<number, Range[]> {
  const marks = new Map<number, Range[]>();
  let next = 0;
  for (const line of run.lines) {
    const own: Range[] = [];
    for (; next < changes.length; next++) {
      const [changeStart, changeEnd] = changes[next] ?? [0, 0];
      if (changeStart >= line.tokens.end) break;
      const start = Math.max(changeStart, line.tokens.start);
      const end = Math.min(changeEnd, line.tokens.end);
      if (end > start) {
        const mark = markTokens(run.tokens, start, end);
        own.push({ start: mark.start - line.offset, end: mark.end - line.offset });
      }
      // It goes on in the next line.
      if (changeEnd > line.tokens.end) break;
    }
    marks.set(line.index, own);
  }
  return marks;
}

const quote = ">".charCodeAt(0);

function measureQuote(tokens: Tokens | undefined): number {
  let depth = 0;
  while (tokens?.ids[depth] === quote) depth += 1;
  return depth;
}
