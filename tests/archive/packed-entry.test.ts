import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openCache } from "../../src/archive/cache.ts";
import { openEntry, packEntry } from "../../src/archive/packed-entry.ts";

const cache = openCache(mkdtempSync(path.join(tmpdir(), "tidemark-packed-entry-")));
const changes = [
  { anchor: "c1", html: "häfen 🚀", removed: null },
  { anchor: "c2", html: "", removed: { html: "<p>gone</p>", lines: 3 } },
];

test("gives back what was packed, of all changes or of one", () => {
  cache.write("feed", "aa1", packEntry(changes));
  expect(openEntry(cache, "feed", "aa1").read(null)).toEqual(changes);
  expect(openEntry(cache, "feed", "aa1").read("c2")).toEqual([changes[1]]);
  expect(openEntry(cache, "feed", "aa1").read("c3")).toEqual([]);
});

test("an empty entry holds nothing", () => {
  cache.write("feed", "aa2", packEntry([]));
  expect(openEntry(cache, "feed", "aa2").read(null)).toEqual([]);
});

test("an entry that was cut is no entry", () => {
  cache.write("feed", "aa3", packEntry(changes).subarray(0, -5));
  expect(() => openEntry(cache, "feed", "aa3").read(null)).toThrow(/too short/);
});
