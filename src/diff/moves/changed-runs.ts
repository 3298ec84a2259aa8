import type { LineBlock, Path } from "../../model.ts";

/** A file of a pair, with the blocks that changed; a side that does not exist has no lines. */
export interface ChangedFile {
  readonly path: Path;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly blocks: readonly LineBlock[];
}

/** Lines that moved together, at least. */
export const MIN_LINES = 3;

/** Neighbouring lines of one block that were deleted, or inserted. */
export interface ChangedRun {
  readonly path: Path;
  /** Index of its first line in its text. */
  readonly start: number;
  /** How many lines that are not blank were kept between it and the first block of its file. */
  readonly keptAbove: number;
  /** Its place among all runs of its side. */
  readonly order: number;
  /** Numbers of its lines: equal numbers mean lines equal but for white space at their ends. */
  readonly lines: Int32Array;
  /** Columns that its lines are indented by; -1 for a blank line. */
  readonly indents: Int32Array;
  /** 1 for lines that are already part of a move. */
  readonly used: Uint8Array;
}

export interface ChangedRuns {
  readonly deleted: readonly ChangedRun[];
  readonly inserted: readonly ChangedRun[];
  /** The text of each line number, without white space at its ends. */
  readonly texts: readonly string[];
  /** The number of each text. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Collects the runs of three lines or more deleted and inserted in all files, with lines as numbers. */
export function collectRuns(files: readonly ChangedFile[]): ChangedRuns {
  const numbers = new Map<string, number>();
  const intern = (line: string) => {
    const text = line.trim();
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const collect = (side: "old" | "new") => {
    const runs: ChangedRun[] = [];
    for (const file of files) {
      const text = side === "old" ? file.oldLines : file.newLines;
      let keptAbove = 0;
      let keptFrom = file.blocks[0]?.[side].start ?? 0;
      for (const block of file.blocks) {
        const { start, end } = block[side];
        keptAbove += countFilled(text, keptFrom, start);
        keptFrom = end;
        if (end - start < MIN_LINES) continue;
        const changed = text.slice(start, end);
        const lines = Int32Array.from(changed, intern);
        const indents = Int32Array.from(changed, measureIndent);
        const used = new Uint8Array(changed.length);
        const order = runs.length;
        runs.push({ path: file.path, start, keptAbove, order, lines, indents, used });
      }
    }
    return runs;
  };
  const [deleted, inserted] = [collect("old"), collect("new")];
  return { deleted, inserted, texts: [...numbers.keys()], numbers };
}

const filled = /\S/;

function countFilled(text: readonly string[], start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (filled.test(text[at] ?? "")) count += 1;
  return count;
}

/** As Markdown has it. */
const TAB_STOP = 4;

function measureIndent(line: string): number {
  const first = line.search(filled);
  if (first <= 0) return first;
  let column = 0;
  for (let at = 0; at < first; at += 1) {
    column += line[at] === "\t" ? TAB_STOP - (column % TAB_STOP) : 1;
  }
  return column;
}
