/**
 * The sitemap: every page that search engines should know. Hosts take fewer files than the 50,000
 * addresses that one sitemap may hold, so one is enough.
 */
import type { ArchiveFacts, IsoDate, SourceFacts } from "../../model.ts";
import { dateOf } from "../../stamp.ts";
import { escapeMarkup } from "../text/escape.ts";
import { addressOfFilePart, cutHistory, traceHistories } from "./file-history.ts";
import { cutLargeChange, standsApart } from "./parts.ts";
import { listWeeks } from "./weeks.ts";
import { cutDay } from "../addresses/change-location.ts";
import { createUrls, type Urls } from "../addresses/urls.ts";

export interface ListedPage {
  readonly address: string;
  /** When what it tells last grew, null where that is not known. */
  readonly changed: IsoDate | null;
}

/** The pages' addresses, base path included, and when they last changed. */
export function listPages(archive: ArchiveFacts): ListedPage[] {
  const urls = createUrls(archive.basePath);
  const newest = archive.sources
    .flatMap(({ days }) => days.slice(-1).map(({ date }) => date))
    .sort()
    .at(-1);
  return [
    { address: urls.home(), changed: newest ?? null },
    ...archive.sources.flatMap((source) => listSourcePages(source, urls)),
  ];
}

/** Writes the document; `origin` stands before every address. */
export function writeSitemap(pages: readonly ListedPage[], origin: string): string {
  const entries = pages.map(({ address, changed }) => {
    const place = escapeMarkup(new URL(address, origin).href);
    const time = changed === null ? "" : `<lastmod>${changed}</lastmod>`;
    return `<url><loc>${place}</loc>${time}</url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("")}</urlset>\n`;
}

function listSourcePages(source: SourceFacts, urls: Urls): ListedPage[] {
  const last = source.days.at(-1)?.date ?? null;
  return [
    { address: urls.source(source.id), changed: last },
    { address: urls.files(source.id), changed: last },
    ...listCapturesPage(source, urls),
    ...source.days.flatMap((day) =>
      [
        ...cutDay(day).map((_, index) => urls.day(source.id, day.date, index + 1)),
        ...day.pairs
          .flatMap(({ changes }) => changes)
          .filter(standsApart)
          .flatMap((change) =>
            cutLargeChange(change).map((_, index) =>
              urls.largeChange(source.id, day.date, change.anchor, index + 1),
            ),
          ),
      ].map((address) => ({ address, changed: day.date })),
    ),
    ...listWeeks(source).map(({ name, days }) => ({
      address: urls.week(source.id, name),
      changed: days.at(-1)?.date ?? null,
    })),
    ...listFilePages(source, urls),
  ];
}

function listCapturesPage({ id, captures }: SourceFacts, urls: Urls): ListedPage[] {
  if (!captures) return [];
  const newest = captures.records.at(-1);
  return [{ address: urls.captures(id), changed: newest ? dateOf(newest.stamp) : null }];
}

function listFilePages(source: SourceFacts, urls: Urls): ListedPage[] {
  const histories = traceHistories(source);
  return source.files.flatMap(({ path, address }) => {
    const history = histories.get(path) ?? { entries: [], departures: [] };
    const parts = cutHistory(history);
    return parts.map((entries, index) => ({
      address: addressOfFilePart(urls, source.id, address, index + 1, parts.length),
      changed: entries.at(-1)?.date ?? null,
    }));
  });
}
