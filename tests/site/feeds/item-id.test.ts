import { describe, expect, test } from "vitest";
import { createFeedIds, encodePath } from "../../../src/site/feeds/item-id.ts";
import { makePair } from "../facts.ts";

const pair = makePair("2026-01-05", "2026-01-06T0600Z", []);
const address = "https://changes.example/tides/2026-01-06/";

describe("with the archive's id", () => {
  const ids = createFeedIds({ id: "harbour.example,2026" });

  test("a pair, its views and its files have tag URIs of their own", () => {
    const made = [
      ids.pair("tides", pair, "all", address),
      ids.pair("tides", pair, "content", address),
      ids.pair("tides", pair, "removals", address),
      ids.change("tides", pair, "removals", `${address}#c1`),
    ];
    expect(made).toEqual([
      "tag:harbour.example,2026:tides/2026-01-05..2026-01-06T0600Z",
      "tag:harbour.example,2026:tides/2026-01-05..2026-01-06T0600Z?content",
      "tag:harbour.example,2026:tides/2026-01-05..2026-01-06T0600Z?removals",
      "tag:harbour.example,2026:tides/2026-01-05..2026-01-06T0600Z/removals",
    ]);
  });

  test("they do not depend on where the site is hosted", () => {
    expect(ids.pair("tides", pair, "all", "https://elsewhere.example/x/")).toBe(
      ids.pair("tides", pair, "all", address),
    );
  });
});

test("without one, ids are permanent addresses", () => {
  const ids = createFeedIds({ id: null });
  expect(ids.pair("tides", pair, "all", address)).toBe(`${address}#2026-01-06T0600Z`);
  expect(ids.pair("tides", pair, "content", address)).toBe(`${address}?content#2026-01-06T0600Z`);
  expect(ids.change("tides", pair, "a.md", `${address}#c1`)).toBe(`${address}#c1`);
});

test("a path's bytes are kept, whatever they are", () => {
  expect(encodePath("guide/häfen & meere?.md")).toBe("guide/h%C3%A4fen%20%26%20meere%3F.md");
  expect(encodePath("caf\uDCE9")).toBe("caf%E9");
  expect(encodePath("a%41")).toBe("a%2541");
});
