import type { LineBlock } from "../../model.ts";
import type { Budget } from "../budget.ts";
import { matchByEdits } from "../myers.ts";
import {
  listChanges,
  type Match,
  type DiffRegion,
  splitAtAnchors,
  trimEnds,
  wholeRegion,
} from "../region.ts";
import { createAnchorScratch, findAnchors } from "./anchors.ts";
import { internLines, internWindows, type Interned } from "./interned.ts";
import { slideBlocks } from "./slide.ts";

/** Anchors inside gaps between anchors inside gaps …: real texts stay below ten. */
const MAX_DEPTH = 40;
/** Edits that one region without anchors may cost; beyond, other anchors are tried. */
const MAX_REGION_EDITS = 600;
/** Squares of edits that one file may cost (the search is quadratic in the edits). */
const MAX_FILE_COST = 700_000;
/** Windows of 2, 4 and 8 lines stand in where no single line is unique. */
const WINDOW_DOUBLINGS = 3;
const WIDEST_WINDOW = 2 ** WINDOW_DOUBLINGS;

export interface LineDiff {
  /** Ascending, never empty, never adjacent. */
  readonly blocks: LineBlock[];
  /** Whether a region was replaced whole because comparing it hit the budget. */
  readonly coarse: boolean;
}

interface LineComparison {
  readonly lines: Interned;
  /** For every old line the index of its new line, or -1. */
  readonly matches: Int32Array;
  readonly budget: Budget;
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
  const rest = trimEnds(oldLines, newLines, wholeRegion(oldLines, newLines), matches);
  const { oldEnd, newEnd } = rest;
  // A window that begins in the region may end behind it.
  const wide = { ...rest, oldEnd: oldEnd + WIDEST_WINDOW, newEnd: newEnd + WIDEST_WINDOW };
  const lines = internLines(oldLines, newLines, wide);
  const comparison: LineComparison = {
    lines,
    matches,
    budget: { left: MAX_FILE_COST },
    coarse: false,
  };
  matchRegion(comparison, rest, 0, createRegionAnchors(lines));
  const blocks = listChanges(comparison.matches, newLines.length).map((change) => ({
    old: { start: change.oldStart, end: change.oldEnd },
    new: { start: change.newStart, end: change.newEnd },
  }));
  return { blocks: slideBlocks(blocks, oldLines, newLines), coarse: comparison.coarse };
}

type FindRegionAnchors = (region: DiffRegion, doublings: number) => Match[];

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
  comparison: LineComparison,
  region: DiffRegion,
  depth: number,
  anchorsIn: FindRegionAnchors,
): void {
  const { lines, matches, budget } = comparison;
  const rest = trimEnds(lines.old, lines.new, region, matches);
  if (rest.oldStart === rest.oldEnd || rest.newStart === rest.newEnd) return;
  const descend = (anchors: readonly Match[]) => {
    for (const part of splitAtAnchors(anchors, rest))
      matchRegion(comparison, part, depth + 1, anchorsIn);
  };

  if (depth < MAX_DEPTH) {
    const anchors = anchorsIn(rest, 0);
    if (anchors.length > 0) {
      descend(anchors);
      return;
    }
  }
  const edits = matchByEdits(lines.old, lines.new, rest, MAX_REGION_EDITS, budget);
  if (edits !== null) {
    for (const match of edits) matches[match.old] = match.new;
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
