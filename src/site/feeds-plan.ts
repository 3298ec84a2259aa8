/** Which entries of a feed become items, and in which of its documents they stand. */
import { encodeText } from "../bytes.ts";
import type { ChangeFacts, PairFacts, Range } from "../model.ts";
import type { FeedItem, FeedView, ReadFeedHtml } from "./feed-item.ts";
import type { Feed, FeedEntry } from "./feeds.ts";
import { planFeed } from "./feeds-window.ts";

/** The documents of a feed; items are made when they are asked for, so that few are held at once. */
export interface FeedDocuments {
  /** Newest first. */
  readonly current: () => FeedItem[];
  /** For each archive document, oldest first: its items, newest first. */
  readonly archives: readonly (() => FeedItem[])[];
}

/** Bytes of an item's HTML by what it is made of; null for what is left out. */
const measured = new Map<FeedView, WeakMap<PairFacts | ChangeFacts, { bytes: number | null }>>();

/** Measures every item of the feed once, and plans its documents. */
export function planDocuments(feed: Feed, readHtml: ReadFeedHtml): FeedDocuments {
  const kept = feed.entries.flatMap((entry) => {
    const bytes = measure(entry, readHtml);
    return bytes === null ? [] : [{ entry, bytes }];
  });
  const plan = planFeed(kept.map(({ bytes }) => bytes));
  const make = ({ start, end }: Range) =>
    kept
      .slice(start, end)
      .toReversed()
      .flatMap(({ entry }) => entry.make(readHtml) ?? []);
  return {
    current: () => make(plan.window),
    archives: plan.archives.map((range) => () => make(range)),
  };
}

function measure(entry: FeedEntry, readHtml: ReadFeedHtml): number | null {
  const sizes = measured.get(entry.view) ?? new WeakMap();
  measured.set(entry.view, sizes);
  const known = sizes.get(entry.of);
  if (known) return known.bytes;
  const item = entry.make(readHtml);
  const bytes = item && encodeText(item.html).length + encodeText(item.summary).length;
  sizes.set(entry.of, { bytes });
  return bytes;
}
