import fc from "fast-check";
import { expect, test } from "vitest";
import { siteFeed } from "../../../src/site/feeds/feeds.ts";
import { planDocuments, planFeed, windowBudget } from "../../../src/site/feeds/plan.ts";
import { makePair } from "../facts.ts";

const sizes = (count: number, size = 100) => Array.from({ length: count }, () => size);

test("a short feed has no archive documents", () => {
  expect(planFeed(sizes(50))).toEqual({ archives: [], window: { start: 0, end: 50 } });
});

test("a long one holds the newest fifty, and archive documents of fifty from the oldest on", () => {
  expect(planFeed(sizes(120))).toEqual({
    archives: [
      { start: 0, end: 50 },
      { start: 50, end: 100 },
    ],
    window: { start: 70, end: 120 },
  });
});

test("large items make small documents", () => {
  const { archives, window } = planFeed(sizes(20, 60_000));
  expect(archives[0]).toEqual({ start: 0, end: 8 });
  expect(window).toEqual({ start: 12, end: 20 });
});

test("an item that fits nowhere stands alone", () => {
  expect(planFeed([10, 900_000, 10]).archives).toEqual([
    { start: 0, end: 1 },
    { start: 1, end: 2 },
  ]);
  expect(planFeed([900_000]).window).toEqual({ start: 0, end: 1 });
});

test("an item that is not announced keeps its place, and no other moves", () => {
  const entries = sizes(120).map((bytes, index) => ({
    bytes,
    isSilent: index === 3 || index === 119,
    pair: makePair("2026-01-01", `item ${String(index)}`, []),
    make: () => {
      throw new Error("Nothing is written here.");
    },
  }));
  const feed = { ...siteFeed(emptyArchive), entries };
  const { archives, current } = planDocuments(feed);
  const names = (document: (typeof archives)[number] | undefined) =>
    document?.entries.map(({ pair }) => pair.to) ?? [];
  expect(names(archives[0])).toHaveLength(49);
  expect(names(archives[0])).not.toContain("item 3");
  expect(names(archives[1])[0]).toBe("item 50");
  expect(names(current)[0]).toBe("item 70");
  expect(names(current)).not.toContain("item 119");
});

const emptyArchive = {
  title: "Tides",
  description: "",
  lang: "en",
  siteUrl: null,
  basePath: "/",
  id: null,
  sources: [],
};

test("no feed, no items", () => {
  expect(planFeed([])).toEqual({ archives: [], window: { start: 0, end: 0 } });
});

const anySizes = fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 300 });

test("nothing is lost, and one more item moves nothing that was archived", () => {
  fc.assert(
    fc.property(anySizes, fc.integer({ min: 0, max: 120_000 }), (list, more) => {
      const { archives, window } = planFeed(list);
      const covered = archives.at(-1)?.end ?? 0;
      expect(window.start).toBeLessThanOrEqual(covered);
      expect(window.end).toBe(list.length);
      expect(window.end - window.start).toBeLessThanOrEqual(windowBudget.items);
      expect(archives.map(({ start }) => start)).toEqual([
        ...(archives.length > 0 ? [0] : []),
        ...archives.slice(0, -1).map(({ end }) => end),
      ]);
      expect(planFeed([...list, more]).archives.slice(0, archives.length)).toEqual(archives);
    }),
    { seed: 5, numRuns: 200 },
  );
});
