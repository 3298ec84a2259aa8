import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from "feedsmith";
import RssParser from "rss-parser";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import type { ArchiveFacts, ChangeFacts, SourceFacts } from "../../../src/model.ts";
import { itemBudget } from "../../../src/site/feeds/item-html.ts";
import type { FeedHtml, ReadFeedHtml } from "../../../src/site/feeds/item.ts";
import { fileFeed, selectiveFeed, siteFeed, sourceFeed } from "../../../src/site/feeds/feeds.ts";
import { listSiteArchives, listSourceFeeds, writeFeedPage } from "../../../src/site/feeds/pages.ts";
import { planDocuments } from "../../../src/site/feeds/plan.ts";
import { writeFeed } from "../../../src/site/feeds/write.ts";
import { writeOpml } from "../../../src/site/feeds/opml.ts";
import { writeWeeklyFeed } from "../../../src/site/feeds/weekly.ts";
import { formatStamp } from "../../../src/stamp.ts";
import { makeChange, makePair, makeRename, makeSource } from "../facts.ts";

const hostileName = 'a & <b> ]]> \u0007\u202E سلام 🚀 &amp; "q".md';
const cosmetic = { byKind: { cosmetic: { additions: 1, deletions: 1 } } };

function makeArchive(source: SourceFacts, told: Partial<ArchiveFacts> = {}): ArchiveFacts {
  return {
    title: "Harbour & <changes>",
    description: "What changed ]]> in the harbour.",
    lang: "en",
    siteUrl: "https://changes.example",
    basePath: "/log/",
    id: "harbour.example,2026",
    sources: [source],
    ...told,
  };
}

/** A source of pairs of one day each, each with these changes. */
function makeHistory(days: number, changesOf: (index: number) => ChangeFacts[]): SourceFacts {
  const start = Date.UTC(2026, 0, 1, 6);
  const stamps = Array.from({ length: days + 1 }, (_, index) =>
    formatStamp(start + index * 86_400_000),
  );
  const pairs = stamps
    .slice(1)
    .map((to, index) => makePair(stamps[index] ?? "", to, changesOf(index).map(tellFeedBytes)));
  return {
    ...makeSource(Object.fromEntries(pairs.map((pair) => [pair.to, pair.changes]))),
    snapshots: stamps.map((stamp) => ({ stamp, files: 1, bytes: 1 })),
    days: pairs.map((pair) => ({
      date: pair.to.slice(0, 10),
      pairs: [{ ...pair, missing: [], returned: [], notBack: [] }],
    })),
  };
}

/** As the HTML below is. */
function tellFeedBytes(change: ChangeFacts): ChangeFacts {
  return { ...change, feedBytes: { all: 40, removed: change.path.startsWith("kept") ? null : 20 } };
}

/** Each change's HTML is its name; what it removed is one line, but for those named “kept”. */
const readHtml: ReadFeedHtml = (pair, anchor) =>
  pair.changes
    .filter((change) => anchor === null || change.anchor === anchor)
    .map((change): FeedHtml => ({
      anchor: change.anchor,
      html: `<p><a href="\0R1">all</a></p>`,
      removed: change.path.startsWith("kept") ? null : { html: "<p>gone</p>", lines: 1 },
    }));

const small = makeHistory(2, () => [makeChange("a.md"), makeChange("kept.md", cosmetic)]);
const hostile = makeArchive(makeHistory(1, () => [makeChange(hostileName)]));

