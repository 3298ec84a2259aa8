/** Every feed of the archive: what it is called, where it stands, and its items. */
import type { ArchiveFacts, FileFacts, PairFacts, SourceFacts } from "../../model.ts";
import { timeOf } from "../../stamp.ts";
import type { FeedItem, FeedView, ReadFeedHtml } from "./item.ts";
import { encodePath } from "./item-id.ts";
import {
  estimateChangeItem,
  estimatePairItem,
  isSilentPair,
  makeChangeItem,
  makePairItem,
} from "./make-item.ts";
import type { FeedFormat, SelectiveFeed } from "./formats.ts";
import { traceHistories } from "../pages/file-history.ts";
import { showPlain } from "../text/escape.ts";
import { createUrls } from "../addresses/urls.ts";

export interface Feed {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** Its id's specific part: see `item-id.ts`. */
  readonly place: string;
  /** Address of the page that it follows. */
  readonly home: string;
  /** Its own address and those of its archive documents, from 1; without the site's origin. */
  readonly addressOf: (format: FeedFormat) => string;
  readonly archiveOf: (format: FeedFormat, number: number) => string;
  /** Milliseconds: of the newest snapshot, for a file of its newest change; null where there is none. */
  readonly updated: number | null;
  /** Oldest first. */
  readonly entries: readonly FeedEntry[];
}

/** What becomes an item. */
export interface FeedEntry {
  /** The pair that it tells of, or that holds the change that it tells of. */
  readonly pair: PairFacts;
  /** About its bytes. */
  readonly bytes: number;
  /** It keeps its place and is not written: it tells of nothing but noise. */
  readonly isSilent: boolean;
  readonly make: (readHtml: ReadFeedHtml) => FeedItem;
}

/** Whether the site's feed needs archive documents of its own: those of an only source hold the same. */
export function hasSiteArchives({ sources }: ArchiveFacts): boolean {
  return sources.length !== 1;
}

/** The feed of all sources. */
export function siteFeed(archive: ArchiveFacts): Feed {
  const urls = createUrls(archive.basePath);
  const [only] = archive.sources;
  const entries = archive.sources
    .flatMap((source) => listPairs(source).map((pair) => ({ source, pair })))
    .toSorted(
      (a, b) => timeOf(a.pair.to) - timeOf(b.pair.to) || (a.source.id < b.source.id ? 1 : -1),
    );
  return {
    title: archive.title,
    description: archive.description,
    language: archive.lang,
    place: "",
    home: urls.home(),
    addressOf: urls.feeds.site,
    archiveOf:
      only && !hasSiteArchives(archive)
        ? (format, number) => urls.feeds.sourceArchive(only.id, format, number)
        : urls.feeds.siteArchive,
    updated: findNewest(archive.sources),
    entries: entries.flatMap(({ source, pair }) => enterPair(archive, source, pair, "all")),
  };
}

/** The feed of one source. */
export function sourceFeed(archive: ArchiveFacts, source: SourceFacts): Feed {
  const urls = createUrls(archive.basePath);
  return {
    ...describeSource(archive, source),
    title: `${source.title}: changes`,
    description: source.description ?? `What changed in ${source.title}.`,
    place: `${source.id}/`,
    addressOf: (format) => urls.feeds.source(source.id, format),
    archiveOf: (format, number) => urls.feeds.sourceArchive(source.id, format, number),
    entries: listPairs(source).flatMap((pair) => enterPair(archive, source, pair, "all")),
  };
}

/** The feed of what was taken away, or of all that is not formatting only; as RSS. */
export function selectiveFeed(
  archive: ArchiveFacts,
  source: SourceFacts,
  view: SelectiveFeed,
): Feed {
  const urls = createUrls(archive.basePath);
  const words = selectiveWords[view];
  return {
    ...describeSource(archive, source),
    title: `${source.title}: ${words.title}`,
    description: `${words.description} ${source.title}.`,
    place: `${source.id}/?${view}`,
    addressOf: () => urls.feeds.selective(source.id, view),
    archiveOf: (_, number) => urls.feeds.sourceArchive(source.id, view, number),
    entries: listPairs(source).flatMap((pair) => enterPair(archive, source, pair, view)),
  };
}

/** The feed of one file, across renames; as RSS. */
export function fileFeed(archive: ArchiveFacts, source: SourceFacts, file: FileFacts): Feed {
  const urls = createUrls(archive.basePath);
  // A history that was inherited by a rename stands behind later entries; a feed goes by time.
  const entries = (traceHistories(source).get(file.path)?.entries ?? []).toSorted(
    (a, b) => timeOf(a.pair.to) - timeOf(b.pair.to),
  );
  return {
    language: source.lang,
    title: showPlain(`${file.path} in ${source.title}`),
    description: showPlain(`Every change of ${file.path} in ${source.title}, across renames.`),
    place: `${source.id}/?file=${encodePath(file.path)}`,
    home: urls.file(source.id, file.address),
    addressOf: () => urls.feeds.file(source.id, file.address),
    archiveOf: (_, number) => urls.feeds.fileArchive(source.id, file.address, number),
    updated: timeOf(entries.at(-1)?.pair.to ?? file.firstSeen),
    entries: entries.map((entry) => ({
      pair: entry.pair,
      bytes: estimateChangeItem(entry.change),
      isSilent: entry.change.silent === true,
      make: (readHtml) => makeChangeItem(archive, source, entry, readHtml),
    })),
  };
}

/** Names of a source's XML feeds, as they stand in their addresses. */
export const xmlFeedsOfSource = ["rss", "atom", "content", "removals"] as const;

/** The source's feed of one of these names. */
export function feedOfSource(archive: ArchiveFacts, source: SourceFacts, name: string): Feed {
  return name === "content" || name === "removals"
    ? selectiveFeed(archive, source, name)
    : sourceFeed(archive, source);
}

const selectiveWords = {
  content: {
    title: "changes of content",
    description: "What changed, formatting left out, in",
  },
  removals: {
    title: "removed text",
    description: "Words and files that were taken away from",
  },
} as const;

function describeSource(archive: ArchiveFacts, source: SourceFacts) {
  return {
    language: source.lang,
    home: createUrls(archive.basePath).source(source.id),
    updated: findNewest([source]),
  };
}

function enterPair(
  archive: ArchiveFacts,
  source: SourceFacts,
  pair: PairFacts,
  view: FeedView,
): FeedEntry[] {
  const bytes = estimatePairItem(pair, view);
  if (bytes === null) return [];
  const make = (readHtml: ReadFeedHtml) => makePairItem(archive, source, pair, view, readHtml);
  return [{ pair, bytes, isSilent: isSilentPair(pair, view), make }];
}

function listPairs(source: SourceFacts): readonly PairFacts[] {
  return source.days.flatMap(({ pairs }) => pairs);
}

function findNewest(sources: readonly SourceFacts[]): number | null {
  const times = sources.flatMap(({ snapshots }) =>
    snapshots.slice(-1).map(({ stamp }) => timeOf(stamp)),
  );
  return times.length === 0 ? null : Math.max(...times);
}
