import type { Range } from "../../model.ts";
import type { BlockLine } from "./block-lines.ts";
import { shareAffixes } from "../words/affixes.ts";

/** A pair below this likeness is none: both lines are shown whole. */
export const leastLikeness = 0.4;

/** Tables indexed by word id, shared by all measurements of a block; all cleared after use. */
export interface LikenessScratch {
  readonly heads: Int32Array;
  readonly counts: Int32Array;
}

/** Makes the tables for a block whose words have ids below `words`. */
export function createLikenessScratch(words: number): LikenessScratch {
  return { heads: new Int32Array(words).fill(-1), counts: new Int32Array(words) };
}

/**
 * How many looks at words `measureLikeness` takes, at most: each distinctive word of an old line looks at all
 * new lines that hold it. Where every line holds every word, that grows faster than the text.
 */
export function countLooks(
  oldLines: readonly BlockLine[],
  newLines: readonly BlockLine[],
  { counts }: LikenessScratch,
): number {
  let words = 0;
  for (const { distinctive } of oldLines) words += distinctive.length;
  if (words * newLines.length <= fewLooks) return words * newLines.length;
  let looks = 0;
  for (const { distinctive } of newLines)
    for (const id of distinctive) counts[id] = (counts[id] ?? 0) + 1;
  for (const { distinctive } of oldLines) for (const id of distinctive) looks += counts[id] ?? 0;
  for (const { distinctive } of newLines) for (const id of distinctive) counts[id] = 0;
  return looks;
}

/** So few are not worth counting. */
const fewLooks = 1_000_000;

/**
 * Measures the likeness (0 to 1) of each old line to each new line of two ranges, by the weight of the
 * distinctive words that they share, wherever they stand. Row-major, `new` lines a row.
 */
export function measureLikeness(
  oldLines: readonly BlockLine[],
  newLines: readonly BlockLine[],
  old: Range,
  new_: Range,
  weights: readonly number[],
  scratch: LikenessScratch,
): Float32Array {
  const width = new_.end - new_.start;
  const matrix = new Float32Array((old.end - old.start) * width);
  const { heads, counts } = scratch;
  const nexts: number[] = [];
  const columns: number[] = [];
  const amounts: number[] = [];
  for (let column = 0; column < width; column++) {
    for (const id of newLines[new_.start + column]?.distinctive ?? []) {
      const head = heads[id] ?? -1;
      if (head >= 0 && columns[head] === column) {
        amounts[head] = (amounts[head] ?? 0) + 1;
        continue;
      }
      nexts.push(head);
      columns.push(column);
      amounts.push(1);
      heads[id] = nexts.length - 1;
    }
  }
  for (let line = old.start; line < old.end; line++) {
    const distinctive = oldLines[line]?.distinctive ?? [];
    const offset = (line - old.start) * width;
    for (const id of distinctive) {
      const count = (counts[id] ?? 0) + 1;
      counts[id] = count;
      const weight = weights[id] ?? 0;
      for (let at = heads[id] ?? -1; at >= 0; at = nexts[at] as number) {
        if ((amounts[at] as number) >= count) {
          const cell = offset + (columns[at] as number);
          matrix[cell] = (matrix[cell] as number) + weight;
        }
      }
    }
    for (const id of distinctive) counts[id] = 0;
  }
  for (let column = new_.start; column < new_.end; column++) {
    for (const id of newLines[column]?.distinctive ?? []) heads[id] = -1;
  }
  for (let row = 0; row < old.end - old.start; row++) {
    for (let column = 0; column < width; column++) {
      const cell = row * width + column;
      const a = oldLines[old.start + row];
      const b = newLines[new_.start + column];
      if (a && b) matrix[cell] = judgeLikeness(a, b, matrix[cell] as number);
    }
  }
  return matrix;
}

/** The likeness of two lines that share distinctive words of weight `common`. */
export function judgeLikeness(old: BlockLine, new_: BlockLine, common: number): number {
  if (old.kind === "blank" || new_.kind === "blank") return old.kind === new_.kind ? 1 : 0;
  if (old.kind === "rule" || new_.kind === "rule") return old.kind === new_.kind ? 1 : 0;
  const likeness = (2 * common) / (old.distinctiveWeight + new_.distinctiveWeight);
  if (old.kind === "row" && new_.kind === "row") {
    return old.key !== "" && old.key === new_.key ? (1 + likeness) / 2 : likeness;
  }
  return likeness < 1 ? Math.max(likeness, measureAffixes(old, new_)) : likeness;
}

const fewWords = 4;

/**
 * For lines of few words, of which one changed (`- gpt-5.4` to `- gpt-5.5`): the share of characters
 * that both ends have in common.
 */
export function measureAffixes(old: BlockLine, new_: BlockLine): number {
  if (Math.min(old.distinctive.length, new_.distinctive.length) > fewWords) return 0;
  const a = old.text.trim();
  const b = new_.text.trim();
  if (Math.min(a.length, b.length) < 0.5 * Math.max(a.length, b.length)) return 0;
  const share = shareAffixes(a, b);
  // Half the characters come by chance where lines are short.
  return share > 0.6 ? share : 0;
}