describe("an item", () => {
  const archive = makeArchive(small);
  const feed = parseRssFeed(writeFeed(archive, sourceFeed(archive, small), "rss", readHtml));
  const [item] = feed.items ?? [];

  test("says source and counts", () => {
    expect(item?.title).toBe("Tide tables: 2 files changed, 1 new, 1 gone of +2 −2");
  });

  test("has an absolute link and the moment of its snapshot", () => {
    expect(item?.link).toBe("https://changes.example/log/tides/2026-01-03/");
    expect(item?.pubDate).toBe("Sat, 03 Jan 2026 06:00:00 GMT");
    expect(feed.lastBuildDate).toBe("Sat, 03 Jan 2026 06:00:00 GMT");
  });

  test("has an id that depends on neither address nor judgement", () => {
    const moved = makeArchive(
      makeHistory(2, () => [makeChange("a.md"), makeChange("kept.md")]),
      {
        siteUrl: "https://elsewhere.example",
        basePath: "/",
      },
    );
    const again = parseRssFeed(
      writeFeed(moved, sourceFeed(moved, moved.sources[0] ?? small), "rss", readHtml),
    );
    expect(item?.guid?.value).toBe(
      "tag:harbour.example,2026:tides/2026-01-02T0600Z..2026-01-03T0600Z",
    );
    expect(again.items?.map(({ guid }) => guid)).toEqual(feed.items?.map(({ guid }) => guid));
  });

  test("sums up in plain text", () => {
    expect(item?.description).toBe(
      "2026-01-02 06:00 UTC to 2026-01-03 06:00 UTC: 2 files changed, 1 new, 1 gone of +2 −2; 2 lines formatting only. a.md +1 −1; kept.md nothing new, +1 −1.",
    );
  });

  test("links every change and line absolutely", () => {
    const html = item?.content?.encoded ?? "";
    expect(html).toMatch(/href="https:\/\/changes\.example\/log\/tides\/2026-01-03\/#[^"]*R1"/);
    expect(html).not.toContain("\0");
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
    expect(hrefs.filter((href) => !href.startsWith("https://changes.example/log/"))).toEqual([]);
  });

  test("without an archive id falls back to permanent addresses", () => {
    const nameless = makeArchive(small, { id: null });
    const parsed = parseRssFeed(
      writeFeed(nameless, selectiveFeed(nameless, small, "removals"), "rss", readHtml),
    );
    expect(parsed.items?.[0]?.guid?.value).toBe(
      "https://changes.example/log/tides/2026-01-03/?removals#2026-01-03T0600Z",
    );
  });

  test("of a busy pair is capped and says how many files are left", () => {
    const busy = makeArchive(
      makeHistory(1, () => Array.from({ length: 900 }, (_, n) => makeChange(`f${String(n)}.md`))),
    );
    const xml = writeFeed(busy, siteFeed(busy), "rss", readHtml);
    const html = parseRssFeed(xml).items?.[0]?.content?.encoded ?? "";
    expect(html.length).toBeLessThan(itemBudget + 500);
    const shown = html.match(/<h3/g)?.length ?? 0;
    expect(html).toContain(`>and ${String(900 - shown)} more files</a>`);
  });
});

describe("selective feeds", () => {
  const archive = makeArchive(small);
  const read = (view: "content" | "removals") =>
    parseRssFeed(writeFeed(archive, selectiveFeed(archive, small, view), "rss", readHtml));

  test("says when renames were not all looked for", () => {
    const pair = {
      ...makePair("2026-01-01", "2026-01-02", [makeChange("a.md")].map(tellFeedBytes)),
    };
    const days = [{ date: "2026-01-02", pairs: [{ ...pair, approximateRenames: true as const }] }];
    const source = { ...small, days };
    const { items } = parseRssFeed(
      writeFeed(makeArchive(source), sourceFeed(makeArchive(source), source), "rss", readHtml),
    );
    const note = "Not all removed files were compared with all added ones";
    expect(items?.[0]?.description).toContain(`1 file changed, +1 −1. ${note}`);
    expect(items?.[0]?.content?.encoded).toContain(note);
  });

  test("content leaves formatting-only changes out", () => {
    expect(read("content").items?.[0]?.title).toBe(
      "Tide tables: 1 file changed, 1 new, 1 gone of +2 −2",
    );
    expect(read("content").items?.[0]?.content?.encoded).not.toContain("kept.md");
  });

  test("removals show what was taken away alone", () => {
    const [item] = read("removals").items ?? [];
    expect(item?.title).toBe("Tide tables: text removed from 1 file, 1 line");
    expect(item?.content?.encoded).toContain("<p>gone</p>");
    expect(item?.content?.encoded).not.toContain(">all</a>");
  });

  test("a pair without removals is no item", () => {
    const kept = makeHistory(2, (index) => [makeChange(index === 0 ? "kept.md" : "a.md")]);
    const other = makeArchive(kept);
    const xml = writeFeed(other, selectiveFeed(other, kept, "removals"), "rss", readHtml);
    expect(parseRssFeed(xml).items?.length).toBe(1);
  });
});

