/** RSS 2.0 of the archive and of each source: one item a pair, newest first. */
import { generateRssFeed } from "feedsmith";
import { toDisplay } from "../bytes.ts";
import type { ArchiveFacts, ChangeFacts, PairFacts, SourceFacts } from "../model.ts";
import { dateOf, showStamp, timeOf } from "../stamp.ts";
import { dropControls, escapeMarkup } from "./escape.ts";
import { createUrls, type Urls } from "./urls.ts";
import { contentCounts } from "./weight.ts";

const windowLength = 50;
const listedFiles = 100;

/** Where `npm start` serves: stands in for absolute addresses until a site URL is set. */
export const localOrigin = "http://localhost:4321";

interface FeedItem {
  readonly source: SourceFacts;
  readonly pair: PairFacts;
}

/** The feed of all sources, as XML. */
export function siteFeed(archive: ArchiveFacts): string {
  const urls = createUrls(archive.basePath);
  return writeFeed(archive, archive.sources, {
    title: archive.title,
    description: archive.description,
    link: urls.home(),
    self: urls.feed(),
    language: archive.lang,
  });
}

/** The feed of one source, as XML. */
export function sourceFeed(archive: ArchiveFacts, source: SourceFacts): string {
  const urls = createUrls(archive.basePath);
  return writeFeed(archive, [source], {
    title: `${source.title}: changes`,
    description: source.description ?? `What changed in ${source.title}.`,
    link: urls.source(source.id),
    self: urls.sourceFeed(source.id),
    language: source.lang,
  });
}

interface FeedHead {
  readonly title: string;
  readonly description: string;
  readonly link: string;
  readonly self: string;
  readonly language: string;
}

function writeFeed(archive: ArchiveFacts, sources: readonly SourceFacts[], head: FeedHead): string {
  const absolute = (address: string) => new URL(address, archive.siteUrl ?? localOrigin).href;
  const urls = createUrls(archive.basePath);
  const items = sources
    .flatMap((source) =>
      source.days.flatMap(({ pairs }) => pairs.map((pair) => ({ source, pair }))),
    )
    .toSorted(compareItems)
    .slice(0, windowLength);
  const newest = sources
    .flatMap(({ snapshots }) => snapshots.slice(-1).map(({ stamp }) => timeOf(stamp)))
    .reduce((latest, time) => Math.max(latest, time), 0);
  return generateRssFeed(
    {
      title: dropControls(head.title),
      description: dropControls(head.description),
      link: absolute(head.link),
      language: head.language,
      ...(newest > 0 ? { lastBuildDate: new Date(newest) } : {}),
      generator: "Tidemark",
      atom: { links: [{ href: absolute(head.self), rel: "self", type: "application/rss+xml" }] },
      items: items.map((item) => describeItem(item, archive, urls, absolute)),
    },
    { lenient: true },
  );
}

function describeItem(
  { source, pair }: FeedItem,
  archive: ArchiveFacts,
  urls: Urls,
  absolute: (address: string) => string,
) {
  const date = dateOf(pair.to);
  const count = pair.changes.length;
  const files = `${String(count)} ${count === 1 ? "file" : "files"} changed`;
  const place = `${source.id}/${pair.from}..${pair.to}`;
  return {
    title: dropControls(
      `${source.title}: ${files} +${String(pair.additions)} −${String(pair.deletions)}`,
    ),
    link: absolute(urls.day(source.id, date)),
    guid: {
      value:
        archive.id === null
          ? absolute(`${urls.day(source.id, date)}#${pair.to}`)
          : `tag:${archive.id}:${place}`,
      isPermaLink: false,
    },
    pubDate: new Date(timeOf(pair.to)),
    description: dropControls(
      [
        `<p>${escapeMarkup(`${showStamp(pair.from)} to ${showStamp(pair.to)}: ${files}`)}</p>`,
        "<ul>",
        ...pair.changes.slice(0, listedFiles).map((change) => {
          const href = escapeMarkup(absolute(urls.change(source.id, date, change.anchor)));
          return `<li><a href="${href}">${escapeMarkup(toDisplay(change.path))}</a> ${escapeMarkup(describeCounts(change))}</li>`;
        }),
        "</ul>",
        count > listedFiles ? `<p>and ${String(count - listedFiles)} more</p>` : "",
      ].join(""),
    ),
  };
}

function describeCounts(change: ChangeFacts): string {
  const content = contentCounts(change);
  const kind = change.kind === "modified" ? "" : `${change.kind} `;
  const formatting =
    change.cosmetic.additions + change.cosmetic.deletions > 0 ? ", the rest is formatting" : "";
  return `${kind}+${String(content.additions)} −${String(content.deletions)}${formatting}`;
}

function compareItems(a: FeedItem, b: FeedItem): number {
  return timeOf(b.pair.to) - timeOf(a.pair.to) || (a.source.id < b.source.id ? -1 : 1);
}
