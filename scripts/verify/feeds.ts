/** Parses every feed, strictly, and looks for every pair and its counts in it and its archive documents. */
import path from "node:path";
import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from "feedsmith";
import { SaxesParser } from "saxes";
import type { ArchiveJson, DayJson } from "../../src/site/json/schema.ts";
import { countNoun, showAmount } from "../../src/site/text/numbers.ts";
import { timeOf } from "../../src/stamp.ts";
import { findProblem, type Recorder } from "./check.ts";
import { readDay } from "./facts.ts";
import { readText } from "./pages.ts";
import { listFiles } from "../../src/archive/list-files.ts";

/** What some item must say. */
interface WantedItem {
  readonly source: string;
  /** The day's page. */
  readonly url: string;
  readonly moment: number;
  readonly sum: string;
}

/** Feeds, of the site and of every source, that tell of every pair. */
const fullFeeds = ["rss.xml", "atom.xml", "feed.json"];

/** Checks the feeds of the site in `out`, served at `basePath`; `site` is its `archive.json`. */
export function checkFeeds(
  out: string,
  basePath: string,
  site: ArchiveJson,
  recorder: Recorder,
): void {
  const feeds = listFeeds(out);
  for (const name of feeds) {
    recorder.note(
      name,
      findProblem(() => {
        parse(path.join(out, name));
      }),
    );
  }
  const wanted = site.sources.flatMap(({ id, days }) =>
    days.flatMap(({ date, url }) =>
      readDay(path.join(out, id), date)
        .pairs.filter(({ changes, silent }) => changes.length > 0 && silent !== true)
        .map((pair) => toWanted(id, url, pair)),
    ),
  );
  const check = (name: string, items: readonly WantedItem[]) => {
    const problem = findProblem(() => {
      checkItems(followFeed(out, name, basePath), items);
    });
    recorder.note(`${name}: its items`, problem);
  };
  for (const name of fullFeeds) {
    check(name, wanted);
    for (const { id } of site.sources) {
      const ofSource = wanted.filter(({ source }) => source === id);
      check(`${id}/${name}`, ofSource);
    }
  }
}

function listFeeds(out: string): string[] {
  const isFeed = /\.(xml|opml)$|(^|[\\/])feed\.json$|feeds[\\/]json[\\/]\d+\.json$/;
  return listFiles(out).filter((name) => isFeed.test(name));
}

function parse(file: string): unknown {
  const text = readText(file);
  if (file.endsWith(".json")) return parseJsonFeed(JSON.parse(text));
  checkWellFormed(text);
  if (file.endsWith(".opml")) return parseOpml(text);
  if (/<feed[\s>]/.test(text.slice(0, 500))) return parseAtomFeed(text);
  if (/<rss[\s>]/.test(text.slice(0, 500))) return parseRssFeed(text);
  return null;
}

function checkWellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
}

function toWanted(id: string, url: string, pair: DayJson["pairs"][number]): WantedItem {
  const sum = `${countNoun(pair.files, "file")} changed, ${showAmount(pair)}`;
  return { source: id, url, moment: timeOf(pair.to), sum };
}

/** The items of a feed and of all its archive documents, from each to the one before. */
function followFeed(out: string, feed: string, basePath: string): ReadItem[] {
  const items: ReadItem[] = [];
  const seen = new Set<string>();
  for (let name: string | null = feed; name !== null && !seen.has(name);) {
    seen.add(name);
    const file: string = path.join(out, name);
    items.push(...readItems(file));
    const previous = URL.parse(findPrevious(file) ?? "")?.pathname;
    name = previous === undefined ? null : decodeURIComponent(previous.slice(basePath.length));
  }
  return items;
}

function findPrevious(file: string): string | undefined {
  const text = readText(file);
  if (file.endsWith(".json")) return parseJsonFeed(JSON.parse(text)).next_url;
  return /<(?:atom:)?link [^>]*?href="([^"]*)" rel="prev-archive"/.exec(text)?.[1];
}

/** Every pair is told of, with its counts; the feed and its newest archive document share some items. */
function checkItems(items: readonly ReadItem[], wanted: readonly WantedItem[]): void {
  const byKey = Map.groupBy(items, ({ url, moment }) => `${url} ${String(moment)}`);
  for (const { url, moment, sum } of wanted) {
    const found = byKey.get(`${url} ${String(moment)}`) ?? [];
    const name = `${url} of ${new Date(moment).toISOString()}`;
    if (found.length === 0) throw new Error(`no item for ${name}`);
    const wrong = found.find(
      ({ summary }) => !summary.split(/[.;](?=\s|$)/).some((part) => part.endsWith(`: ${sum}`)),
    );
    if (wrong) throw new Error(`${name} says “${wrong.summary}” instead of “${sum}”`);
  }
}

interface ReadItem {
  readonly summary: string;
  /** Path of the day's page. */
  readonly url: string;
  readonly moment: number;
}

function readItems(file: string): ReadItem[] {
  const text = readText(file);
  if (file.endsWith(".json")) {
    return (parseJsonFeed(JSON.parse(text)).items ?? []).map(({ summary, url, date_published }) =>
      makeItem(summary, url, date_published),
    );
  }
  if (/<feed[\s>]/.test(text.slice(0, 500))) {
    return (parseAtomFeed(text).entries ?? []).map(({ summary, links, updated }) =>
      makeItem(summary?.value, links?.[0]?.href, updated),
    );
  }
  return (parseRssFeed(text).items ?? []).map(({ description, link, pubDate }) =>
    makeItem(description, link, pubDate),
  );
}

function makeItem(summary = "", link = "", moment: unknown = ""): ReadItem {
  return { summary, url: URL.parse(link)?.pathname ?? "", moment: Date.parse(String(moment)) };
}