test("a file's feed has one item a change, newest first, across renames", () => {
  const renamed = makeHistory(3, (index) =>
    index === 1
      ? [makeRename("old.md", "new.md")]
      : [makeChange(index === 0 ? "old.md" : "new.md")],
  );
  const archive = makeArchive(renamed);
  const file = renamed.files.find(({ path }) => path === "new.md");
  if (!file) throw new Error("no file");
  const feed = parseRssFeed(writeFeed(archive, fileFeed(archive, renamed, file), "rss", readHtml));
  expect(feed.items?.map(({ guid }) => guid?.value)).toEqual([
    "tag:harbour.example,2026:tides/2026-01-03T0600Z..2026-01-04T0600Z/new.md",
    "tag:harbour.example,2026:tides/2026-01-02T0600Z..2026-01-03T0600Z/new.md",
    "tag:harbour.example,2026:tides/2026-01-01T0600Z..2026-01-02T0600Z/old.md",
  ]);
});

describe("archive documents (RFC 5005)", () => {
  const long = makeHistory(120, () => [makeChange("a.md")]);
  const archive = makeArchive(long);
  const feed = sourceFeed(archive, long);
  const { archives } = planDocuments(feed);

  test("hold what the feed no longer does, and are linked both ways", () => {
    expect(archives).toHaveLength(2);
    const current = parseAtomFeed(writeFeed(archive, feed, "atom", readHtml));
    const second = parseAtomFeed(writeFeed(archive, feed, "atom", readHtml, archives[1]));
    const first = parseAtomFeed(writeFeed(archive, feed, "atom", readHtml, archives[0]));
    const linkOf = (parsed: typeof first, rel: string) =>
      parsed.links?.find((link) => link.rel === rel)?.href;
    const at = "https://changes.example/log/tides";
    expect(linkOf(current, "prev-archive")).toBe(`${at}/feeds/atom/2.xml`);
    expect(linkOf(second, "prev-archive")).toBe(`${at}/feeds/atom/1.xml`);
    expect(linkOf(second, "next-archive")).toBeUndefined();
    expect(linkOf(first, "next-archive")).toBe(`${at}/feeds/atom/2.xml`);
    expect(linkOf(first, "current")).toBe(`${at}/atom.xml`);
    const ids = [current, second, first].flatMap(({ entries = [] }) => entries.map(({ id }) => id));
    expect(new Set(ids).size).toBe(120);
    expect([current, second, first].map(({ id }) => id)).toEqual(
      Array(3).fill("tag:harbour.example,2026:tides/"),
    );
  });

  test("say that they are archives", () => {
    for (const format of ["rss", "atom"] as const) {
      const mark = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>';
      expect(writeFeed(archive, feed, format, readHtml, archives[0])).toContain(mark);
      expect(writeFeed(archive, feed, format, readHtml)).not.toContain(mark);
    }
  });

  test("of the site are those of its only source, as they hold the same", () => {
    const site = parseAtomFeed(writeFeed(archive, siteFeed(archive), "atom", readHtml));
    const previous = site.links?.find(({ rel }) => rel === "prev-archive");
    expect(previous?.href).toBe("https://changes.example/log/tides/feeds/atom/2.xml");
    const two = { ...archive, sources: [long, { ...small, id: "other" }] };
    const both = parseAtomFeed(writeFeed(two, siteFeed(two), "atom", readHtml));
    const own = both.links?.find(({ rel }) => rel === "prev-archive");
    expect(own?.href).toBe("https://changes.example/log/-/feeds/atom/2.xml");
  });

  test("of JSON Feed are its next pages", () => {
    const json = parseJsonFeed(JSON.parse(writeFeed(archive, feed, "json", readHtml)));
    expect(json.next_url).toBe("https://changes.example/log/tides/feeds/json/2.json");
  });

  test("grow at their end only: what stands in one never moves", () => {
    const before = planDocuments(sourceFeed(makeArchive(long), cutSource(long, 119))).archives;
    const pairsOf = ({ entries }: (typeof archives)[number]) => entries.map(({ pair }) => pair.to);
    expect(archives.slice(0, before.length).map(pairsOf)).toEqual(before.map(pairsOf));
  });
});

