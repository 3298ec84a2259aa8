/** What the search for kinds needs of one changed file: its lines whose kind is open, and its keys. */
import type { ContentHash, LineBlock, Path } from "../model.ts";
import { blank, leastWords, type LineKeys, worded } from "./line-keys.ts";
import { hashLine, joinHashes } from "./hash.ts";

/** Columns of the lines of one side with letters or digits that are no more than new or gone so far. */
export interface OpenLines {
  /** Line numbers, from 1, ascending. */
  readonly line: Int32Array;
  readonly key: Float64Array;
  /** See `LineKeys`. */
  readonly block: Float64Array;
  /** Of the line together with the changed line above it; 0 where that did not change. */
  readonly pair: Float64Array;
  /** The same with the line below. */
  readonly pairBelow: Float64Array;
  /** How many words it has. */
  readonly count: Uint8Array;
  /** Where its distinct words end in `words`; none are listed of a line that is shown beside another. */
  readonly wordsEnd: Int32Array;
  readonly words: Int32Array;
}

/** Plain data: it waits in the cache between comparing and looking for kinds. */
export interface OpenFile {
  readonly path: Path;
  /** Of a renamed file. */
  readonly previousPath: Path | null;
  readonly old: OpenLines;
  readonly new: OpenLines;
  /** What the file's keys lost and gained, each as often as it did. */
  readonly lost: Float64Array;
  readonly gained: Float64Array;
  /** Null where there is no file. */
  readonly hashes: { readonly old: ContentHash | null; readonly new: ContentHash | null };
  /** Lines of both sides that changed. */
  readonly changedLines: number;
  readonly neighbours: Neighbours;
}

/** Hashes of lines, each with the line above it, that the file lost and gained; line ends do not count. */
export interface Neighbours {
  readonly lost: Float64Array;
  readonly gained: Float64Array;
}

export const noNeighbours: Neighbours = { lost: new Float64Array(), gained: new Float64Array() };

export const noLines: OpenLines = {
  line: new Int32Array(),
  key: new Float64Array(),
  block: new Float64Array(),
  pair: new Float64Array(),
  pairBelow: new Float64Array(),
  count: new Uint8Array(),
  wordsEnd: new Int32Array(),
  words: new Int32Array(),
};

/**
 * Gathers the open lines of one side; `lines` are changed lines (0-based), ascending. `textOf` gives a line
 * that may have been edited elsewhere, null for one that was edited where it stands.
 */
export function gatherOpen(
  keys: LineKeys,
  isChanged: (line: number) => boolean,
  lines: readonly number[],
  textOf: (line: number) => string | null,
): OpenLines {
  const above = (line: number) => {
    let at = line - 1;
    while (at >= 0 && keys.sort[at] !== worded && isChanged(at)) at -= 1;
    return at >= 0 && isChanged(at) ? joinHashes(keys.key[at] ?? 0, keys.key[line] ?? 0) : 0;
  };
  const below = (line: number) => {
    let at = line + 1;
    while (at < keys.sort.length && keys.sort[at] !== worded && isChanged(at)) at += 1;
    return at < keys.sort.length && isChanged(at)
      ? joinHashes(keys.key[line] ?? 0, keys.key[at] ?? 0)
      : 0;
  };
  const open = lines.filter((line) => keys.sort[line] === worded);
  const wordsEnd = new Int32Array(open.length);
  const words: number[] = [];
  open.forEach((line, at) => {
    for (const word of listWords(textOf(line))) words.push(word);
    wordsEnd[at] = words.length;
  });
  return {
    line: Int32Array.from(open, (line) => line + 1),
    key: Float64Array.from(open, (line) => keys.key[line] ?? 0),
    block: Float64Array.from(open, (line) => keys.block[line] ?? 0),
    pair: Float64Array.from(open, above),
    pairBelow: Float64Array.from(open, below),
    count: Uint8Array.from(open, (line) => keys.count[line] ?? 0),
    wordsEnd,
    words: Int32Array.from(words),
  };
}

function listWords(text: string | null): Set<number> {
  return new Set(text?.match(/[\p{L}\p{N}]+/gu)?.map((word) => hashLine(word) | 0));
}

/**
 * The keys by which lines of a text are known elsewhere, as often as they stand in it: of lines of four
 * words or more, of shorter ones together with a neighbour, of paragraphs of several lines.
 */
export function listKeys({ key, block, count, sort }: LineKeys): Float64Array {
  const found = new Float64Array(3 * key.length);
  let size = 0;
  let above = -1;
  for (let at = 0; at < key.length; at += 1) {
    if (sort[at] === blank || sort[at] !== worded) continue;
    const isShort = (count[at] ?? 0) < leastWords;
    if (!isShort) found[size++] = key[at] ?? 0;
    if (above >= 0 && (isShort || (count[above] ?? 0) < leastWords)) {
      found[size++] = joinHashes(key[above] ?? 0, key[at] ?? 0);
    }
    const isFirst = block[at] !== block[at - 1];
    if (block[at] && isFirst && block[at] === block[at + 1]) found[size++] = block[at] ?? 0;
    above = at;
  }
  return found.slice(0, size);
}

/** What one multiset of keys has and the other has not, both ways. */
export function compareKeys(
  old: Float64Array,
  new_: Float64Array,
): { lost: Float64Array; gained: Float64Array } {
  let start = 0;
  const least = Math.min(old.length, new_.length);
  while (start < least && old[start] === new_[start]) start += 1;
  let end = 0;
  while (end < least - start && old.at(-1 - end) === new_.at(-1 - end)) end += 1;
  const counts = new Map<number, number>();
  for (const key of new_.subarray(start, new_.length - end)) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lost: number[] = [];
  for (const key of old.subarray(start, old.length - end)) {
    const count = counts.get(key) ?? 0;
    if (count === 0) lost.push(key);
    else counts.set(key, count - 1);
  }
  const gained = [...counts].flatMap(([key, count]) => Array.from({ length: count }, () => key));
  return { lost: Float64Array.from(lost), gained: Float64Array.from(gained) };
}

/** What a change did to the order of lines: a line is told together with the one above it. */
export function compareNeighbours(
  oldLines: readonly string[],
  newLines: readonly string[],
  blocks: readonly LineBlock[],
): Neighbours {
  const list = (side: "old" | "new", lines: readonly string[]) => {
    const found: number[] = [];
    let next = 0;
    for (const block of blocks) {
      const { start, end } = block[side];
      let above = start === 0 ? 1 : hashBare(lines[start - 1] ?? "");
      // The line below a block has another one above it now.
      for (let at = start; at <= end && at < lines.length; at += 1) {
        const own = hashBare(lines[at] ?? "");
        if (at >= next) found.push(joinHashes(above, own));
        above = own;
      }
      next = end + 1;
    }
    return Float64Array.from(found);
  };
  return compareKeys(list("old", oldLines), list("new", newLines));
}

function hashBare(line: string): number {
  return hashLine(line.replace(/\r?\n$/, ""));
}
