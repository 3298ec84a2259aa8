import { expect, test } from "vitest";
import { shortenPath } from "../../../src/site/text/short-paths.ts";
import { makeSource } from "../facts.ts";

/** A source with these paths, each with the date on which it was first seen. */
function sourceOf(paths: Readonly<Record<string, string>>) {
  const files = Object.entries(paths).map(([path, firstSeen]) => ({
    path,
    address: path,
    firstSeen,
    present: false,
  }));
  return { ...makeSource({}), files };
}

const all = (...paths: string[]) =>
  sourceOf(Object.fromEntries(paths.map((path) => [path, "2026-01-01"])));

const shortenAll = (source: ReturnType<typeof sourceOf>, until = "2026-02-01T0600Z") =>
  source.files.map(({ path }) => shortenPath(source, path, until));

test("a name is enough where the source has it once", () => {
  expect(shortenAll(all("guide/tides.md", "guide/moon.md", "README.txt"))).toEqual([
    "tides.md",
    "moon.md",
    "README.txt",
  ]);
});

test("equal names get the folders that tell them apart", () => {
  expect(shortenAll(all("v1/api/tides.md", "v2/api/tides.md", "moon.md"))).toEqual([
    "v1/api/tides.md",
    "v2/api/tides.md",
    "moon.md",
  ]);
  expect(shortenAll(all("x/spring/tides.md", "x/neap/tides.md", "tides.md"))).toEqual([
    "spring/tides.md",
    "neap/tides.md",
    "tides.md",
  ]);
});

test("what tells files apart is not dropped where a list has one of them only", () => {
  const source = all("TikTok/Privacy Policy.md", "Harbour/Privacy Policy.md");
  expect(shortenPath(source, "Harbour/Privacy Policy.md", "2026-01-01")).toBe(
    "Harbour/Privacy Policy.md",
  );
});

test("a name stays as it was when another file gets the same one later", () => {
  const source = sourceOf({
    "ebb/tides.md": "2026-01-01",
    "flood/tides.md": "2026-01-03T0600Z",
    "neap/tides.md": "2026-01-02T063015Z",
  });
  expect(shortenPath(source, "ebb/tides.md", "2026-01-02T0630Z")).toBe("tides.md");
  expect(shortenPath(source, "ebb/tides.md", "2026-01-02T0631Z")).toBe("ebb/tides.md");
  expect(shortenPath(source, "ebb/tides.md", "2026-01-04")).toBe("ebb/tides.md");
});

test("an index says nothing without its folder", () => {
  expect(shortenAll(all("docs/guide/index.md", "index.md"))).toEqual([
    "guide/index.md",
    "index.md",
  ]);
});
