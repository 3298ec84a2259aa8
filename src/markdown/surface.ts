import type { LineBlock, Range } from "../model.ts";
import type { ChangedRow } from "./changed.ts";
import { isBlankLine } from "./jsx-space.ts";
import type { Region } from "./regions.ts";
import {
  findOpenTag,
  hasReference,
  listWords,
  readVisible,
  type OpenTag,
  type VisibleLine,
} from "./visible.ts";

/** A block that changed and how its lines were paired; lines count from the block's. */
export interface ChangedBlock {
  readonly block: LineBlock;
  readonly rows: readonly ChangedRow[];
}

/**
 * Whether every changed line of a region shows at a glance that it is content, and no formatting can
 * have changed around words that stayed: then nothing has to be parsed. It is so when a line has words,
 * certainly visible, that the other side of its block has not, or when its pair reads otherwise.
 */
export function isSurelyContent(
  region: Region,
  changed: readonly ChangedBlock[],
  oldLines: readonly string[],
  newLines: readonly string[],
): boolean {
  const before = createReader(oldLines, region.old);
  const after = createReader(newLines, region.new);
  const sides = changed.map(({ block, rows }) => ({
    rows,
    old: readSide(before, block.old),
    now: readSide(after, block.new),
  }));
  const keys = (side: "old" | "now") => new Set(sides.flatMap((both) => both[side].keys));
  const [oldKeys, newKeys] = [keys("old"), keys("now")];
  return sides.every(({ rows, old, now }) => judgeBlock(rows, old, now, oldKeys, newKeys));
}

interface Reader {
  readonly lines: readonly string[];
  /** To be asked in the order of the lines. */
  read(line: number): VisibleLine;
}

function createReader(lines: readonly string[], { start }: Range): Reader {
  let open: OpenTag = null;
  let next = start;
  return {
    lines,
    read: (line) => {
      while (next < line) open = findOpenTag(lines[next++] ?? "", open);
      return readVisible(lines[line] ?? "", open);
    },
  };
}

interface SideOfBlock {
  readonly lines: readonly string[];
  readonly visible: readonly VisibleLine[];
  /** The words that are visible, by line. */
  readonly words: readonly (readonly string[])[];
  /** The same as one string each; a line whose words stand elsewhere may only have moved. */
  readonly keys: readonly string[];
  /** All words, hidden ones too. */
  readonly all: ReadonlySet<string>;
}

function readSide(reader: Reader, { start, end }: Range): SideOfBlock {
  const lines = reader.lines.slice(start, end);
  const visible = lines.map((_, at) => reader.read(start + at));
  const words = visible.map(({ text }) => listWords(text));
  const keys = words.map((some) => some.join(" ")).filter((key) => key !== "");
  return { lines, visible, words, keys, all: new Set(lines.flatMap(listWords)) };
}

function judgeBlock(
  rows: readonly ChangedRow[],
  old: SideOfBlock,
  now: SideOfBlock,
  oldKeys: ReadonlySet<string>,
  newKeys: ReadonlySet<string>,
): boolean {
  if (old.lines.some(hasReference) || now.lines.some(hasReference)) return false;
  const reworded = old.words.flat().join(" ") !== now.words.flat().join(" ");
  if (!reworded) return false;
  const oldSure = old.lines.map((_, at) => isSureAlone(old, now, newKeys, at));
  const nowSure = now.lines.map((_, at) => isSureAlone(now, old, oldKeys, at));
  for (const row of rows) {
    if (row.rewrapped) return false;
    if (row.old === null || row.new === null) continue;
    const same = (old.words[row.old] ?? []).join(" ") === (now.words[row.new] ?? []).join(" ");
    const isMarked = row.oldMarks.length + row.newMarks.length > 0;
    if (same || !isMarked || mayFormat(row, old, now)) return false;
    oldSure[row.old] = true;
    nowSure[row.new] = true;
  }
  return areSure(old, oldSure) && areSure(now, nowSure);
}

/** A line without a partner: it has words that the other side has not, or there is no other side. */
function isSureAlone(
  side: SideOfBlock,
  other: SideOfBlock,
  otherKeys: ReadonlySet<string>,
  at: number,
): boolean {
  const words = side.words[at] ?? [];
  if (otherKeys.has(words.join(" "))) return false;
  if (other.lines.length === 0) return words.length > 0 || SIGNS.test(side.lines[at] ?? "");
  return words.some((word) => !other.all.has(word));
}

/** Code's braces and the like; not what may underline, rule, or mark an item. */
const SIGNS = /^\s*(?:[{}()\];,]+|`{3,}|~{3,})\s*$/;

/** Blank lines go with a sure line next to them. */
function areSure({ lines }: SideOfBlock, sure: readonly boolean[]): boolean {
  let before = false;
  for (let at = 0; at < lines.length; at++) {
    if (sure[at] === true) {
      before = true;
      continue;
    }
    if (!isBlankLine(lines[at] ?? "")) return false;
    if (before) continue;
    let next = at + 1;
    while (next < lines.length && isBlankLine(lines[next] ?? "")) next += 1;
    if (sure[next] !== true) return false;
  }
  return true;
}

/** Whether the marks of a pair may stand for formatting around words that stayed. */
function mayFormat(row: ChangedRow, old: SideOfBlock, now: SideOfBlock): boolean {
  const check = (marks: readonly Range[], side: SideOfBlock, at: number, other: SideOfBlock) => {
    const line = side.lines[at] ?? "";
    const { targets = [], text = "" } = side.visible[at] ?? {};
    return marks.some((mark) => {
      const marked = line.slice(mark.start, mark.end);
      const within = targets.some(({ start, end }) => start < mark.end && mark.start < end);
      if (!within && !FORMATTING.test(marked)) return false;
      const words = listWords(text.slice(mark.start, mark.end));
      if (words.length === 0 || words.some((word) => other.all.has(word))) return true;
      return !isBalanced(marked);
    });
  };
  return (
    check(row.oldMarks, old, row.old ?? -1, now) || check(row.newMarks, now, row.new ?? -1, old)
  );
}

const FORMATTING = /[[\]*_`<>~]/;

function isBalanced(text: string): boolean {
  const count = (sign: string) => text.split(sign).length - 1;
  return (
    ["*", "_", "`", "~"].every((sign) => count(sign) % 2 === 0) &&
    count("[") === count("]") &&
    count("(") === count(")") &&
    count("<") === count(">")
  );
}
