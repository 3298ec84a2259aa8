import { expect, test } from "vitest";
import { addressOfFilePart, cutHistory } from "../../src/site/file-page.ts";
import type { HistoryEntry } from "../../src/site/histories.ts";
import { createUrls } from "../../src/site/urls.ts";
import { makeChange, makePair } from "./facts.ts";

const range = { start: 1, end: 2 };

function entry(name: string, lines: number): HistoryEntry {
  const chunk = { lines, bytes: lines, sides: { old: range, new: range }, offset: 0, length: 0 };
  const change = makeChange(name, { chunks: [chunk] });
  return { date: "2026-05-21", pair: makePair("2026-05-20", "2026-05-21", []), change };
}

const namesOf = (entries: readonly HistoryEntry[]) =>
  cutHistory({ entries, departures: [] }).map((part) => part.map(({ change }) => change.path));

test("parts are numbered from the oldest change, so that one more never shifts them", () => {
  const entries = [entry("a", 1000), entry("b", 1000), entry("c", 900), entry("d", 900)];
  expect(namesOf(entries)).toEqual([["a", "b", "c"], ["d"]]);
  expect(namesOf([...entries, entry("e", 1000)])).toEqual([
    ["a", "b", "c"],
    ["d", "e"],
  ]);
});

test("the newest part has the plain address, the oldest one the number 1", () => {
  const urls = createUrls("/base/");
  const addresses = [1, 2, 3].map((part) => addressOfFilePart(urls, "tides", "a/b.md", part, 3));
  expect(addresses).toEqual([
    "/base/tides/files/a/b.md/1/",
    "/base/tides/files/a/b.md/2/",
    "/base/tides/files/a/b.md/",
  ]);
});
