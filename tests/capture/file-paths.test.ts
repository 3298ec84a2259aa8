import fc from "fast-check";
import { expect, test } from "vitest";
import { planPaths } from "../../src/capture/file-paths.ts";
import { isSafePath } from "../../src/capture/snapshot/safe-path.ts";

const hosts = new Set(["example.org"]);

function plan(paths: string[], taken: string[] = []): Record<string, string> {
  const addresses = paths.map((path) => new URL(path, "https://example.org").href);
  const planned = planPaths(addresses, hosts, taken);
  return Object.fromEntries(
    [...planned].map(([address, path]) => [
      address.replace("https://example.org", ""),
      path.replaceAll(/~[0-9a-f]{10}/g, "~#"),
    ]),
  );
}

test("pages become Markdown, documents keep their names, other hosts have a folder", () => {
  expect(
    plan([
      "/",
      "/docs/",
      "/docs/guide",
      "/docs/old.html",
      "/docs/v1.2",
      "/docs/api.json",
      "/llms.txt",
      "/gr%C3%BC%C3%9Fe/d%C3%ADa",
      "/docs//twice",
      "https://other.example/x.md",
    ]),
  ).toEqual({
    "/": "index.md",
    "/docs/": "docs/index.md",
    "/docs/guide": "docs/guide.md",
    "/docs/old.html": "docs/old.md",
    "/docs/v1.2": "docs/v1.2.md",
    "/docs/api.json": "docs/api.json",
    "/llms.txt": "llms.txt",
    "/gr%C3%BC%C3%9Fe/d%C3%ADa": "grüße/día.md",
    "/docs//twice": "docs/twice.md",
    "https://other.example/x.md": "other.example/x.md",
  });
});

test("of addresses with one name the plainest has it, whatever the order", () => {
  const expected = {
    "/a": "a.md",
    "/A": "A~#.md",
    "/a.md": "a~#.md",
    "/a.html": "a~#.md",
    "/a?x": "a~#.md",
    "/a/": "a/index.md",
  };
  expect(plan(Object.keys(expected))).toEqual(expected);
  expect(plan(Object.keys(expected).toReversed())).toEqual(expected);
});

test("names that are there keep their spelling", () => {
  expect(plan(["/docs/a.md", "/DOCS/b.md"], ["Docs/c.md"])).toEqual({
    "/docs/a.md": "Docs/a~#.md",
    "/DOCS/b.md": "Docs/b~#.md",
  });
});

test("no address leaves the snapshot or meets another, and order does not matter", () => {
  const segment = fc.oneof(
    fc.constantFrom("..", ".", "%2e%2e", ".git", "a", "A", "a.md", "%00", "%5c", "%2f", "~", ""),
    fc
      .string({ unit: "binary", maxLength: 8 })
      .map((text) => encodeURIComponent(text.toWellFormed())),
  );
  const address = fc
    .tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom("", "?a", "?b"))
    .map(([names, query]) => new URL(`https://example.org/${names.join("/")}${query}`).href);
  fc.assert(
    fc.property(fc.uniqueArray(address, { maxLength: 12 }), (addresses) => {
      const planned = planPaths(addresses, hosts, []);
      const paths = [...planned.values()];
      expect(planned.size).toBe(addresses.length);
      expect(paths.filter((path) => !isSafePath(path))).toEqual([]);
      const folded = paths.map((path) => path.normalize("NFC").toLowerCase());
      expect(new Set(folded).size).toBe(paths.length);
      const below = folded.filter((path) => folded.some((other) => path.startsWith(`${other}/`)));
      expect(below).toEqual([]);
      const back = planPaths(addresses.toReversed(), hosts, []);
      for (const [each, path] of planned) expect(back.get(each)).toBe(path);
    }),
    { seed: 6, numRuns: 300 },
  );
});
