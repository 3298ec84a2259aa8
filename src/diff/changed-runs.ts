import type { LineBlock, Path } from "../model.ts";

/** A file of a pair, with the blocks that changed; a side that does not exist has no lines. */
export interface ChangedFile {
  readonly path: Path;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly blocks: readonly LineBlock[];
}

/** Neighbouring lines of one block that were deleted, or inserted. */
export interface ChangedRun {
  readonly path: Path;
  /** Index of its first line in its text. */
  readonly start: number;
  readonly block: LineBlock;
  /** Its place among all runs of its side. */
  readonly order: number;
  /** Numbers of its lines: equal numbers mean lines equal but for white space at their end. */
  readonly lines: Int32Array;
  /** 1 for lines that are already part of a move. */
  readonly used: Uint8Array;
}

export interface ChangedRuns {
  readonly deleted: readonly ChangedRun[];
  readonly inserted: readonly ChangedRun[];
  /** The text of each line number. */
  readonly texts: readonly string[];
}

/** Collects what was deleted and inserted in all files, with lines as numbers. */
export function collectRuns(files: readonly ChangedFile[]): ChangedRuns {
  const numbers = new Map<string, number>();
  const intern = (line: string) => {
    const text = line.trimEnd();
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const collect = (side: "old" | "new") => {
    const runs: ChangedRun[] = [];
    for (const file of files) {
      const text = side === "old" ? file.oldLines : file.newLines;
      for (const block of file.blocks) {
        const { start, end } = block[side];
        if (start === end) continue;
        const lines = Int32Array.from(text.slice(start, end), intern);
        const used = new Uint8Array(lines.length);
        runs.push({ path: file.path, start, block, order: runs.length, lines, used });
      }
    }
    return runs;
  };
  return { deleted: collect("old"), inserted: collect("new"), texts: [...numbers.keys()] };
}
