import type { LineBlock, Range } from "../model.ts";

/** Two lines of a block shown side by side, or one that stands alone; both count from the block's. */
export interface ChangedRow {
  readonly old: number | null;
  readonly new: number | null;
  readonly oldMarks: readonly Range[];
  readonly newMarks: readonly Range[];
  /** Compared as part of a paragraph that was wrapped anew. */
  readonly rewrapped: boolean;
}

/** What the diff says: which lines changed, and which words of them. */
export interface ChangedLines {
  /** In order, not touching; around them both texts are the same. */
  readonly blocks: readonly LineBlock[];
  /** For each block its rows, in the order they are shown. */
  readonly rows: readonly (readonly ChangedRow[])[];
}

/** The lines (0-based) of both texts that carry word marks. */
export function findMarked({ blocks, rows }: ChangedLines): {
  old: ReadonlySet<number>;
  new: ReadonlySet<number>;
} {
  const marked = { old: new Set<number>(), new: new Set<number>() };
  blocks.forEach((block, index) => {
    for (const row of rows[index] ?? []) {
      if (row.old !== null && row.oldMarks.length > 0) marked.old.add(block.old.start + row.old);
      if (row.new !== null && row.newMarks.length > 0) marked.new.add(block.new.start + row.new);
    }
  });
  return marked;
}
