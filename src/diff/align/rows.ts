import type { Range } from "../../model.ts";
import type { PairComparison } from "../words/pair.ts";

/** One row of a split view: a pair, or a line that stands alone. */
export interface AlignedRow {
  /** 0-based indices into the lines given; null on the side that has none. */
  readonly old: number | null;
  readonly new: number | null;
  /** Columns, ascending, never touching; never a terminator or trailing blanks. */
  readonly oldMarks: readonly Range[];
  readonly newMarks: readonly Range[];
  /** Compared as part of a re-wrapped paragraph: without marks nothing but its line breaks changed. */
  readonly rewrapped: boolean;
}

/** Two lines that are shown side by side. */
export interface ComparedLines {
  readonly old: number;
  readonly new: number;
  readonly comparison: PairComparison;
}

/** Lists the rows of a block of so many lines; between two pairs, old lines that stand alone come before new ones. */
export function listRows(
  pairs: readonly ComparedLines[],
  oldLength: number,
  newLength: number,
): AlignedRow[] {
  const rows: AlignedRow[] = [];
  const alone = { oldMarks: [], newMarks: [], rewrapped: false };
  let old = 0;
  let new_ = 0;
  const addAlone = (oldEnd: number, newEnd: number) => {
    for (; old < oldEnd; old++) rows.push({ old, new: null, ...alone });
    for (; new_ < newEnd; new_++) rows.push({ old: null, new: new_, ...alone });
  };
  for (const pair of pairs) {
    addAlone(pair.old, pair.new);
    const { old: oldMarks, new: newMarks } = pair.comparison;
    rows.push({ old: pair.old, new: pair.new, oldMarks, newMarks, rewrapped: false });
    old = pair.old + 1;
    new_ = pair.new + 1;
  }
  addAlone(oldLength, newLength);
  return rows;
}
