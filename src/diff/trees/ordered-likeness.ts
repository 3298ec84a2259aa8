import { diffLines } from "../lines/lines.ts";

/** Longer lines count in pieces, so that an edit at the end of a long paragraph leaves its beginning. */
const MAX_PIECE = 64;

/**
 * The share of the larger text that the other one holds as well, in the same order, 0 to 1. Two
 * empty texts are alike. The cost is bounded as that of the line diff is: what it gives up on is unlike.
 */
export function measureOrderedLikeness(left: readonly string[], right: readonly string[]): number {
  const leftPieces = left.flatMap(cutLine);
  const rightPieces = right.flatMap(cutLine);
  const larger = Math.max(countUnits(leftPieces), countUnits(rightPieces));
  if (larger === 0) return 1;
  const changed = diffLines(leftPieces, rightPieces).blocks.map((block) => block.old);
  const lost = changed.map(({ start, end }) => countUnits(leftPieces.slice(start, end)));
  return (countUnits(leftPieces) - lost.reduce((sum, units) => sum + units, 0)) / larger;
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
