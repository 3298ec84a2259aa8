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

/** Changed lines (0-based) that only a look at what they render to can tell from content. */
export interface Doubts {
  readonly old: ReadonlySet<number>;
  readonly new: ReadonlySet<number>;
}

/**
 * Finds the changed lines of a region that do not show at a glance that they are content: a line does
 * when it has words, certainly visible, that the other side of its block has not, or when its pair reads
 * otherwise and no formatting can have changed around words that stayed. What is not doubtful need not
 * be parsed.
 */
export function findDoubts(
  region: Region,
  changed: readonly ChangedBlock[],
  oldLines: readonly string[],
  newLines: readonly string[],
): Doubts {
  const before = createReader(oldLines, region.old);
  const after = createReader(newLines, region.new);
  const sides = changed.map(({ block, rows }) => ({
    block,
    rows,
    old: readSide(before, block.old),
    now: readSide(after, block.new),
  }));
  const oldWords = createWordIndex(sides.map(({ old }) => old));
  const newWords = createWordIndex(sides.map(({ now }) => now));
  const doubts = { old: new Set<number>(), new: new Set<number>() };
  for (const { block, rows, old, now } of sides) {
    const sure = judgeBlock(rows, old, now, oldWords, newWords);
    noteDoubts(old, sure?.old, block.old.start, doubts.old);
    noteDoubts(now, sure?.now, block.new.start, doubts.new);
  }
  return doubts;
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
  const all = new Set<string>();
  lines.forEach((line, at) => {
    const shown = visible[at]?.text === line ? (words[at] ?? []) : listWords(line);
    for (const word of shown) all.add(word);
  });
  return { lines, visible, words, keys, all };
}

/** Which lines surely are content; null where nothing can be said. */
function judgeBlock(
  rows: readonly ChangedRow[],
  old: SideOfBlock,
  now: SideOfBlock,
  oldWords: WordIndex,
  newWords: WordIndex,
): { old: boolean[]; now: boolean[] } | null {
  if (old.lines.some(hasReference) || now.lines.some(hasReference)) return null;
  if (old.keys.join(" ") === now.keys.join(" ")) return null;
  const oldSure = old.lines.map((_, at) => isSureAlone(old, now, newWords, at));
  const nowSure = now.lines.map((_, at) => isSureAlone(now, old, oldWords, at));
  for (const row of rows) {
    if (row.old === null || row.new === null) {
      if (!row.rewrapped) continue;
      if (row.old !== null) oldSure[row.old] = false;
      if (row.new !== null) nowSure[row.new] = false;
      continue;
    }
    const same = (old.words[row.old] ?? []).join(" ") === (now.words[row.new] ?? []).join(" ");
    const isMarked = row.oldMarks.length + row.newMarks.length > 0;
    const sure = !row.rewrapped && !same && isMarked && !mayFormat(row, old, now);
    oldSure[row.old] = sure;
    nowSure[row.new] = sure;
  }
  return { old: oldSure, now: nowSure };
}

/**
 * A line without a partner: it has a word, or two next to each other, that the other side of the region
 * has not; short ones are looked for in their block only. Or there is no other side.
 */
function isSureAlone(side: SideOfBlock, other: SideOfBlock, index: WordIndex, at: number): boolean {
  const words = side.words[at] ?? [];
  if (words.length > 0 && index.hasLine(words.join(" "))) return false;
  if (words.length > 2) return !index.hasRun(words);
  if (other.lines.length === 0) return words.length > 0 || SIGNS.test(side.lines[at] ?? "");
  return words.some((word) => !other.all.has(word));
}

/** The words of all changed lines of one side of a region. */
interface WordIndex {
  /** Whether a line has these words, joined by blanks; it may only have moved. */
  hasLine(words: string): boolean;
  /** Whether each two neighbours of these words stand next to each other somewhere. */
  hasRun(words: readonly string[]): boolean;
}

function createWordIndex(blocks: readonly SideOfBlock[]): WordIndex {
  const lines = new Set<string>();
  for (const { keys } of blocks) for (const key of keys) lines.add(key);
  let pairs: Set<string> | null = null;
  return {
    hasLine: (words) => lines.has(words),
    hasRun: (words) => {
      if (words.some((word) => !blocks.some(({ all }) => all.has(word)))) return false;
      pairs ??= collectPairs(blocks);
      for (let at = 1; at < words.length; at++) {
        if (!pairs.has(`${words[at - 1] ?? ""} ${words[at] ?? ""}`)) return false;
      }
      return true;
    },
  };
}

/** Neighbours among the visible words and among all, over the ends of lines. */
function collectPairs(blocks: readonly SideOfBlock[]): Set<string> {
  const pairs = new Set<string>();
  let shown = "";
  let any = "";
  for (const { lines, visible, words } of blocks) {
    for (const [at, line] of lines.entries()) {
      for (const word of words[at] ?? []) {
        pairs.add(`${shown} ${word}`);
        shown = word;
      }
      const plain = visible[at]?.text === line;
      for (const word of plain ? (words[at] ?? []) : listWords(line)) {
        pairs.add(`${any} ${word}`);
        any = word;
      }
    }
  }
  return pairs;
}

/** Code's braces and the like; not what may underline, rule, or mark an item. */
const SIGNS = /^\s*(?:[{}()\];,]+|`{3,}|~{3,})\s*$/;

/** Blank lines go with a sure line next to them. */
function noteDoubts(
  { lines }: SideOfBlock,
  sure: readonly boolean[] | undefined,
  start: number,
  doubts: Set<number>,
): void {
  let before = false;
  for (let at = 0; at < lines.length; at++) {
    if (sure?.[at] === true) {
      before = true;
      continue;
    }
    if (sure && isBlankLine(lines[at] ?? "")) {
      if (before) continue;
      let next = at + 1;
      while (next < lines.length && isBlankLine(lines[next] ?? "")) next += 1;
      if (sure[next] === true) continue;
    } else before = false;
    doubts.add(start + at);
  }
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
