/** Every URL of the site. `base` is the site's base path, `/` or `/base/`. */
import type { ArchiveFacts, IsoDate, LineName, Path, Stamp } from "../../model.ts";
import type { FeedFormat, SelectiveFeed } from "../feeds/formats.ts";

/** Where `npm start` serves: stands in for absolute addresses until a site URL is set. */
export const localOrigin = "http://localhost:4321";

export interface Urls {
  /** A file of the site by its path below the base, such as `favicon.svg`. */
  asset: (path: string) => string;
  home: () => string;
  search: () => string;
  source: (source: string) => string;
  /** A day, from its second part on with the part's number. */
  day: (source: string, date: IsoDate, part?: number) => string;
  /** The change's permanent address; with a line side, that of the line. */
  change: (source: string, date: IsoDate, anchor: string, line?: LineName) => string;
  /** The page of a large change. */
  largeChange: (source: string, date: IsoDate, anchor: string, part?: number) => string;
  dayJson: (source: string, date: IsoDate) => string;
  dayMarkdown: (source: string, date: IsoDate) => string;
  files: (source: string) => string;
  /** A file's history, its newest part; `address` as `assignAddresses` gave it. */
  file: (source: string, address: string) => string;
  /** A week of a source, by its name: `2026-W46`. */
  week: (source: string, week: string) => string;
  /** The health of its captures. */
  captures: (source: string) => string;
  capturesJson: (source: string) => string;
  patch: (source: string, to: Stamp) => string;
  /** The folder of the source's search index. */
  searchIndex: (source: string) => string;
  /** The list of all sources' search indexes. */
  searchSources: () => string;
  /** Any two snapshots: the newest and the one before, where none are given; of one file where one is. */
  compare: (source: string, choice?: Comparison) => string;
  /** The page that shows a text as of any date. */
  texts: (source: string) => string;
  /** A file's text as of a stamp. */
  text: (source: string, file: Path, at: Stamp) => string;
  /** A file of the version store: its index, or a volume. */
  versions: (source: string, name: string) => string;
  /** A grammar for colours in the browser, or their `index`. */
  grammar: (name: string) => string;
  /** The picture for shared links to the source. */
  sharePicture: (source: string) => string;
  feeds: FeedUrls;
}

/**
 * Addresses of feeds. What belongs to the whole site stands under `/-/`: no source's id begins with a
 * hyphen, and every host serves such a folder.
 */
interface FeedUrls {
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

/** What the address of a comparison asks for: stamps or dates, and the path of a file. */
interface Comparison {
  readonly from?: Stamp | IsoDate;
  readonly to?: Stamp | IsoDate;
  readonly file?: Path;
}

const feedFiles = { rss: "rss.xml", atom: "atom.xml", json: "feed.json" } as const;

/** Makes the functions that write every URL under `base`. */
export function createUrls(base: string): Urls {
  const part = (number = 1) => (number > 1 ? `${String(number)}/` : "");
  const day: Urls["day"] = (source, date, number) => `${base}${source}/${date}/${part(number)}`;
  const file: Urls["file"] = (source, address) =>
    `${base}${source}/files/${encodeAddress(address)}/`;
  const nameArchive = (feed: FeedFormat | SelectiveFeed, number: number) =>
    `feeds/${feed}/${String(number)}.${feed === "json" ? "json" : "xml"}`;
  return {
    asset: (path) => `${base}${path}`,
    home: () => base,
    search: () => `${base}search/`,
    source: (source) => `${base}${source}/`,
    day,
    change: (source, date, anchor, line = undefined) =>
      `${day(source, date)}#${anchor}${line ?? ""}`,
    largeChange: (source, date, anchor, number) => `${day(source, date)}${anchor}/${part(number)}`,
    dayJson: (source, date) => `${base}${source}/${date}.json`,
    dayMarkdown: (source, date) => `${base}${source}/${date}.md`,
    files: (source) => `${base}${source}/files/`,
    file,
    week: (source, week) => `${base}${source}/weeks/${week}/`,
    captures: (source) => `${base}${source}/captures/`,
    capturesJson: (source) => `${base}${source}/captures/captures.json`,
    patch: (source, to) => `${base}${source}/${to}.patch`,
    searchIndex: (source) => `${base}${source}/pagefind/`,
    searchSources: () => `${base}search/sources.json`,
    compare: (source, choice = {}) =>
      addQuery(`${base}${source}/compare/`, {
        from: choice.from,
        to: choice.to,
        file: choice.file,
      }),
    texts: (source) => `${base}${source}/text/`,
    text: (source, file, at) => addQuery(`${base}${source}/text/`, { file, at }),
    versions: (source, name) => `${base}${source}/versions/${name}`,
    grammar: (name) => `${base}-/grammars/${name}.json`,
    sharePicture: (source) => `${base}${source}/og.png`,
    feeds: {
      page: () => `${base}-/feeds/`,
      opml: () => `${base}feeds.opml`,
      styleSheet: () => `${base}feed.css`,
      site: (format) => `${base}${feedFiles[format]}`,
      source: (source, format) => `${base}${source}/${feedFiles[format]}`,
      selective: (source, feed) => `${base}${source}/${feed}.xml`,
      weekly: (source) => `${base}${source}/weekly.xml`,
      captures: (source) => `${base}${source}/captures/captures.xml`,
      file: (source, address) => `${file(source, address)}rss.xml`,
      siteArchive: (format, number) => `${base}-/${nameArchive(format, number)}`,
      sourceArchive: (source, feed, number) => `${base}${source}/${nameArchive(feed, number)}`,
      fileArchive: (source, address, number) => `${file(source, address)}${String(number)}/rss.xml`,
    },
  };
}

/** Makes addresses absolute by the site's URL, or by the local one where none is set. */
export function createAbsolute({ siteUrl }: Pick<ArchiveFacts, "siteUrl">) {
  return (address: string): string => new URL(address, siteUrl ?? localOrigin).href;
}

/** What is not UTF-8 in a path becomes U+FFFD, by which it is found as well. */
function addQuery(address: string, fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value.toWellFormed())}`],
  );
  return given.length === 0 ? address : `${address}?${given.join("&")}`;
}

/** Encodes each segment of a path; the slashes stay. */
export function encodeAddress(address: string): string {
  return address.split("/").map(encodeURIComponent).join("/");
}
