/** The documents of feeds as pages: what each is made from, and its text. */
import type { ArchiveFacts, SourceFacts } from "../../model.ts";
import type { ReadFeedHtml } from "./item.ts";
import { type DocumentPlace, type FeedDocument, planDocuments } from "./plan.ts";
import { feedOfSource, hasSiteArchives, siteFeed } from "./feeds.ts";
import { formatOfName } from "./formats.ts";
import { writeFeed } from "./write.ts";
import { findSource } from "../pages/lookups.ts";
import { pairsPageData, sourcePageData } from "../pages/page-data.ts";

/** What a document of a feed of pairs is made from. */
export interface FeedPageProps {
  /** Holds nothing but the document's pairs. */
  readonly archive: ArchiveFacts;
  /** Null for the feed of all sources. */
  readonly source: string | null;
  /** `rss`, `atom`, `json`, `content` or `removals`. */
  readonly name: string;
  readonly place: DocumentPlace;
}

/** The feeds of these names of every source: their own documents, or their archive documents. */
export function listSourceFeeds(
  archive: ArchiveFacts,
  names: readonly string[],
  which: "current" | "archives",
) {
  return archive.sources.flatMap((source) =>
    names.flatMap((name) => {
      const feed = feedOfSource(archive, source, name);
      const format = formatOfName(name);
      const { current, archives } = planDocuments(feed);
      return (which === "current" ? [current] : archives).map((document) => {
        const { number } = document;
        return {
          params: { source: source.id, feed: name, ...documentParams(name, number) },
          props: scopeDocument(archive, source, name, document),
          address: number === null ? feed.addressOf(format) : feed.archiveOf(format, number),
        };
      });
    }),
  );
}

/** The archive documents of the feed of all sources, in these formats. */
export function listSiteArchives(archive: ArchiveFacts, names: readonly string[]) {
  if (!hasSiteArchives(archive)) return [];
  const feed = siteFeed(archive);
  return planDocuments(feed).archives.flatMap((document, index) =>
    names.map((name) => ({
      params: { format: name, ...documentParams(name, index + 1) },
      props: scopeDocument(archive, null, name, document),
      address: feed.archiveOf(formatOfName(name), index + 1),
    })),
  );
}

/** The document's text. */
export function writeFeedPage(
  { archive, source, name, place }: FeedPageProps,
  readHtml: ReadFeedHtml,
): string {
  const feed =
    source === null ? siteFeed(archive) : feedOfSource(archive, findSource(archive, source), name);
  const document = { ...place, entries: feed.entries };
  return writeFeed(archive, feed, formatOfName(name), readHtml, document);
}

/** Archive documents are called `1.xml`, `2.json`. */
function documentParams(name: string, number: number | null) {
  return number === null
    ? {}
    : { number: String(number), ending: name === "json" ? "json" : "xml" };
}

function scopeDocument(
  archive: ArchiveFacts,
  source: SourceFacts | null,
  name: string,
  { entries, ...place }: FeedDocument,
): FeedPageProps {
  const whole = source ? sourcePageData(archive, source) : archive;
  const pairs = entries.map(({ pair }) => pair);
  return {
    archive: pairsPageData(whole, pairs, place.number === null),
    source: source?.id ?? null,
    name,
    place,
  };
}
