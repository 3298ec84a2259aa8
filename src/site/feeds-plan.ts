/** Which of a feed's entries stand in which of its documents. */
import type { Range } from "../model.ts";
import type { Feed, FeedEntry } from "./feeds.ts";
import { planFeed } from "./feeds-window.ts";

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
  const choose = ({ start, end }: Range) => entries.slice(start, end);
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
