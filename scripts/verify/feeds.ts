/** Parses every feed, strictly, and follows its archive documents to the oldest item. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from "feedsmith";
import { SaxesParser } from "saxes";
import type { ArchiveJson } from "../../src/site/json-schema.ts";
import type { Recorder } from "./check.ts";

/** Checks the feeds of the site in `out`; `site` is its `archive.json`. */
export function checkFeeds(out: string, site: ArchiveJson, recorder: Recorder): void {
  for (const name of listFeeds(out)) {
    recorder.note(
      name,
      findProblem(() => parse(path.join(out, name))),
    );
  }
  for (const { id, days } of site.sources) {
    const problem = findProblem(() => {
      const pairs = days.flatMap(({ date }) => readPairs(path.join(out, id, `${date}.json`)));
      checkItems(path.join(out, id), pairs);
    });
    recorder.note(`${id}: items of its feed`, problem);
  }
}

function listFeeds(out: string): string[] {
  return readdirSync(out, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(xml|opml)$|(^|[\\/])feed\.json$|feeds[\\/]json[\\/]\d+\.json$/.test(name))
    .toSorted();
}

function parse(file: string): unknown {
  const text = readFileSync(file, "utf8");
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

/** Every pair is one item of the feed or of its archive documents. */
function checkItems(folder: string, pairs: readonly string[]): void {
  const archives = path.join(folder, "feeds", "rss");
  const files = [
    path.join(folder, "rss.xml"),
    ...(existsSync(archives) ? readdirSync(archives).map((name) => path.join(archives, name)) : []),
  ];
  const moments = new Set(
    files.flatMap((file) =>
      (parseRssFeed(readFileSync(file, "utf8")).items ?? []).map(({ pubDate }) =>
        Date.parse(pubDate ?? ""),
      ),
    ),
  );
  const lost = pairs.filter((moment) => !moments.has(Date.parse(moment)));
  if (lost.length > 0) throw new Error(`no item for ${lost.slice(0, 3).join(", ")}`);
}

/** The moments of the day's pairs in which something changed. */
function readPairs(file: string): string[] {
  const { pairs } = JSON.parse(readFileSync(file, "utf8")) as {
    pairs: { to: string; changes: unknown[] }[];
  };
  return pairs.filter(({ changes }) => changes.length > 0).map(({ to }) => toIso(to));
}

function toIso(stamp: string): string {
  const [, date, hour = "00", minute = "00", second = "00"] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2})(\d{2})(\d{2})?Z)?$/.exec(stamp) ?? [];
  return `${date ?? ""}T${hour}:${minute}:${second}Z`;
}

function findProblem(test: () => unknown): string | null {
  try {
    test();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
