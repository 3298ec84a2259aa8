import { describe, expect, test } from "vitest";
import type { ArchiveFacts, SourceFacts } from "../../../src/model.ts";
import { cutHistory, traceHistories } from "../../../src/site/pages/file-history.ts";
import { findDay, findFile } from "../../../src/site/pages/lookups.ts";
import { dayPageData, filePageData } from "../../../src/site/pages/page-data.ts";
import { makeChange, makeRename, makeSource } from "../facts.ts";

/** Names are swapped, given away and taken again. */
const source = makeSource({
  "2026-01-02": [makeChange("a.md", { kind: "added" }), makeChange("b.md")],
  "2026-01-03": [makeRename("a.md", "c.md"), makeChange("d.md")],
  "2026-01-04": [makeChange("a.md", { kind: "added" }), makeChange("c.md")],
  "2026-01-05": [makeRename("a.md", "b.md"), makeRename("b.md", "a.md")],
  "2026-01-06": [makeChange("b.md"), makeChange("e.md")],
});
const archive: ArchiveFacts = {
  title: "Harbour",
  description: "",
  lang: "en",
  siteUrl: null,
  basePath: "/",
  id: null,
  sources: [source],
};

function only({ sources: [source] }: ArchiveFacts): SourceFacts {
  if (!source) throw new Error("A scope of a source holds that source.");
  return source;
}

describe("a file's scope", () => {
  test.each(source.files.map(({ path }) => path))("holds the whole history of %s", (path) => {
    const file = findFile(source, path);
    const whole = traceHistories(source).get(path);
    const scoped = traceHistories(only(filePageData(archive, source, file))).get(path);
    expect(scoped).toEqual(whole);
    expect(scoped && cutHistory(scoped)).toEqual(whole && cutHistory(whole));
  });

  test("holds no other day and no file that the page does not name", () => {
    const scope = only(filePageData(archive, source, findFile(source, "e.md")));
    expect(scope.days.map(({ date }) => date)).toEqual(["2026-01-06"]);
    expect(scope.files.map(({ path }) => path)).toEqual(["d.md", "e.md"]);
  });

  test("is the same once another file has changed", () => {
    const later = {
      ...source,
      days: [...source.days, ...makeSource({ "2026-01-07": [makeChange("b.md")] }).days],
    };
    const file = findFile(source, "e.md");
    expect(filePageData({ ...archive, sources: [later] }, later, file)).toEqual(
      filePageData(archive, source, file),
    );
  });
});

describe("a day's scope", () => {
  test("holds the day and knows the dates beside it", () => {
    const { day } = findDay(source, "2026-01-05");
    const found = findDay(only(dayPageData(archive, source, day)), "2026-01-05");
    expect(found).toEqual(findDay(source, "2026-01-05"));
  });

  test("holds of other days the date alone", () => {
    const { day } = findDay(source, "2026-01-05");
    const { days, files } = only(dayPageData(archive, source, day));
    expect(days.map(({ date, pairs }) => [date, pairs.length])).toEqual([
      ["2026-01-04", 0],
      ["2026-01-05", 1],
      ["2026-01-06", 0],
    ]);
    expect(files.map(({ path }) => path)).toEqual(["a.md", "b.md"]);
  });
});