describe("a document's page", () => {
  const long = makeHistory(120, () => [makeChange("a.md"), makeChange("kept.md", cosmetic)]);
  const second = { ...small, id: "other" };
  const archive = makeArchive(long, { sources: [long, second] });

  test.each([
    ["rss", sourceFeed],
    ["atom", sourceFeed],
    ["json", sourceFeed],
    ["content", (...all: [ArchiveFacts, SourceFacts]) => selectiveFeed(...all, "content")],
    ["removals", (...all: [ArchiveFacts, SourceFacts]) => selectiveFeed(...all, "removals")],
  ] as const)("of %s is made from its own pairs alone and says the same", (name, makeFeed) => {
    const format = name === "atom" || name === "json" ? name : "rss";
    const feed = makeFeed(archive, long);
    const { current, archives } = planDocuments(feed);
    const pages = (["current", "archives"] as const).flatMap((which) =>
      listSourceFeeds(archive, [name], which).filter(({ params }) => params.source === long.id),
    );
    expect(pages.map(({ props }) => writeFeedPage(props, readHtml))).toEqual(
      [current, ...archives].map((document) =>
        writeFeed(archive, feed, format, readHtml, document),
      ),
    );
    expect(pages.map(({ props }) => countPairs(props.archive))).toEqual(
      [current, ...archives].map(({ entries }) => entries.length),
    );
  });

  test("of all sources, too", () => {
    const feed = siteFeed(archive);
    expect(
      listSiteArchives(archive, ["atom"]).map(({ props }) => writeFeedPage(props, readHtml)),
    ).toEqual(
      planDocuments(feed).archives.map((document) =>
        writeFeed(archive, feed, "atom", readHtml, document),
      ),
    );
  });
});

function cutSource(source: SourceFacts, days: number): SourceFacts {
  return { ...source, days: source.days.slice(0, days) };
}

function countPairs({ sources }: ArchiveFacts): number {
  return sources.flatMap(({ days }) => days.flatMap(({ pairs }) => pairs)).length;
}

describe("hostile names and titles", () => {
  const shown = 'a & <b> ]]> [U+202E] سلام 🚀 &amp; "q".md';

  test.each(["rss", "atom"] as const)("%s is well-formed", (format) => {
    const xml = writeFeed(hostile, siteFeed(hostile), format, readHtml);
    const parser = new SaxesParser({ xmlns: true });
    parser.on("error", (error) => {
      throw error;
    });
    expect(() => parser.write(xml).close()).not.toThrow();
  });

  test("an RSS reader gets the text as it was", async () => {
    const xml = writeFeed(hostile, siteFeed(hostile), "rss", readHtml);
    const feed = await new RssParser().parseString(xml);
    // Titles and summaries are HTML to an RSS reader: a file's name must not become an element.
    expect(feed.title).toBe("Harbour &amp; &lt;changes&gt;");
    expect(feed.items[0]?.content).toContain("a &amp; &lt;b&gt; ]]&gt; [U+202E]");
  });

  test("no title of RSS holds an element, whatever a file is called", async () => {
    const name = '<img src=x onerror="alert(1)">.md';
    const archive = makeArchive(makeHistory(1, () => [makeChange(name)]));
    const [source] = archive.sources;
    const file = source?.files[0];
    if (!source || !file) throw new Error("no file");
    const xml = writeFeed(archive, fileFeed(archive, source, file), "rss", readHtml);
    const feed = await new RssParser().parseString(xml);
    for (const title of [feed.title, feed.description, feed.items[0]?.title]) {
      expect(title).toContain("&lt;img src=x");
      expect(title).not.toContain("<");
    }
  });

  test("an Atom and a JSON reader, too", () => {
    const [source] = hostile.sources;
    const file = source?.files[0];
    if (!source || !file) throw new Error("no file");
    const feed = fileFeed(hostile, source, file);
    const atom = parseAtomFeed(writeFeed(hostile, feed, "atom", readHtml));
    const json = parseJsonFeed(JSON.parse(writeFeed(hostile, feed, "json", readHtml)));
    expect(json.title).toBe(`${shown} in Tide tables`);
    expect(atom.entries?.[0]?.title?.value).toContain("سلام 🚀");
    expect(atom.entries?.[0]?.id).toMatch(/^tag:harbour\.example,2026:tides\/[!-~]+$/);
  });

  test("OPML names every feed", () => {
    const { body } = parseOpml(writeOpml(hostile));
    const outlines = body?.outlines ?? [];
    expect(outlines[0]?.xmlUrl).toBe("https://changes.example/log/rss.xml");
    const inner = outlines[1]?.outlines ?? [];
    expect(inner.slice(0, 4).map(({ xmlUrl }) => xmlUrl)).toEqual([
      "https://changes.example/log/tides/rss.xml",
      "https://changes.example/log/tides/content.xml",
      "https://changes.example/log/tides/removals.xml",
      "https://changes.example/log/tides/weekly.xml",
    ]);
    expect(inner[4]?.outlines?.length).toBe(1);
  });
});

