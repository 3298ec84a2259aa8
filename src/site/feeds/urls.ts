/**
 * Addresses of feeds. What belongs to the whole site stands under `/-/`: no source's id begins with a
 * hyphen, and every host serves such a folder.
 */
import type { ArchiveFacts } from "../../model.ts";
import { createUrls } from "../addresses/urls.ts";

/** Where `npm start` serves: stands in for absolute addresses until a site URL is set. */
export const localOrigin = "http://localhost:4321";

export type FeedFormat = "rss" | "atom" | "json";

export const typeOfFormat: Record<FeedFormat, string> = {
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  json: "application/feed+json",
};

/** Feeds of a source besides its RSS, Atom and JSON. */
export type SelectiveFeed = "content" | "removals";

export interface FeedUrls {
  /** The page about the feeds. */
  page: () => string;
  opml: () => string;
  styleSheet: () => string;
  site: (format: FeedFormat) => string;
  source: (source: string, format: FeedFormat) => string;
  selective: (source: string, feed: SelectiveFeed) => string;
  /** Of its weeks; Atom. */
  weekly: (source: string) => string;
  /** Of the health of its captures; Atom. */
  captures: (source: string) => string;
  /** A file's feed; `address` as `assignAddresses` gave it. */
  file: (source: string, address: string) => string;
  /** Archive documents, numbered from the oldest, from 1. */
  siteArchive: (format: FeedFormat, number: number) => string;
  sourceArchive: (source: string, feed: FeedFormat | SelectiveFeed, number: number) => string;
  fileArchive: (source: string, address: string, number: number) => string;
}

const fileNames = { rss: "rss.xml", atom: "atom.xml", json: "feed.json" } as const;

/** The format of the feed of this name; all but `atom` and `json` are RSS. */
export function formatOfName(name: string | undefined): FeedFormat {
  return name === "atom" || name === "json" ? name : "rss";
}

/** Makes the functions that write every feed's address under `base`. */
export function createFeedUrls(base: string): FeedUrls {
  const urls = createUrls(base);
  const nameArchive = (feed: FeedFormat | SelectiveFeed, number: number) =>
    `feeds/${feed}/${String(number)}.${feed === "json" ? "json" : "xml"}`;
  return {
    page: () => `${base}-/feeds/`,
    opml: () => `${base}feeds.opml`,
    styleSheet: () => `${base}feed.css`,
    site: (format) => `${base}${fileNames[format]}`,
    source: (source, format) => `${urls.source(source)}${fileNames[format]}`,
    selective: (source, feed) => `${urls.source(source)}${feed}.xml`,
    weekly: (source) => `${urls.source(source)}weekly.xml`,
    captures: (source) => `${urls.captures(source)}captures.xml`,
    file: (source, address) => `${urls.file(source, address)}rss.xml`,
    siteArchive: (format, number) => `${base}-/${nameArchive(format, number)}`,
    sourceArchive: (source, feed, number) => `${urls.source(source)}${nameArchive(feed, number)}`,
    fileArchive: (source, address, number) =>
      `${urls.file(source, address)}${String(number)}/rss.xml`,
  };
}

/** Makes addresses absolute by the site's URL, or by the local one where none is set. */
export function createAbsolute({ siteUrl }: Pick<ArchiveFacts, "siteUrl">) {
  return (address: string): string => new URL(address, siteUrl ?? localOrigin).href;
}
