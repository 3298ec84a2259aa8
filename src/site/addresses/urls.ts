/** Every URL of the site. `base` is the site's base path, `/` or `/base/`. */
import type { IsoDate, LineName, Path, Stamp } from "../../model.ts";

export interface Urls {
  /** A file of the site by its path below the base, such as `favicon.svg`. */
  asset: (path: string) => string;
  home: () => string;
  search: () => string;
  feed: () => string;
  source: (source: string) => string;
  sourceFeed: (source: string) => string;
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
}

/** What the address of a comparison asks for: stamps or dates, and the path of a file. */
interface Comparison {
  readonly from?: Stamp | IsoDate;
  readonly to?: Stamp | IsoDate;
  readonly file?: Path;
}

/** Makes the functions that write every URL under `base`. */
export function createUrls(base: string): Urls {
  const part = (number = 1) => (number > 1 ? `${String(number)}/` : "");
  const day: Urls["day"] = (source, date, number) => `${base}${source}/${date}/${part(number)}`;
  return {
    asset: (path) => `${base}${path}`,
    home: () => base,
    search: () => `${base}search/`,
    feed: () => `${base}rss.xml`,
    source: (source) => `${base}${source}/`,
    sourceFeed: (source) => `${base}${source}/rss.xml`,
    day,
    change: (source, date, anchor, line = undefined) =>
      `${day(source, date)}#${anchor}${line ?? ""}`,
    largeChange: (source, date, anchor, number) => `${day(source, date)}${anchor}/${part(number)}`,
    dayJson: (source, date) => `${base}${source}/${date}.json`,
    dayMarkdown: (source, date) => `${base}${source}/${date}.md`,
    files: (source) => `${base}${source}/files/`,
    file: (source, address) => `${base}${source}/files/${encodeAddress(address)}/`,
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
  };
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
