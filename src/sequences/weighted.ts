import type { DiffRegion } from "./region.ts";

/** What an island of equal words must be worth to interrupt a change. */
const islandCost = 2;

/** How a cell's best score came about. */
const MATCH = 1;
const SKIP_OLD = 2;
/** Set with any of them: the match of this cell goes on from the match before it. */
const GOES_ON = 4;

let directions = new Uint8Array(0);
/** Two rows each: best scores, and best scores of alignments that end with a match. */
let best = new Int32Array(0);
let matched = new Int32Array(0);

/**
 * Writes the heaviest common subsequence of a region into `partners`, every island of equal tokens
 * costing a little, so that a lone comma does not cut a change in two. After Needleman and Wunsch, with
 * Gotoh's affine gap costs.
 */
export function matchByWeight(
  old: readonly number[],
  new_: readonly number[],
  weights: readonly number[],
  region: DiffRegion,
  partners: Int32Array,
): void {
  const { oldStart, newStart } = region;
  const rows = region.oldEnd - oldStart;
  const columns = region.newEnd - newStart;
  reserve(rows * columns, columns + 1);
  const impossible = -1_000_000_000;
  best.fill(0, 0, columns + 1);
  matched.fill(impossible, 0, columns + 1);
  for (let row = 0; row < rows; row++) {
    const token = old[oldStart + row] ?? 0;
    const weight = weights[token] ?? 0;
    let diagonalBest = 0;
    let diagonalMatched = impossible;
    let left = 0;
    const offset = row * columns;
    for (let column = 0; column < columns; column++) {
      const up = best[column + 1] as number;
      let score = up > left ? up : left;
      let direction = up > left ? SKIP_OLD : 0;
      let ending = impossible;
      if (new_[newStart + column] === token) {
        const afresh = diagonalBest - islandCost;
        const goesOn = diagonalMatched >= afresh;
        ending = weight + (goesOn ? diagonalMatched : afresh);
        if (ending > score) {
          score = ending;
          direction = MATCH;
        }
        if (goesOn) direction |= GOES_ON;
      }
      directions[offset + column] = direction;
      diagonalBest = up;
      diagonalMatched = matched[column + 1] as number;
      best[column + 1] = score;
      matched[column + 1] = ending;
      left = score;
    }
  }
  trace(region, rows, columns, partners);
}

function trace(region: DiffRegion, rows: number, columns: number, partners: Int32Array): void {
  let row = rows - 1;
  let column = columns - 1;
  let inMatch = false;
  while (row >= 0 && column >= 0) {
    const direction = directions[row * columns + column] as number;
    if (inMatch || (direction & 3) === MATCH) {
      partners[region.oldStart + row] = region.newStart + column;
      inMatch = (direction & GOES_ON) !== 0;
      row -= 1;
      column -= 1;
    } else if ((direction & 3) === SKIP_OLD) row -= 1;
    else column -= 1;
  }
}

function reserve(cells: number, width: number): void {
  if (directions.length < cells) directions = new Uint8Array(Math.max(cells, 16_384));
  if (best.length < width) {
    best = new Int32Array(width * 2);
    matched = new Int32Array(width * 2);
  }
}
