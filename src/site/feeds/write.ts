/** Feeds as texts, in every format: the feed's own document, and its archive documents (RFC 5005). */
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import type { ArchiveFacts } from "../../model.ts";
import { dropControls, escapeMarkup } from "../text/escape.ts";
import type { FeedItem, ReadFeedHtml } from "./item.ts";
import { createFeedIds } from "./item-id.ts";
import { type FeedDocument, planDocuments } from "./plan.ts";
import type { FeedFormat } from "./formats.ts";
import type { Feed } from "./feeds.ts";
import { createAbsolute, createUrls } from "../addresses/urls.ts";

/** A document of a feed: its items and its place among the others. Addresses are absolute. */
interface WrittenDocument {
  readonly feed: Pick<Feed, "title" | "description" | "language">;
  readonly id: string;
  readonly self: string;
  readonly current: string;
  readonly home: string;
  readonly author: string;
  readonly styleSheet: string;
  readonly updated: number;
  readonly isArchive: boolean;
  readonly previous: string | null;
  readonly next: string | null;
  readonly items: readonly FeedItem[];
}

/** A document of the feed as text. `readHtml` reads the HTML of its items' changes. */
export function writeFeed(
  archive: ArchiveFacts,
  feed: Feed,
  format: FeedFormat,
  readHtml: ReadFeedHtml,
  document: FeedDocument = planDocuments(feed).current,
): string {
  const absolute = createAbsolute(archive);
  const addressOf = (number: number | null) =>
    number === null ? null : absolute(feed.archiveOf(format, number));
  const current = absolute(feed.addressOf(format));
  const items = document.entries.toReversed().map(({ make }) => make(readHtml));
  const isArchive = document.number !== null;
  return writers[format]({
    feed,
    id: createFeedIds(archive).feed(feed.place, absolute(feed.home)),
    self: addressOf(document.number) ?? current,
    current,
    home: absolute(feed.home),
    author: archive.title,
    styleSheet: createUrls(archive.basePath).feeds.styleSheet(),
    updated: (isArchive ? items[0]?.time : feed.updated) ?? 0,
    isArchive,
    previous: addressOf(document.previous),
    next: addressOf(document.next),
    items,
  });
}

/** A feed of few items, all of which stand in its one document, as Atom. Addresses are absolute. */
export function writeItems(
  archive: ArchiveFacts,
  feed: Pick<Feed, "title" | "description" | "language" | "place"> & {
    readonly home: string;
    readonly self: string;
    readonly updated: number;
    /** Newest first. */
    readonly items: readonly FeedItem[];
  },
): string {
  return writeAtom({
    ...feed,
    feed,
    id: createFeedIds(archive).feed(feed.place, feed.home),
    current: feed.self,
    author: archive.title,
    styleSheet: createUrls(archive.basePath).feeds.styleSheet(),
    isArchive: false,
    previous: null,
    next: null,
  });
}

const writers: Record<FeedFormat, (document: WrittenDocument) => string> = {
  rss: writeRss,
  atom: writeAtom,
  json: writeJson,
};

function writeRss(document: WrittenDocument): string {
  const { feed, items, styleSheet } = document;
  const xml = generateRssFeed(
    {
      // Readers take titles and descriptions for HTML.
      title: escapeMarkup(dropControls(feed.title)),
      link: document.home,
      description: escapeMarkup(dropControls(feed.description)),
      language: feed.language,
      lastBuildDate: new Date(document.updated),
      generator: "Tidemark",
      atom: { links: listLinks(document, "application/rss+xml") },
      items: items.map((item) => ({
        title: escapeMarkup(dropControls(item.title)),
        link: item.link,
        guid: { value: item.id, isPermaLink: false },
        pubDate: new Date(item.time),
        description: escapeMarkup(dropControls(item.summary)),
        content: { encoded: dropControls(item.html) },
      })),
    },
    { stylesheets: [{ type: "text/css", href: styleSheet }] },
  );
  return document.isArchive ? markArchive(tighten(xml), /<channel>/) : tighten(xml);
}

function writeAtom(document: WrittenDocument): string {
  const { feed, items, styleSheet } = document;
  const xml = generateAtomFeed(
    {
      id: document.id,
      title: { type: "text", value: dropControls(feed.title) },
      subtitle: { type: "text", value: dropControls(feed.description) },
      updated: new Date(document.updated),
      authors: [{ name: dropControls(document.author) }],
      generator: { text: "Tidemark" },
      links: [
        ...listLinks(document, "application/atom+xml"),
        { rel: "alternate", type: "text/html", href: document.home },
      ],
      xml: { lang: feed.language },
      entries: items.map((item) => ({
        id: item.id,
        title: { type: "text", value: dropControls(item.title) },
        links: [{ rel: "alternate", type: "text/html", href: item.link }],
        published: new Date(item.time),
        updated: new Date(item.time),
        summary: { type: "text", value: dropControls(item.summary) },
        content: { type: "html", value: dropControls(item.html) },
      })),
    },
    { stylesheets: [{ type: "text/css", href: styleSheet }] },
  );
  return document.isArchive ? markArchive(tighten(xml), /<feed [^>]*>/) : tighten(xml);
}

function writeJson(document: WrittenDocument): string {
  const { feed, items } = document;
  const json = generateJsonFeed({
    title: dropControls(feed.title),
    home_page_url: document.home,
    feed_url: document.self,
    description: dropControls(feed.description),
    language: feed.language,
    authors: [{ name: dropControls(document.author) }],
    ...(document.previous === null ? {} : { next_url: document.previous }),
    items: items.map((item) => ({
      id: item.id,
      url: item.link,
      title: dropControls(item.title),
      summary: dropControls(item.summary),
      content_html: dropControls(item.html),
      date_published: new Date(item.time),
    })),
  });
  return `${JSON.stringify(json)}\n`;
}

function listLinks(document: WrittenDocument, type: string) {
  const { self, current, previous, next, isArchive } = document;
  return [
    { rel: "self", type, href: self },
    ...(isArchive ? [{ rel: "current", type, href: current }] : []),
    ...(previous === null ? [] : [{ rel: "prev-archive", type, href: previous }]),
    ...(next === null ? [] : [{ rel: "next-archive", type, href: next }]),
  ];
}

/** Takes the line breaks around CDATA away, which some readers would show as part of a title. */
function tighten(xml: string): string {
  return xml.replaceAll(/>\n\s*<!\[CDATA\[/g, "><![CDATA[").replaceAll(/\]\]>\n\s*<\//g, "]]></");
}

/** Says that a document is an archive (RFC 5005, section 4), which feedsmith has no words for. */
function markArchive(xml: string, opening: RegExp): string {
  return xml.replace(
    opening,
    (tag) => `${tag}<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>`,
  );
}
