import type { LineBlock } from "../../model.ts";
import { createAnchorScratch, findAnchors } from "./anchors.ts";
import { createEditBudget, matchByEdits, type EditBudget } from "./edits.ts";
import { internLines, internWindows, type Interned, type Match, type Region } from "./interned.ts";
import { slideBlocks } from "./slide.ts";

/** Anchors inside gaps between anchors inside gaps …: real texts stay below ten. */
const MAX_DEPTH = 40;
/** Windows of 2, 4 and 8 lines stand in where no single line is unique. */
const WINDOW_DOUBLINGS = 3;
const WIDEST_WINDOW = 2 ** WINDOW_DOUBLINGS;

export interface LineDiff {
  /** Ascending, never empty, never adjacent. */
  readonly blocks: LineBlock[];
  /** Whether a region was replaced whole because comparing it hit the budget. */
  readonly coarse: boolean;
}

interface Comparison {
  readonly lines: Interned;
  /** For every old line the index of its new line, or -1. */
  readonly matches: Int32Array;
  readonly budget: EditBudget;
  coarse: boolean;
}

/**
 * Compares two texts by lines: common head and tail, then lines unique on both sides as anchors,
 * recursively, then Myers' algorithm (jsdiff) in what is left. Block edges are slid to where a reader
 * expects them. Cost is bounded by counting edits, so the same input gives the same blocks anywhere.
 */
export function diffLines(oldLines: readonly string[], newLines: readonly string[]): LineDiff {
  const matches = new Int32Array(oldLines.length).fill(-1);
  // Most lines stand in the ends that both share, and need no number.
  const rest = trimEnds(oldLines, newLines);
  const { oldStart, oldEnd, newEnd } = rest;
  for (let at = 0; at < oldStart; at += 1) matches[at] = at;
  for (let at = oldEnd; at < oldLines.length; at += 1) matches[at] = newEnd + at - oldEnd;
  // A window that begins in the region may end behind it.
  const wide = { ...rest, oldEnd: oldEnd + WIDEST_WINDOW, newEnd: newEnd + WIDEST_WINDOW };
  const lines = internLines(oldLines, newLines, wide);
  const comparison: Comparison = { lines, matches, budget: createEditBudget(), coarse: false };
  matchRegion(comparison, rest, 0, createRegionAnchors(lines));
  const blocks = blocksBetween(comparison.matches, newLines.length);
  return { blocks: slideBlocks(blocks, oldLines, newLines), coarse: comparison.coarse };
}

type FindRegionAnchors = (region: Region, doublings: number) => Match[];

/** Finds anchors in lines (0 doublings) or in windows of lines, which are numbered only when asked for. */
function createRegionAnchors(lines: Interned): FindRegionAnchors {
  const levels = [lines];
  const scratches = [createAnchorScratch(lines.size)];
  return (region, doublings) => {
    for (let level = levels.length; level <= doublings; level += 1) {
      const wider = internWindows(levels[level - 1] ?? lines, 2 ** (level - 1));
      levels.push(wider);
      scratches.push(createAnchorScratch(wider.size));
    }
    const sides = levels[doublings];
    const scratch = scratches[doublings];
    return sides && scratch ? findAnchors(sides, region, scratch) : [];
  };
}

function matchRegion(
  comparison: Comparison,
  region: Region,
  depth: number,
  anchorsIn: FindRegionAnchors,
): void {
  const rest = matchEnds(comparison, region);
  if (rest.oldStart === rest.oldEnd || rest.newStart === rest.newEnd) return;
  const descend = (anchors: readonly Match[]) => {
    for (const gap of gapsBetween(anchors, rest))
      matchRegion(comparison, gap, depth + 1, anchorsIn);
  };

  if (depth < MAX_DEPTH) {
    const anchors = anchorsIn(rest, 0);
    if (anchors.length > 0) {
      descend(anchors);
      return;
    }
  }
  const edits = matchByEdits(comparison.lines, rest, comparison.budget);
  if (edits !== null) {
    for (const match of edits) comparison.matches[match.old] = match.new;
    return;
  }
  for (let doublings = WINDOW_DOUBLINGS; doublings > 0 && depth < MAX_DEPTH; doublings -= 1) {
    // A window may end outside the region; its first line is a match all the same.
    const anchors = anchorsIn(rest, doublings);
    if (anchors.length > 0) {
      descend(anchors);
      return;
    }
  }
  comparison.coarse = true;
}

/** What lies between the equal lines at both ends. */
function trimEnds(oldLines: readonly string[], newLines: readonly string[]): Region {
  let [oldStart, oldEnd, newStart, newEnd] = [0, oldLines.length, 0, newLines.length];
  while (oldStart < oldEnd && newStart < newEnd && oldLines[oldStart] === newLines[newStart]) {
    oldStart += 1;
    newStart += 1;
  }
  while (oldStart < oldEnd && newStart < newEnd && oldLines[oldEnd - 1] === newLines[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}

/** Matches the equal lines at both ends of the region; gives what lies between. */
function matchEnds({ lines, matches }: Comparison, region: Region): Region {
  let { oldStart, oldEnd, newStart, newEnd } = region;
  while (oldStart < oldEnd && newStart < newEnd && lines.old[oldStart] === lines.new[newStart]) {
    matches[oldStart] = newStart;
    oldStart += 1;
    newStart += 1;
  }
  while (
    oldStart < oldEnd &&
    newStart < newEnd &&
    lines.old[oldEnd - 1] === lines.new[newEnd - 1]
  ) {
    oldEnd -= 1;
    newEnd -= 1;
    matches[oldEnd] = newEnd;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}

/** The regions from each anchor to the next; an anchor is the first line of the one that follows it. */
function gapsBetween(anchors: readonly Match[], region: Region): Region[] {
  const starts = [{ old: region.oldStart, new: region.newStart }, ...anchors];
  return starts.map((start, index) => {
    const next = starts[index + 1];
    return {
      oldStart: start.old,
      newStart: start.new,
      oldEnd: next?.old ?? region.oldEnd,
      newEnd: next?.new ?? region.newEnd,
    };
  });
}

function blocksBetween(matches: Int32Array, newLength: number): LineBlock[] {
  const blocks: LineBlock[] = [];
  let oldAt = 0;
  let newAt = 0;
  for (let old = 0; old <= matches.length; old += 1) {
    const match = old < matches.length ? (matches[old] ?? -1) : newLength;
    if (match < 0) continue;
    if (oldAt < old || newAt < match) {
      blocks.push({ old: { start: oldAt, end: old }, new: { start: newAt, end: match } });
    }
    oldAt = old + 1;
    newAt = match + 1;
  }
  return blocks;
}
