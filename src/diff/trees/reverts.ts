import { diffLines } from "../lines/lines.ts";
import { measureSimilarity, profileLines } from "./similarity.ts";

/** A text this much like an earlier one brings it back. */
const NEARLY_SAME = 0.98;
/** The version between must have been farther away than this. */
const UNLIKE = 0.95;
/** What was not brought back may be at most this share of what the version between had changed. */
const MAX_REMAINDER = 0.25;

/**
 * Tells whether `now` brings back `before`, the text of two versions ago: line by line the same, or at
 * least 98 % like it. In the second case the version `between` must be less than 95 % like both, and at
 * least three quarters of its change undone: a small edit of a long text is not a revert. The order of
 * lines counts: a text whose lines were all sorted anew is another one.
 */
export function isRevert(
  before: readonly string[],
  between: readonly string[],
  now: readonly string[],
): boolean {
  if (isSameText(before, now)) return !isSameText(between, now);
  if (before.length === 0 || now.length === 0) return false;
  // Cheap, and never less than with the order of lines.
  if (measureSimilarity(profileLines(before), profileLines(now)) < NEARLY_SAME) return false;
  const last = measureOrderedSimilarity(between, now);
  if (last >= UNLIKE) return false;
  const back = measureOrderedSimilarity(before, now);
  if (back < NEARLY_SAME) return false;
  const away = Math.max(measureOrderedSimilarity(before, between), last);
  return away < UNLIKE && 1 - back <= MAX_REMAINDER * (1 - away);
}

function isSameText(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}

/** Longer lines count in pieces, so that an edit at the end of a long paragraph leaves its beginning. */
const MAX_PIECE = 64;

/**
 * The share of the larger text that the other one holds as well, in the same order, 0 to 1. Two
 * empty texts are alike. The cost is bounded as that of the line diff is: what it gives up on is unlike.
 */
function measureOrderedSimilarity(old: readonly string[], new_: readonly string[]): number {
  const oldPieces = old.flatMap(cutLine);
  const newPieces = new_.flatMap(cutLine);
  const larger = Math.max(countUnits(oldPieces), countUnits(newPieces));
  if (larger === 0) return 1;
  const changed = diffLines(oldPieces, newPieces).blocks.map((block) => block.old);
  const lost = changed.map(({ start, end }) => countUnits(oldPieces.slice(start, end)));
  return (countUnits(oldPieces) - lost.reduce((sum, units) => sum + units, 0)) / larger;
}

function cutLine(line: string): string[] {
  if (line.length <= MAX_PIECE) return [line];
  const count = Math.ceil(line.length / MAX_PIECE);
  return Array.from({ length: count }, (_, index) =>
    line.slice(index * MAX_PIECE, (index + 1) * MAX_PIECE),
  );
}

function countUnits(pieces: readonly string[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
