import { expect, test } from "vitest";
import { shortenPaths } from "../../../src/site/text/short-paths.ts";

test("a name is enough where it is the only one", () => {
  expect(shortenPaths(["guide/tides.md", "guide/moon.md", "README.txt"])).toEqual([
    "tides.md",
    "moon.md",
    "README.txt",
  ]);
});

test("equal names get the folders that tell them apart", () => {
  expect(shortenPaths(["v1/api/tides.md", "v2/api/tides.md", "moon.md"])).toEqual([
    "v1/api/tides.md",
    "v2/api/tides.md",
    "moon.md",
  ]);
  expect(shortenPaths(["x/spring/tides.md", "x/neap/tides.md"])).toEqual([
    "spring/tides.md",
    "neap/tides.md",
  ]);
});

test("an index says nothing without its folder", () => {
  expect(shortenPaths(["docs/guide/index.md", "index.md"])).toEqual(["guide/index.md", "index.md"]);
});
