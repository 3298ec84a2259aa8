/** Which changed lines of a file only changed their clothes: what stands in both versions in one order. */
import { diffLines } from "../diff/lines/lines.ts";
import type { LineBlock } from "../model.ts";
import { blank, type LineKeys } from "./line-keys.ts";

type InOrder = "layout" | "markup";

/** By line (0-based). */
export interface FoundInOrder {
  readonly old: ReadonlyMap<number, InOrder>;
  readonly new: ReadonlyMap<number, InOrder>;
}

/** Both sides of a file, and where they changed. */
export interface KeyedChange {
  readonly old: LineKeys;
  readonly new: LineKeys;
  readonly blocks: readonly LineBlock[];
  readonly turned: Turned;
}

/** Lines (0-based) that made what stayed into something else, by side. */
export interface Turned {
  readonly old: ReadonlySet<number>;
  readonly new: ReadonlySet<number>;
}

/**
 * Changed lines that have a partner in the other side, in the longest common order of all lines: `layout`
 * where all that they show is equal, `markup` where only their words are. First by line, then by paragraph
 * (one that was wrapped anew). `isOpen` says of which changed lines it is asked.
 */
export function findInOrder(
  change: KeyedChange,
  isOpen: (side: "old" | "new", line: number) => boolean,
): FoundInOrder {
  const found = { old: new Map<number, InOrder>(), new: new Map<number, InOrder>() };
  const { turned } = change;
  const note = (side: "old" | "new", line: number, kind: InOrder) => {
    if (turned[side].has(line)) return;
    if (isOpen(side, line) && !found[side].has(line)) found[side].set(line, kind);
  };
  const left = (side: "old" | "new", line: number) => isOpen(side, line) && !found[side].has(line);
  if (sharesOpen(change, "words", left)) {
    const partners = mapUnchanged(change);
    const old = listLines(change.old);
    const new_ = listLines(change.new);
    for (const [from, to] of pairInOrder(old, new_, partners)) {
      const kind = change.old.full[from] === change.new.full[to] ? "layout" : "markup";
      note("old", from, kind);
      note("new", to, kind);
    }
  }
  if (sharesOpen(change, "block", left)) {
    const partners = mapUnchanged(change);
    const old = listParagraphs(change.old);
    const new_ = listParagraphs(change.new);
    for (const [from, to] of pairInOrder(old, new_, partners)) {
      const hash = change.old.block[from];
      if (!hash || hash !== change.new.block[to]) continue;
      for (let at = from; change.old.block[at] === hash; at += 1) note("old", at, "layout");
      for (let at = to; change.new.block[at] === hash; at += 1) note("new", at, "layout");
    }
  }
  return found;
}

/** Lines of blocks that made what stands around them, and stayed as it is, into something else. */
export function findTurned({ old, new: new_, blocks }: Omit<KeyedChange, "turned">): Turned {
  const turned = { old: new Set<number>(), new: new Set<number>() };
  const blame = (block: LineBlock | undefined) => {
    if (!block) return;
    for (let line = block.old.start; line < block.old.end; line += 1) turned.old.add(line);
    for (let line = block.new.start; line < block.new.end; line += 1) turned.new.add(line);
  };
  let start = 0;
  let shift = 0;
  const ends = [...blocks.map((block) => block.old.start), old.sort.length];
  ends.forEach((end, index) => {
    let isOther = false;
    let isLastOther = false;
    for (let at = start; at < end; at += 1) {
      if (old.sort[at] === blank && new_.sort[at + shift] === blank) continue;
      isLastOther =
        old.words[at] !== new_.words[at + shift] || old.tie[at] !== new_.tie[at + shift];
      isOther ||= isLastOther;
    }
    if (isOther) blame(blocks[index - 1]);
    if (isLastOther) blame(blocks[index]);
    const block = blocks[index];
    if (!block) return;
    start = block.old.end;
    shift = block.new.end - block.old.end;
  });
  return turned;
}

