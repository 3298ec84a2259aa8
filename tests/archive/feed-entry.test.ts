import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openCache } from "../../src/archive/cache.ts";
import { packFeedEntry, readFeedEntry } from "../../src/archive/feed-entry.ts";

const cache = openCache(mkdtempSync(path.join(tmpdir(), "tidemark-feed-entry-")));
const changes = [
  { anchor: "c1", html: "häfen 🚀", removed: null },
  { anchor: "c2", html: "", removed: { html: "<p>gone</p>", lines: 3 } },
];

test("gives back what was packed, of all changes or of one", () => {
  cache.write("feed", "aa1", packFeedEntry(changes));
  expect(readFeedEntry(cache, "aa1", null)).toEqual(changes);
  expect(readFeedEntry(cache, "aa1", "c2")).toEqual([changes[1]]);
  expect(readFeedEntry(cache, "aa1", "c3")).toEqual([]);
});

test("an empty entry holds nothing", () => {
  cache.write("feed", "aa2", packFeedEntry([]));
  expect(readFeedEntry(cache, "aa2", null)).toEqual([]);
});

test("an entry that was cut is no entry", () => {
  cache.write("feed", "aa3", packFeedEntry(changes).subarray(0, -5));
  expect(() => readFeedEntry(cache, "aa3", null)).toThrow(/too short/);
});
