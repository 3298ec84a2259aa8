import type { Range } from "../model.ts";
import type { Document } from "./document.ts";
import { createGroups } from "./groups.ts";
import { isBlankLine } from "./jsx-space.ts";
import type { Region } from "./regions.ts";
import type { Segment } from "./segments.ts";
import type { ChangedBlock, Doubts } from "./surface.ts";

/** The segments of a region that have to be read, of both sides. */
export interface Reading {
  readonly old: ReadonlySet<Segment>;
  readonly new: ReadonlySet<Segment>;
}

/**
 * Chooses the segments that hold doubtful lines and those of the other side that these may have come
 * from or gone to: by lines that stayed, by pairs of lines, by words in common. What is left was
 * reworded throughout.
 */
export function chooseSegments(
  from: Document,
  to: Document,
  region: Region,
  changed: readonly ChangedBlock[],
  doubts: Doubts,
): Reading {
  const old = listSegments(from, region.old);
  const now = listSegments(to, region.new);
  if (old.length < 2 && now.length < 2) return { old: new Set(old), new: new Set(now) };
  const oldOf = createFinder(old);
  const nowOf = createFinder(now);
  // The segments of both sides as one list: the old ones first.
  const groups = createGroups(old.length + now.length);
  const link = (oldLine: number, newLine: number) => {
    const [one, other] = [oldOf(oldLine), nowOf(newLine)];
    if (one >= 0 && other >= 0) groups.join(one, old.length + other);
  };
  const touched = new Set<number>();
  const lone = { old: new Set(doubts.old), new: new Set(doubts.new) };
  linkStayed(region, changed, link);
  for (const { block, rows } of changed) {
    for (let line = block.old.start; line < block.old.end; line++) touched.add(oldOf(line));
    for (let line = block.new.start; line < block.new.end; line++) {
      touched.add(old.length + nowOf(line));
    }
    for (const row of rows) {
      if (row.old !== null && row.new !== null) {
        link(block.old.start + row.old, block.new.start + row.new);
        if (row.rewrapped) continue;
        lone.old.delete(block.old.start + row.old);
        lone.new.delete(block.new.start + row.new);
      }
    }
  }
  const oldRanges = changed.map(({ block }) => block.old);
  const newRanges = changed.map(({ block }) => block.new);
  linkWords(from, lone.old, to, newRanges, link);
  linkWords(to, lone.new, from, oldRanges, (newLine, oldLine) => {
    link(oldLine, newLine);
  });
  const wanted = new Set<number>();
  for (const line of doubts.old) {
    const at = oldOf(line);
    wanted.add(at);
    if (at + 1 < old.length && isBlankLine(from.lines[line] ?? "")) groups.join(at, at + 1);
  }
  for (const line of doubts.new) {
    const at = old.length + nowOf(line);
    wanted.add(at);
    // A blank line behind a segment shows something or nothing, depending on what follows it.
    if (at + 1 < old.length + now.length && isBlankLine(to.lines[line] ?? "")) {
      groups.join(at, at + 1);
    }
  }
  const doubtful = new Set([...wanted].map(groups.find));
  const changedGroups = new Set([...touched].map(groups.find));
  // Where nothing changed, to be read is to be found equal.
  const isRead = (at: number) =>
    doubtful.has(groups.find(at)) || !changedGroups.has(groups.find(at));
  return {
    old: new Set(old.filter((_, at) => isRead(at))),
    new: new Set(now.filter((_, at) => isRead(old.length + at))),
  };
}

/** The segments within a range that begins and ends between segments. */
export function listSegments({ segments }: Document, { start, end }: Range): readonly Segment[] {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((segments[last]?.end ?? Infinity) <= end) last += 1;
  return segments.slice(low, last);
}

/** The index of the segment that a line stands in, or -1. */
function createFinder(segments: readonly Segment[]): (line: number) => number {
  const first = segments[0]?.start ?? 0;
  const places = new Int32Array(Math.max(0, (segments.at(-1)?.end ?? 0) - first)).fill(-1);
  segments.forEach(({ start, end }, at) => places.fill(at, start - first, end - first));
  return (line) => places[line - first] ?? -1;
}

function linkStayed(
  { old, new: now }: Region,
  changed: readonly ChangedBlock[],
  link: (oldLine: number, newLine: number) => void,
): void {
  let [oldLine, newLine] = [old.start, now.start];
  for (const { block } of changed) {
    while (oldLine < block.old.start) link(oldLine++, newLine++);
    oldLine = block.old.end;
    newLine = block.new.end;
  }
  while (oldLine < old.end) link(oldLine++, newLine++);
}

/** Links doubtful lines to those of the other side that hold at least half of their words. */
function linkWords(
  document: Document,
  doubts: ReadonlySet<number>,
  other: Document,
  ranges: readonly Range[],
  link: (line: number, other: number) => void,
): void {
  const asked = [...doubts].map((line) => ({ line, words: new Set(document.wordsOf(line)) }));
  const wanted = new Set(asked.flatMap(({ words }) => [...words]));
  if (wanted.size === 0) return;
  const places = indexWords(other, ranges, wanted);
  for (const { line, words } of asked) {
    const counts = new Map<number, number>();
    for (const word of words) {
      for (const at of places.get(word) ?? []) counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    for (const [at, count] of counts) if (2 * count >= words.size) link(line, at);
  }
}

/** The lines that each wanted word stands in, each line once. */
function indexWords(
  { wordsOf }: Document,
  ranges: readonly Range[],
  wanted: ReadonlySet<string>,
): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { start, end } of ranges) {
    for (let line = start; line < end; line++) {
      for (const word of wordsOf(line)) {
        if (!wanted.has(word)) continue;
        const found = places.get(word);
        if (!found) places.set(word, [line]);
        else if (found.at(-1) !== line) found.push(line);
      }
    }
  }
  return places;
}