/** Whether a line that is asked for has the hash of one that is asked for on the other side. */
function sharesOpen(
  { old, new: new_, blocks }: KeyedChange,
  hash: "words" | "block",
  isOpen: (side: "old" | "new", line: number) => boolean,
): boolean {
  const gone = new Set<number>();
  for (const block of blocks) {
    for (let at = block.old.start; at < block.old.end; at += 1) {
      if (old.sort[at] !== blank && isOpen("old", at)) gone.add(old[hash][at] ?? 0);
    }
  }
  gone.delete(0);
  if (gone.size === 0) return false;
  for (const block of blocks) {
    for (let at = block.new.start; at < block.new.end; at += 1) {
      if (isOpen("new", at) && gone.has(new_[hash][at] ?? 0)) return true;
    }
  }
  return false;
}

/** For every old line the new line that it stayed as, or -1. */
function mapUnchanged({ old, blocks }: KeyedChange): Int32Array {
  const partners = new Int32Array(old.sort.length);
  let at = 0;
  let shift = 0;
  for (const block of blocks) {
    for (; at < block.old.start; at += 1) partners[at] = at + shift;
    partners.fill(-1, block.old.start, block.old.end);
    at = block.old.end;
    shift = block.new.end - block.old.end;
  }
  for (; at < partners.length; at += 1) partners[at] = at + shift;
  return partners;
}

interface Sequence {
  readonly lines: readonly number[];
  readonly hashes: readonly string[];
}

function listLines({ words, sort }: LineKeys): Sequence {
  const lines = [...sort.keys()].filter((at) => sort[at] !== blank);
  return { lines, hashes: lines.map((at) => String(words[at])) };
}

/** The same with paragraphs as one, at their first line. */
function listParagraphs({ words, block, sort }: LineKeys): Sequence {
  const goesOn = (at: number) => block[at] !== 0 && block[at] === block[at - 1];
  const lines = [...sort.keys()].filter((at) => sort[at] !== blank && !goesOn(at));
  return { lines, hashes: lines.map((at) => String(block[at] || words[at])) };
}

/**
 * Pairs of changed lines in the longest common order of two sequences. Lines that stayed may be paired
 * with others in it: then it is followed where their partners went. No pair crosses a line that stayed
 * unless all that it crosses has its place in that order too, so that no words changed places unseen.
 */
function pairInOrder(old: Sequence, new_: Sequence, stayed: Int32Array): [number, number][] {
  const forth = matchHashes(old, new_);
  const back = new Map([...forth].map(([from, to]) => [to, from]));
  const stayedBack = new Map<number, number>();
  // How many of the lines that stayed, so far, have lost their place.
  const oldRank = new Map<number, number>();
  const newRank = new Map<number, number>();
  const lost = [0];
  let rank = 0;
  for (const line of old.lines) {
    oldRank.set(line, rank);
    const partner = stayed[line] ?? -1;
    if (partner < 0) continue;
    stayedBack.set(partner, line);
    rank += 1;
    lost.push((lost.at(-1) ?? 0) + (forth.has(line) && back.has(partner) ? 0 : 1));
  }
  rank = 0;
  for (const line of new_.lines) {
    newRank.set(line, rank);
    if (stayedBack.has(line)) rank += 1;
  }
  const pairs: [number, number][] = [];
  for (const line of old.lines) {
    if ((stayed[line] ?? -1) >= 0) continue;
    let partner = forth.get(line);
    for (let between = stayedBack.get(partner ?? -1); between !== undefined;) {
      partner = forth.get(between);
      between = stayedBack.get(partner ?? -1);
    }
    if (partner === undefined) continue;
    const [a, b] = [oldRank.get(line) ?? 0, newRank.get(partner) ?? 0];
    if (lost[a] === lost[b]) pairs.push([line, partner]);
  }
  return pairs;
}

/** Old lines and the new lines that they are paired with in the longest common order. */
function matchHashes(old: Sequence, new_: Sequence): Map<number, number> {
  const { blocks } = diffLines(old.hashes, new_.hashes);
  const matches = new Map<number, number>();
  const end = { start: old.lines.length, end: old.lines.length };
  let at = 0;
  let other = 0;
  for (const block of [...blocks, { old: end, new: end }]) {
    for (; at < block.old.start; at += 1, other += 1) {
      const [from, to] = [old.lines[at], new_.lines[other]];
      if (from !== undefined && to !== undefined) matches.set(from, to);
    }
    at = block.old.end;
    other = block.new.end;
  }
  return matches;
}