describe("headlines", () => {
  const told = (index: number): ChangeFacts[] => [
    makeChange(`page-${String(index)}.md`),
    makeChange("kept.md"),
  ];
  const plain = makeHistory(9, told);
  const headlines = (anchor: string) => [
    {
      kind: "version" as const,
      name: "eslint",
      old: "1 & 0",
      new: "1.1",
      weight: 60,
      anchor,
      line: "R3" as const,
    },
    { kind: "text-removed" as const, old: "<b>Ships</b> wait.", weight: 50, anchor },
  ];
  const source: SourceFacts = {
    ...plain,
    days: plain.days.map((day) => ({
      ...day,
      pairs: day.pairs.map((pair) => ({
        ...pair,
        headlines: headlines(pair.changes[0]?.anchor ?? ""),
      })),
    })),
  };
  const archive = makeArchive(source);
  const itemsOf = (feed: Parameters<typeof writeFeed>[1]) =>
    parseRssFeed(writeFeed(archive, feed, "rss", readHtml)).items ?? [];

  test("title an item with its date and the best of them, and list them in it", () => {
    const [item] = itemsOf(sourceFeed(archive, source));
    expect(item?.title).toBe("10 January: eslint 1 &amp; 0 → 1.1, and 1 more");
    expect(item?.description).toMatch(
      /^eslint 1 &amp; 0 → 1.1; Gone: &lt;b&gt;Ships&lt;\/b&gt; wait\. 2026-01-09/,
    );
    expect(item?.content?.encoded).toContain('R3">eslint 1 &amp; 0 → 1.1</a>');
    expect(item?.content?.encoded).toContain("Gone: &lt;b&gt;Ships&lt;/b&gt; wait.");
  });

  test("are in the removals feed those that take something away", () => {
    const [item] = itemsOf(selectiveFeed(archive, source, "removals"));
    expect(item?.title).toBe("10 January: Gone: &lt;b&gt;Ships&lt;/b&gt; wait.");
  });

  test("leave ids as they are, and items in their documents", () => {
    const pick = (history: SourceFacts) => {
      const feed = sourceFeed(makeArchive(history), history);
      const { current, archives } = planDocuments(feed);
      return [current, ...archives].map(({ entries }) =>
        entries.map(({ make }) => make(readHtml).id),
      );
    };
    expect(pick(source)).toEqual(pick(plain));
  });

  test("of weeks that are over make the weekly feed", () => {
    const atom = parseAtomFeed(writeWeeklyFeed(archive, source));
    expect(atom.entries?.map(({ title, id }) => [title?.value, id])).toEqual([
      [
        "29 December 2025 to 4 January 2026: eslint 1 & 0 → 1.1, and 5 more",
        "tag:harbour.example,2026:tides/weeks/2026-W01",
      ],
    ]);
    expect(atom.entries?.[0]?.links?.[0]?.href).toBe(
      "https://changes.example/log/tides/weeks/2026-W01/",
    );
  });
});

test("a source without snapshots has an empty feed", () => {
  const empty = makeHistory(0, () => []);
  const archive = makeArchive({ ...empty, snapshots: [] });
  const [source] = archive.sources;
  if (!source) throw new Error("no source");
  const atom = parseAtomFeed(writeFeed(archive, sourceFeed(archive, source), "atom", readHtml));
  expect(atom.entries ?? []).toEqual([]);
  expect(atom.updated).toBe("1970-01-01T00:00:00.000Z");
});
