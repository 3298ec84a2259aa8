/**
 * Which of a feed's entries stand in its own document, and which in its archive documents (RFC 5005,
 * section 4). Archive documents are filled from the oldest item on and closed when the next one does not
 * fit, so what stands in one never moves. The feed's own document holds the newest items that fit, and so
 * at least all that no archive document has yet.
 */
import type { Range } from "../../model.ts";
import type { Feed, FeedEntry } from "./feeds.ts";
import { cutRuns } from "../cut-runs.ts";

/** Where a document stands among those of its feed. Archive documents count from 1, the oldest. */
export interface DocumentPlace {
  /** Null for the feed's own document. */
  readonly number: number | null;
  readonly previous: number | null;
  readonly next: number | null;
}

export interface FeedDocument extends DocumentPlace {
  /** Oldest first. */
  readonly entries: readonly FeedEntry[];
}

export interface FeedDocuments {
  readonly current: FeedDocument;
  /** Oldest first. */
  readonly archives: readonly FeedDocument[];
}

/** Plans the feed's documents; what stands in an archive document never moves. */
export function planDocuments({ entries }: Feed): FeedDocuments {
  const plan = planFeed(entries.map(({ bytes }) => bytes));
  const last = plan.archives.length;
  const choose = ({ start, end }: Range) =>
    entries.slice(start, end).filter(({ isSilent }) => !isSilent);
  return {
    current: {
      number: null,
      previous: last === 0 ? null : last,
      next: null,
      entries: choose(plan.window),
    },
    archives: plan.archives.map((range, index) => ({
      number: index + 1,
      previous: index === 0 ? null : index,
      next: index + 1 === last ? null : index + 2,
      entries: choose(range),
    })),
  };
}

export interface FeedPlan {
  /** Runs of items, oldest first. */
  readonly archives: readonly Range[];
  readonly window: Range;
}

export const windowBudget = { items: 50, bytes: 500_000 };

/** What the XML or JSON around an item's HTML takes, roughly. */
const overhead = 1500;

/** Plans a feed whose items, oldest first, have HTML of so many bytes. */
export function planFeed(sizes: readonly number[]): FeedPlan {
  const runs = cutRuns(sizes.keys(), (index) => [1, (sizes[index] ?? 0) + overhead], [
    windowBudget.items,
    windowBudget.bytes,
  ]);
  // The last one is still being filled.
  const archives = runs
    .slice(0, -1)
    .map((run) => ({ start: run[0] ?? 0, end: (run.at(-1) ?? 0) + 1 }));
  return { archives, window: { start: findWindow(sizes), end: sizes.length } };
}

function findWindow(sizes: readonly number[]): number {
  let bytes = 0;
  for (let index = sizes.length - 1; index >= 0; index -= 1) {
    bytes += sizes[index] ?? 0;
    const count = sizes.length - index;
    const fits = count <= windowBudget.items && bytes + count * overhead <= windowBudget.bytes;
    if (!fits) return count === 1 ? index : index + 1;
  }
  return 0;
}
