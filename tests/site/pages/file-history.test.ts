import { expect, test } from "vitest";
import type { SourceFacts } from "../../../src/model.ts";
import {
  addressOfFilePart,
  cutHistory,
  type HistoryEntry,
  traceHistories,
} from "../../../src/site/pages/file-history.ts";
import { createUrls } from "../../../src/site/addresses/urls.ts";
import { makeChange, makePair, makeRename, makeSource } from "../facts.ts";

const anchorsOf = (source: SourceFacts, path: string) =>
  traceHistories(source)
    .get(path)
    ?.entries.map(({ change }) => change.anchor);

test("a file's changes stand oldest first", () => {
  const source = makeSource({
    "2026-01-02": [makeChange("ebb.md"), makeChange("flood.md")],
    "2026-01-05": [makeChange("ebb.md")],
  });
  expect(anchorsOf(source, "ebb.md")).toEqual(["2026-01-02 ebb.md", "2026-01-05 ebb.md"]);
});

test("a rename brings the old path's history along; the old path keeps its own and knows where it went", () => {
  const source = makeSource({
    "2026-01-02": [makeChange("old.md")],
    "2026-01-03": [makeRename("old.md", "new.md")],
    "2026-01-04": [makeChange("new.md")],
  });
  expect(anchorsOf(source, "new.md")).toEqual([
    "2026-01-02 old.md",
    "2026-01-03 new.md",
    "2026-01-04 new.md",
  ]);
  expect(anchorsOf(source, "old.md")).toEqual(["2026-01-02 old.md"]);
  const departures = traceHistories(source).get("old.md")?.departures;
  expect(departures?.map(({ date, change }) => [date, change.path])).toEqual([
    ["2026-01-03", "new.md"],
  ]);
});

test("what the old path does after the rename is its own", () => {
  const source = makeSource({
    "2026-01-03": [makeRename("old.md", "new.md")],
    "2026-01-04": [makeChange("old.md", { kind: "added" })],
  });
  expect(anchorsOf(source, "new.md")).toEqual(["2026-01-03 new.md"]);
  expect(anchorsOf(source, "old.md")).toEqual(["2026-01-04 old.md"]);
});

test("renames in a row add up", () => {
  const source = makeSource({
    "2026-01-02": [makeChange("a.md")],
    "2026-01-03": [makeRename("a.md", "b.md")],
    "2026-01-04": [makeRename("b.md", "c.md")],
  });
  expect(anchorsOf(source, "c.md")).toEqual([
    "2026-01-02 a.md",
    "2026-01-03 b.md",
    "2026-01-04 c.md",
  ]);
});

test("a name that came back holds nothing twice", () => {
  const source = makeSource({
    "2026-01-02": [makeChange("a.md")],
    "2026-01-03": [makeRename("a.md", "b.md")],
    "2026-01-04": [makeRename("b.md", "a.md")],
  });
  expect(anchorsOf(source, "a.md")).toEqual([
    "2026-01-02 a.md",
    "2026-01-03 b.md",
    "2026-01-04 a.md",
  ]);
});

test("files that swap names in one pair each take what stood before it", () => {
  const source = makeSource({
    "2026-01-02": [makeChange("a.md"), makeChange("b.md")],
    "2026-01-03": [makeRename("a.md", "b.md"), makeRename("b.md", "a.md")],
  });
  expect(anchorsOf(source, "b.md")).toEqual([
    "2026-01-02 b.md",
    "2026-01-02 a.md",
    "2026-01-03 b.md",
  ]);
  expect(anchorsOf(source, "a.md")).toEqual([
    "2026-01-02 a.md",
    "2026-01-02 b.md",
    "2026-01-03 a.md",
  ]);
});

test("a file that never changed has an empty history", () => {
  const source = makeSource({});
  const still = { path: "still.md", address: "still.md", firstSeen: "2026-01-01", present: true };
  expect(anchorsOf({ ...source, files: [still] }, "still.md")).toEqual([]);
});

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
