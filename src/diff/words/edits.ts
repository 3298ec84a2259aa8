import type { Region } from "./words.ts";
import { type Budget, spend } from "./budget.ts";

const longestScript = 1_000;

/**
 * Myers' greedy shortest edit script over a region, for what anchors cannot cut. Writes `partners`;
 * gives up, returning false, beyond 1,000 edits or when the budget is spent.
 */
export function matchByEdits(
  old: readonly number[],
  new_: readonly number[],
  region: Region,
  partners: Int32Array,
  budget: Budget,
): boolean {
  const rows = region.oldEnd - region.oldStart;
  const columns = region.newEnd - region.newStart;
  const longest = Math.min(rows + columns, longestScript);
  if (Math.abs(rows - columns) > longest) return false;
  const reach = new Int32Array(2 * longest + 3).fill(-1);
  const centre = longest + 1;
  const history: Int32Array[] = [];
  reach[centre + 1] = 0;
  for (let edits = 0; edits <= longest; edits++) {
    history.push(reach.slice(centre - edits - 1, centre + edits + 2));
    let steps = edits + 1;
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = isDown(
        diagonal,
        edits,
        reach[centre + diagonal - 1],
        reach[centre + diagonal + 1],
      );
      let x = down ? (reach[centre + diagonal + 1] ?? 0) : (reach[centre + diagonal - 1] ?? 0) + 1;
      const from = x;
      while (
        x < rows &&
        x - diagonal < columns &&
        old[region.oldStart + x] === new_[region.newStart + x - diagonal]
      ) {
        x += 1;
      }
      steps += x - from;
      reach[centre + diagonal] = x;
      if (x >= rows && x - diagonal >= columns) {
        trace(history, region, rows, columns, partners);
        return true;
      }
    }
    if (!spend(budget, steps)) return false;
  }
  return false;
}

function isDown(diagonal: number, edits: number, left = -1, right = -1): boolean {
  return diagonal === -edits || (diagonal !== edits && left < right);
}

function trace(
  history: readonly Int32Array[],
  region: Region,
  rows: number,
  columns: number,
  partners: Int32Array,
): void {
  let x = rows;
  let y = columns;
  for (let edits = history.length - 1; edits >= 0; edits--) {
    const reach = history[edits] ?? new Int32Array(0);
    const centre = edits + 1;
    const diagonal = x - y;
    const left = reach[centre + diagonal - 1];
    const right = reach[centre + diagonal + 1];
    const down = isDown(diagonal, edits, left, right);
    const startX = edits === 0 ? 0 : down ? (right ?? 0) : (left ?? 0) + 1;
    while (x > startX) {
      x -= 1;
      y -= 1;
      partners[region.oldStart + x] = region.newStart + y;
    }
    if (down) y -= 1;
    else x -= 1;
  }
}
