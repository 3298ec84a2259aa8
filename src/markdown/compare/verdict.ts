import type { LineBlock, LineClass, MarkupEdit, Range } from "../../model.ts";
import type { LazyDocument } from "../read/document.ts";
import { isBlankLine } from "../read/jsx-space.ts";

/** What the changed lines of one side amount to, as far as it is known. */
export interface Side {
  readonly classes: ReadonlyMap<number, LineClass>;
  readonly marked: ReadonlySet<number>;
  text(line: number): string;
  textOf(lines: Range): string;
  isBlank(line: number): boolean;
  /** Sets the changed ones of these lines. */
  set(lines: Range, to: LineClass): void;
  /** Sets the changed ones of these lines that are blank (quotation marks aside). */
  setBlank(lines: Range, to?: LineClass): void;
  hasBlank(lines: Range): boolean;
  /** What is cosmetic among these lines is content after all. */
  unfold(lines: Range): void;
  isChanged(line: number): boolean;
  /** The index of the block that the line is changed in; -1 when it is not. */
  blockOf(line: number): number;
  /** Whether no changed line of these is more than cosmetic. */
  isCosmetic(lines: Range): boolean;
  /** Where the first of these lines that stayed stands in the new text; -1 where all of them changed. */
  placeOf(lines: Range): number;
}

export interface PlacedEdit {
  readonly old: number;
  readonly new: number;
  readonly edit: MarkupEdit;
}

export interface Verdict {
  readonly old: Side;
  readonly new: Side;
  /** In the order of the text; `old` and `new` are the lines they were found in. */
  readonly edits: PlacedEdit[];
  /** Something was too much to be compared: it counts as content, and more of it may be formatting. */
  readonly noteApproximate: () => void;
  readonly isApproximate: () => boolean;
}

/** Begins with every changed line being content. */
export function createVerdict(
  old: LazyDocument,
  new_: LazyDocument,
  changed: ChangedLines,
): Verdict {
  const { blocks } = changed;
  const marked = findMarked(changed);
  let approximate = false;
  return {
    old: createSide(old, blocks, "old", marked.old),
    new: createSide(new_, blocks, "new", marked.new),
    edits: [],
    noteApproximate: () => {
      approximate = true;
    },
    isApproximate: () => approximate,
  };
}

function createSide(
  text: LazyDocument,
  blocks: readonly LineBlock[],
  side: "old" | "new",
  marked: ReadonlySet<number>,
): Side {
  const classes = new Map<number, LineClass>();
  const places = new Map<number, number>();
  blocks.forEach((block, index) => {
    for (let line = block[side].start; line < block[side].end; line++) {
      classes.set(line, "content");
      places.set(line, index);
    }
  });
  const isChanged = (line: number) => classes.has(line);
  const { lines, dialect } = text;
  const isBlank = (line: number) =>
    isBlankLine(lines[line] ?? "", dialect) && (text.open()?.verbatim[line] ?? 0) === 0;
  const some = ({ start, end }: Range, test: (line: number) => boolean) => {
    for (let line = start; line < end; line++) if (isChanged(line) && test(line)) return true;
    return false;
  };
  const setWhere = ({ start, end }: Range, to: LineClass, test: (line: number) => boolean) => {
    for (let line = start; line < end; line++) {
      if (isChanged(line) && test(line)) classes.set(line, to);
    }
  };
  return {
    classes,
    marked,
    text: (line) => lines[line] ?? "",
    isBlank,
    textOf: ({ start, end }) => lines.slice(start, end).join(""),
    isChanged,
    blockOf: (line) => places.get(line) ?? -1,
    set: (range, to) => {
      setWhere(range, to, () => true);
    },
    setBlank: (range, to = "cosmetic") => {
      setWhere(range, to, isBlank);
    },
    unfold: (range) => {
      setWhere(range, "content", (line) => classes.get(line) === "cosmetic");
    },
    hasBlank: (range) => some(range, isBlank),
    isCosmetic: (range) => !some(range, (line) => classes.get(line) !== "cosmetic"),
    placeOf: ({ start, end }) => {
      for (let line = start; line < end; line++) {
        if (!isChanged(line) && !isBlank(line)) return line + findShift(blocks, side, line);
      }
      return -1;
    },
  };
}

/** How far a line that stayed was pushed by the blocks before it. */
function findShift(blocks: readonly LineBlock[], side: "old" | "new", line: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.[side].end ?? Infinity) <= line) low = middle + 1;
    else high = middle;
  }
  const before = blocks[low - 1];
  return before === undefined ? 0 : before.new.end - before[side].end;
}

/** Two lines of a block shown side by side, or one that stands alone; both count from the block's. */
interface RowMarks {
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
  readonly rows: readonly (readonly RowMarks[])[];
}

/** The lines (0-based) of both texts that carry word marks. */
function findMarked({ blocks, rows }: ChangedLines): {
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
