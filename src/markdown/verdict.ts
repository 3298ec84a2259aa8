import type { LineBlock, LineClass, MarkupEdit, Range } from "../model.ts";
import { isBlankLine } from "./jsx-space.ts";

/** What the changed lines of one side amount to, as far as it is known. */
export interface Side {
  readonly classes: ReadonlyMap<number, LineClass>;
  readonly marked: ReadonlySet<number>;
  text(line: number): string;
  textOf(lines: Range): string;
  /** Sets the changed ones of these lines. */
  set(lines: Range, to: LineClass): void;
  /** Sets the changed ones of these lines that are blank (quotation marks aside). */
  setBlank(lines: Range, to?: LineClass): void;
  hasBlank(lines: Range): boolean;
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
  readonly noteCoarse: () => void;
  readonly isCoarse: () => boolean;
}

/** Begins with every changed line being content. */
export function createVerdict(
  oldLines: readonly string[],
  newLines: readonly string[],
  blocks: readonly LineBlock[],
  oldMarked: ReadonlySet<number>,
  newMarked: ReadonlySet<number>,
): Verdict {
  // Where each line stands in the new text; of a line that changed -1 less the index of its block.
  const oldPlaces = new Int32Array(oldLines.length);
  const newPlaces = new Int32Array(newLines.length);
  let shift = 0;
  let next = 0;
  for (const [index, block] of blocks.entries()) {
    for (let at = next; at < block.old.start; at++) oldPlaces[at] = at + shift;
    oldPlaces.fill(-1 - index, block.old.start, block.old.end);
    next = block.old.end;
    shift = block.new.end - block.old.end;
  }
  for (let at = next; at < oldPlaces.length; at++) oldPlaces[at] = at + shift;
  for (let at = 0; at < newPlaces.length; at++) newPlaces[at] = at;
  blocks.forEach((block, index) => newPlaces.fill(-1 - index, block.new.start, block.new.end));
  let coarse = false;
  return {
    old: createSide(oldLines, oldPlaces, oldMarked),
    new: createSide(newLines, newPlaces, newMarked),
    edits: [],
    noteCoarse: () => {
      coarse = true;
    },
    isCoarse: () => coarse,
  };
}

function createSide(
  lines: readonly string[],
  places: Int32Array,
  marked: ReadonlySet<number>,
): Side {
  const classes = new Map<number, LineClass>();
  places.forEach((place, line) => {
    if (place < 0) classes.set(line, "content");
  });
  const isChanged = (line: number) => (places[line] ?? 0) < 0;
  const isBlank = (line: number) => isBlankLine(lines[line] ?? "");
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
    textOf: ({ start, end }) => lines.slice(start, end).join(""),
    isChanged,
    blockOf: (line) => Math.max(-1, -1 - (places[line] ?? 0)),
    set: (range, to) => {
      setWhere(range, to, () => true);
    },
    setBlank: (range, to = "cosmetic") => {
      setWhere(range, to, isBlank);
    },
    hasBlank: (range) => some(range, isBlank),
    isCosmetic: (range) => !some(range, (line) => classes.get(line) !== "cosmetic"),
    placeOf: ({ start, end }) => {
      for (let line = start; line < end; line++) {
        const place = places[line] ?? -1;
        if (place >= 0 && !isBlank(line)) return place;
      }
      return -1;
    },
  };
}
