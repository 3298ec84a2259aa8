import type { LineBlock, Range } from "../../model.ts";
import type { Segment } from "../split/segments.ts";

/** The segments that changed lines touch, on both sides: around it both texts are the same. */
export interface Region {
  readonly old: Range;
  readonly new: Range;
  /** Indices of its blocks, half-open. */
  readonly blocks: Range;
}

/**
 * Widens each block over unchanged lines until it begins and ends between segments on both sides at
 * once, and joins blocks that meet.
 */
export function findRegions(
  blocks: readonly LineBlock[],
  oldSegments: readonly Segment[],
  newSegments: readonly Segment[],
): Region[] {
  const oldStarts = new Set(oldSegments.map(({ start }) => start));
  const newStarts = new Set(newSegments.map(({ start }) => start));
  const oldLast = oldSegments.at(-1)?.end ?? 0;
  const newLast = newSegments.at(-1)?.end ?? 0;
  oldStarts.add(0).add(oldLast);
  newStarts.add(0).add(newLast);
  const regions: Region[] = [];
  let next = 0;
  while (next < blocks.length) {
    const first = blocks[next];
    if (first === undefined) break;
    let from = next;
    let oldStart = first.old.start;
    let newStart = first.new.start;
    while (!(oldStarts.has(oldStart) && newStarts.has(newStart))) {
      const before = regions.at(-1);
      if (before && (oldStart === before.old.end || newStart === before.new.end)) {
        ({ start: oldStart } = before.old);
        ({ start: newStart } = before.new);
        from = before.blocks.start;
        regions.pop();
      } else if (oldStart === 0 || newStart === 0) {
        oldStart = 0;
        newStart = 0;
      } else {
        oldStart -= 1;
        newStart -= 1;
      }
    }
    let oldEnd = first.old.end;
    let newEnd = first.new.end;
    next += 1;
    for (;;) {
      const following = blocks[next];
      if (following && (following.old.start <= oldEnd || following.new.start <= newEnd)) {
        oldEnd = following.old.end;
        newEnd = following.new.end;
        next += 1;
      } else if (oldStarts.has(oldEnd) && newStarts.has(newEnd)) break;
      else if (oldEnd >= oldLast || newEnd >= newLast) {
        oldEnd = oldLast;
        newEnd = newLast;
      } else {
        oldEnd += 1;
        newEnd += 1;
      }
    }
    regions.push({
      old: { start: oldStart, end: oldEnd },
      new: { start: newStart, end: newEnd },
      blocks: { start: from, end: next },
    });
  }
  return regions;
}

/** The segments within a range that begins and ends between segments. */
export function listSegments(
  { segments }: { readonly segments: readonly Segment[] },
  { start, end }: Range,
): readonly Segment[] {
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
