/** What an item of a feed is, and what the cache keeps for it of every change. */
import type { ChangeFacts, PairFacts } from "../../model.ts";

/** One change's HTML for feeds, rendered when its pair was built; U+0000 is the change's address. */
export interface FeedHtml {
  readonly anchor: string;
  /** All but formatting-only lines, capped; "" where there are no lines. */
  readonly html: string;
  /** What was taken away, or null where no words were. */
  readonly removed: { readonly html: string; readonly lines: number } | null;
}

/** Reads the HTML of a pair's changes, in any order, or of the one with an anchor. */
export type ReadFeedHtml = (pair: PairFacts, anchor: string | null) => readonly FeedHtml[];

/** An item as every format shows it. Addresses are absolute. */
export interface FeedItem {
  /** Permanent. */
  readonly id: string;
  readonly title: string;
  readonly link: string;
  /** Milliseconds: the moment of the *to* snapshot. */
  readonly time: number;
  /** Plain text. */
  readonly summary: string;
  readonly html: string;
}

/** What of a pair's changes a feed is about. */
export type FeedView = "all" | "content" | "removals";

/** A change as one view shows it. */
export interface ViewedChange {
  readonly change: ChangeFacts;
  readonly html: string;
  /** Lines that took words away; in the removals view only. */
  readonly removedLines: number | null;
}
