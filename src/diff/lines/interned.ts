import type { DiffRegion } from "../region.ts";

/** Both sides as integers below `size`; equal integers mean equal lines. */
export interface Interned {
  readonly old: Int32Array;
  readonly new: Int32Array;
  readonly size: number;
}

/**
 * Gives every distinct line of a region a number, the same on both sides; lines outside of it have one
 * that says nothing.
 */
export function internLines(
  oldLines: readonly string[],
  newLines: readonly string[],
  { oldStart, oldEnd, newStart, newEnd }: DiffRegion,
): Interned {
  const numbers = new Map<string, number>();
  const intern = (lines: readonly string[], start: number, end: number) => {
    const side = new Int32Array(lines.length);
    for (let at = start; at < Math.min(end, lines.length); at++) {
      const line = lines[at] ?? "";
      let number = numbers.get(line);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(line, number);
      }
      side[at] = number;
    }
    return side;
  };
  const old = intern(oldLines, oldStart, oldEnd);
  return { old, new: intern(newLines, newStart, newEnd), size: Math.max(1, numbers.size) };
}

/**
 * Gives every distinct pair of neighbouring elements `distance` apart a number. Applied to windows of n
 * lines it yields windows of 2n: lines that repeat everywhere stand in windows that do not.
 */
export function internWindows(sides: Interned, distance: number): Interned {
  const numbers = new Map<number, number>();
  const widen = (side: Int32Array) =>
    side.map((first, index) => {
      // Past the end stands a number of its own, so that a short last window equals only its like.
      const key = first * (sides.size + 1) + (side[index + distance] ?? sides.size);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      return numbers.size - 1;
    });
  const old = widen(sides.old);
  return { old, new: widen(sides.new), size: numbers.size };
}
