/** A line that stands on both sides: indices into the old and the new sequence. */
export interface Match {
  readonly old: number;
  readonly new: number;
}

/** A rectangle of the comparison: `old` lines against `new` lines, both half-open. */
export interface Region {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Both sides as integers below `size`; equal integers mean equal lines. */
export interface Interned {
  readonly old: Int32Array;
  readonly new: Int32Array;
  readonly size: number;
}

/** Gives every distinct line a number, the same on both sides. */
export function internLines(oldLines: readonly string[], newLines: readonly string[]): Interned {
  const numbers = new Map<string, number>();
  const intern = (line: string) => {
    const known = numbers.get(line);
    if (known !== undefined) return known;
    numbers.set(line, numbers.size);
    return numbers.size - 1;
  };
  const old = Int32Array.from(oldLines, intern);
  return { old, new: Int32Array.from(newLines, intern), size: numbers.size };
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
