import type { LineBlock, Range } from "../model.ts";
import type { ChangedRow } from "./changed.ts";
import type { Document } from "./document.ts";
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
  from: Document,
  to: Document,
): Doubts {
  const before = createReader(from, region.old);
  const after = createReader(to, region.new);
  const sides = changed.map(({ block, rows }) => ({
    block,
    rows,
    old: createSide(before, block.old),
    now: createSide(after, block.new),
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
  readonly document: Document;
  readonly read: (line: number) => VisibleLine;
}

function createReader(document: Document, { start }: Range): Reader {
  const { lines } = document;
  /** The tag that is open before each line, as far as it was asked for. */
  const open: OpenTag[] = [null];
  return {
    document,
    read: (line) => {
      for (let at = open.length; at <= line - start; at++) {
        open.push(findOpenTag(lines[start + at - 1] ?? "", open[at - 1] ?? null));
      }
      return readVisible(lines[line] ?? "", open[line - start] ?? null);
    },
  };
}

/** One side of a block, read as far as it is asked for: most lines show early what they are. */
interface SideOfBlock {
  readonly lines: readonly string[];
  readonly visible: (at: number) => VisibleLine;
  /** The words of a line that are visible. */
  readonly words: (at: number) => readonly string[];
  /** All words of a line, hidden ones too. */
  readonly lineWords: (at: number) => readonly string[];
  /** All words of the block, hidden ones too. */
  readonly has: (word: string) => boolean;
}

function createSide(reader: Reader, { start, end }: Range): SideOfBlock {
  const { document } = reader;
  const lines = document.lines.slice(start, end);
  const lineWords = (at: number) => document.wordsOf(start + at);
  const visible = remember((at) => reader.read(start + at));
  const words = remember((at) => {
    const { text } = visible(at);
    return text === lines[at] ? lineWords(at) : listWords(text);
  });
  let all: Set<string> | null = null;
  return {
    lines,
    visible,
    words,
    lineWords,
    has: (word) => {
      all ??= new Set(lines.flatMap((_, at) => lineWords(at)));
      return all.has(word);
    },
  };
}

function remember<Value>(compute: (at: number) => Value): (at: number) => Value {
  const known: Value[] = [];
  return (at) => (known[at] ??= compute(at));
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
  if (haveSameWords(old, now)) return null;
  const oldSure = new Array<boolean>(old.lines.length).fill(false);
  const nowSure = new Array<boolean>(now.lines.length).fill(false);
  for (const row of rows) {
    if (row.old !== null && row.new !== null) {
      const sure = isSurePair(row, row.old, row.new, old, now);
      oldSure[row.old] = sure;
      nowSure[row.new] = sure;
    } else if (row.old !== null) {
      oldSure[row.old] = !row.rewrapped && isSureAlone(old, now, newWords, row.old);
    } else if (row.new !== null) {
      nowSure[row.new] = !row.rewrapped && isSureAlone(now, old, oldWords, row.new);
    }
  }
  return { old: oldSure, now: nowSure };
}

/** Whether the visible words of both sides, line after line, are the same. */
function haveSameWords(old: SideOfBlock, now: SideOfBlock): boolean {
  const mine = createWordWalk(old);
  const others = createWordWalk(now);
  for (;;) {
    const word = mine();
    if (word !== others()) return false;
    if (word === null) return true;
  }
}

/** Gives the visible words one after the other, then null. */
function createWordWalk({ lines, words }: SideOfBlock): () => string | null {
  let line = 0;
  let next = 0;
  return () => {
    for (; line < lines.length; line++, next = 0) {
      const word = words(line)[next];
      if (word === undefined) continue;
      next += 1;
      return word;
    }
    return null;
  };
}

/** Lines of a pair that read otherwise, without formatting that could have changed. */
function isSurePair(
  row: ChangedRow,
  oldAt: number,
  newAt: number,
  old: SideOfBlock,
  now: SideOfBlock,
): boolean {
  const isMarked = row.oldMarks.length + row.newMarks.length > 0;
  if (row.rewrapped || !isMarked) return false;
  if (mayFormat(row.oldMarks, old, oldAt, now) || mayFormat(row.newMarks, now, newAt, old))
    return false;
  const [mine, others] = [old.words(oldAt), now.words(newAt)];
  return mine.length !== others.length || mine.some((word, at) => word !== others[at]);
}

/**
 * A line without a partner: it has a word, or two next to each other, that the other side of the region
 * has not; short ones are looked for in their block only. Or there is no other side.
 */
function isSureAlone(side: SideOfBlock, other: SideOfBlock, index: WordIndex, at: number): boolean {
  const words = side.words(at);
  if (words.length > 2) return !index.hasRun(words);
  if (words.length > 0 && index.hasLine(words)) return false;
  if (other.lines.length === 0) return words.length > 0 || SIGNS.test(side.lines[at] ?? "");
  return words.some((word) => !other.has(word));
}

/** The words of all changed lines of one side of a region. */
interface WordIndex {
  /** Whether a line has just these words; it may only have moved. */
  readonly hasLine: (words: readonly string[]) => boolean;
  /** Whether each two neighbours of these words stand next to each other somewhere. */
  readonly hasRun: (words: readonly string[]) => boolean;
}

function createWordIndex(blocks: readonly SideOfBlock[]): WordIndex {
  let lines: Set<string> | null = null;
  let all: Set<string> | null = null;
  let pairs: Set<string> | null = null;
  return {
    hasLine: (words) => {
      lines ??= new Set(
        blocks.flatMap((block) => block.lines.map((_, at) => block.words(at).join(" "))),
      );
      return lines.has(words.join(" "));
    },
    hasRun: (words) => {
      all ??= new Set(
        blocks.flatMap((block) => block.lines.flatMap((_, at) => block.lineWords(at))),
      );
      for (const word of words) if (!all.has(word)) return false;
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
  for (const { lines, words, lineWords } of blocks) {
    for (let at = 0; at < lines.length; at++) {
      for (const word of words(at)) {
        pairs.add(`${shown} ${word}`);
        shown = word;
      }
      for (const word of lineWords(at)) {
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

/** Whether marks in a line of a pair may stand for formatting around words that stayed. */
function mayFormat(
  marks: readonly Range[],
  side: SideOfBlock,
  at: number,
  other: SideOfBlock,
): boolean {
  const line = side.lines[at] ?? "";
  const { targets, text } = side.visible(at);
  return marks.some((mark) => {
    const marked = line.slice(mark.start, mark.end);
    const within = targets.some(({ start, end }) => start < mark.end && mark.start < end);
    if (!within && !FORMATTING.test(marked)) return false;
    const words = listWords(text.slice(mark.start, mark.end));
    if (words.length === 0 || words.some(other.has)) return true;
    return !isBalanced(marked);
  });
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
