import type { Budget } from "../../sequences/budget.ts";
import { matchElements, mostCells } from "../../sequences/match-elements.ts";
import {
  type DiffRegion,
  listGaps,
  type Match,
  trimEnds,
  wholeRegion,
} from "../../sequences/region.ts";
import type { LineBlock } from "../../model.ts";
import { pairByWords } from "./pair-by-words.ts";
import { slideBlocks } from "./slide.ts";

/** Operations that one file may cost, and once more so many for its words. */
const mostOperations = 4_000_000;
/** What it is worth to keep a line that holds words, and any other; both more than an island costs. */
const wordedWeight = 8;
const wordlessWeight = 3;
/** So many lines more than necessary may count as changed in a file, so that words stand by their like. */
const allowedLines = 8;
const allowedShare = 0.04;

export interface LineDiff {
  /** Ascending, never empty, never adjacent. */
  readonly blocks: LineBlock[];
  /** Whether lines that stayed may count as changed, because comparing them hit the budget. */
  readonly approximate: boolean;
}

/**
 * Compares two texts by lines: common head and tail, then the lines that hold words, then all others
 * (blank ones, brackets, rules) between them. Where nothing stayed but such others, as after a rewrite
 * in another form, words tell which of them belong together, as long as that costs few lines. Block
 * edges are slid to where a reader expects them. Cost is bounded by counting operations, so the same
 * input gives the same blocks anywhere.
 */
export function diffLines(oldLines: readonly string[], newLines: readonly string[]): LineDiff {
  const partners = new Int32Array(oldLines.length).fill(-1);
  const rest = trimEnds(oldLines, newLines, wholeRegion(oldLines, newLines), partners);
  const sides = numberLines(oldLines, newLines, rest);
  const budget = { left: mostOperations };
  const worded = matchLines(sides, placesIn(sides, rest, true), budget);
  for (const match of worded.matches) partners[match.old] = match.new;
  let approximate = worded.approximate;

  const gaps = listGaps(partners, newLines.length);
  const changed = gaps.reduce((sum, gap) => sum + sizeOf(gap), 0);
  let allowance = Math.max(allowedLines, allowedShare * changed);
  for (const change of gaps) {
    const gap = trimEnds(sides.old, sides.new, change, partners);
    const others = placesIn(sides, gap, false);
    let chosen = matchLines(sides, others, budget);
    const ordered = matchInOrderOfWords(sides, gap, others, [oldLines, newLines], budget);
    const cost = 2 * (chosen.matches.length - (ordered?.matches.length ?? 0));
    if (ordered !== null && cost <= allowance) {
      allowance -= cost;
      chosen = ordered;
    }
    for (const match of chosen.matches) partners[match.old] = match.new;
    approximate ||= chosen.approximate;
  }
  const blocks = listGaps(partners, newLines.length).map((change) => ({
    old: { start: change.oldStart, end: change.oldEnd },
    new: { start: change.newStart, end: change.newEnd },
  }));
  return { blocks: slideBlocks(blocks, oldLines, newLines), approximate };
}

/** Both sides as numbers: equal numbers mean equal lines; lines that both share at the ends have none. */
interface NumberedSides {
  readonly old: Int32Array;
  readonly new: Int32Array;
  /** By number. */
  readonly weights: readonly number[];
}

/** Indices of lines of both sides, ascending. */
interface Places {
  readonly old: readonly number[];
  readonly new: readonly number[];
}

interface Matching {
  readonly matches: readonly Match[];
  readonly approximate: boolean;
}

function numberLines(
  oldLines: readonly string[],
  newLines: readonly string[],
  { oldStart, oldEnd, newStart, newEnd }: DiffRegion,
): NumberedSides {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const numberSide = (lines: readonly string[], start: number, end: number) => {
    const side = new Int32Array(lines.length);
    for (let at = start; at < end; at++) {
      const line = lines[at] ?? "";
      let number = numbers.get(line);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(line, number);
        weights.push(/[\p{L}\p{N}]/u.test(line) ? wordedWeight : wordlessWeight);
      }
      side[at] = number;
    }
    return side;
  };
  const old = numberSide(oldLines, oldStart, oldEnd);
  return { old, new: numberSide(newLines, newStart, newEnd), weights };
}

function sizeOf({ oldStart, oldEnd, newStart, newEnd }: DiffRegion): number {
  return oldEnd - oldStart + newEnd - newStart;
}

/** The lines of a region that hold words, or all others. */
function placesIn(sides: NumberedSides, region: DiffRegion, worded: boolean): Places {
  const list = (side: Int32Array, start: number, end: number) => {
    const places: number[] = [];
    for (let at = start; at < end; at++) {
      if ((sides.weights[side[at] ?? 0] === wordedWeight) === worded) places.push(at);
    }
    return places;
  };
  return {
    old: list(sides.old, region.oldStart, region.oldEnd),
    new: list(sides.new, region.newStart, region.newEnd),
  };
}

function matchLines(sides: NumberedSides, places: Places, budget: Budget): Matching {
  if (places.old.length === 0 || places.new.length === 0)
    return { matches: [], approximate: false };
  const old = places.old.map((at) => sides.old[at] ?? 0);
  const new_ = places.new.map((at) => sides.new[at] ?? 0);
  const { partners, approximate } = matchElements(old, new_, sides.weights, budget, mostCells);
  const matches: Match[] = [];
  partners.forEach((partner, index) => {
    if (partner < 0) return;
    matches.push({ old: places.old[index] ?? 0, new: places.new[partner] ?? 0 });
  });
  return { matches, approximate };
}

/**
 * Matches lines without words only between lines that belong together by their words. Null where words
 * cannot tell more: no line holds any, or there is nothing to choose.
 */
function matchInOrderOfWords(
  sides: NumberedSides,
  gap: DiffRegion,
  others: Places,
  texts: readonly [old: readonly string[], new_: readonly string[]],
  budget: Budget,
): Matching | null {
  if (others.old.length === 0 || others.new.length === 0) return null;
  if (others.old.length + others.new.length === 2) return null;
  const worded = placesIn(sides, gap, true);
  if (worded.old.length === 0 || worded.new.length === 0) return null;
  const { pairs, approximate } = pairByWords(...texts, worded.old, worded.new, mostOperations);
  const matchings: Matching[] = [{ matches: [], approximate }];
  const [takeOld, takeNew] = [createTaker(others.old), createTaker(others.new)];
  for (const pair of [...pairs, { old: gap.oldEnd, new: gap.newEnd }]) {
    const between = { old: takeOld(pair.old), new: takeNew(pair.new) };
    matchings.push(matchLines(sides, between, budget));
  }
  return {
    matches: matchings.flatMap(({ matches }) => matches),
    approximate: matchings.some((matching) => matching.approximate),
  };
}

/** Hands out ascending places from the front: those before `end` that were not handed out yet. */
function createTaker(places: readonly number[]): (end: number) => readonly number[] {
  let next = 0;
  return (end) => {
    const start = next;
    while ((places[next] ?? end) < end) next += 1;
    return places.slice(start, next);
  };
}
