/**
 * Page budgets: which changes stand on which part of a page. A part is filled in order until it holds
 * about 3,000 diff lines or 150 KB of diff text, so that what is appended later never shifts what was
 * there before. Nothing is dropped: a change that is too large for any page has pages of its own.
 */
import type { ChangeFacts, StoredChunk } from "../../model.ts";
import { cutRuns } from "../cut-runs.ts";

interface Size {
  readonly lines: number;
  readonly bytes: number;
}

export const partBudget: Size = { lines: 3000, bytes: 150_000 };
const largeChange: Size = { lines: 1000, bytes: 100_000 };

/** Lines and bytes that a change's hunks show. */
export function sizeOfChange(change: ChangeFacts): Size {
  return sumSizes(change.chunks);
}

/** Whether a change stands on pages of its own, listed elsewhere with its size and a link. */
export function isLarge(change: ChangeFacts): boolean {
  return isOver(sizeOfChange(change));
}

/** Whether so much is too large for a page that it shares. */
export function isOver({ lines, bytes }: Size): boolean {
  return lines > largeChange.lines || bytes > largeChange.bytes;
}

/** Whether it is shown against the earlier version that it brings back. */
export function showsEarlier({ revert }: ChangeFacts): boolean {
  return revert !== null && revert.chunks.length > 0;
}

/** Whether its own hunks stand on pages of its own. */
export function standsApart(change: ChangeFacts): boolean {
  return isLarge(change) || showsEarlier(change);
}

/** Cuts items into parts within the budget, in order; always at least one part. */
export function cutParts<Item>(items: readonly Item[], sizeOf: (item: Item) => Size): Item[][] {
  const sizesOf = (item: Item) => {
    const { lines, bytes } = sizeOf(item);
    return [lines, bytes];
  };
  const parts = cutRuns(items, sizesOf, [partBudget.lines, partBudget.bytes]);
  return parts.length === 0 ? [[]] : parts;
}

/** What a change takes of a shared page: a large one is listed there without its hunks. */
export function sizeOnSharedPage(change: ChangeFacts): Size {
  if (change.revert && showsEarlier(change)) return sumSizes(change.revert.chunks);
  return isLarge(change) ? { lines: 0, bytes: 0 } : sizeOfChange(change);
}

/** The parts of a large change's own pages: runs of its chunks. */
export function cutLargeChange(change: ChangeFacts): StoredChunk[][] {
  return cutParts(change.chunks, (chunk) => chunk);
}

/** Sizes, added up. */
export function sumSizes(sizes: readonly Size[]): Size {
  return {
    lines: sizes.reduce((sum, { lines }) => sum + lines, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
