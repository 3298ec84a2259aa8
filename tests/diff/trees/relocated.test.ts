import fc from "fast-check";
import { expect, test } from "vitest";

import { findRelocated } from "../../../src/diff/trees/relocated.ts";
import { compareRemoved } from "../../../src/diff/trees/renames.ts";
import { compareTrees } from "../../../src/diff/trees/trees.ts";
import type { FileEntry, Tree } from "../../../src/model.ts";
import { compareChange, isRewritten } from "../../../src/pipeline/pairs/compare-change.ts";

type Texts = Record<string, string>;

/** Ten lines that no other topic has, and what follows them. */
function page(topic: string, ...more: string[]): string {
  const own = Array.from({ length: 10 }, (_, index) => `Sentence ${index} is about ${topic}.`);
  return [`# ${topic}`, "", ...own, ...more, ""].join("\n");
}

/** What is found between two snapshots: `a.md now b.md`, with `!` where a.md was rewritten. */
function relocate(from: Texts, to: Texts, links: readonly string[] = []): string[] {
  // The text stands in for its hash.
  const tree = (texts: Texts): Tree =>
    new Map(
      Object.entries(texts).map(([path, text]): [string, FileEntry] => {
        const mode = links.includes(path) ? "120000" : "100644";
        return [path, { hash: text, size: text.length, mode }];
      }),
    );
  const readText = (hash: string) => (hash.includes("\0") ? null : hash);
  const { changes } = compareRemoved(compareTrees(tree(from), tree(to)), readText);
  const encode = (hash: string) => new TextEncoder().encode(hash);
  const found = findRelocated(changes, readText, (change) =>
    isRewritten(compareChange(change, encode)),
  );
  return found.map(({ from, to, rewritten }) => `${from} now ${to}${rewritten ? "!" : ""}`);
}

const [tides, moons, ships] = [page("tides"), page("moons"), page("ships")];

test("a page that was archived elsewhere and rewritten is found, edited on its way or not", () => {
  expect(relocate({ "a.md": tides }, { "a.md": moons, "old/a.md": tides })).toEqual([
    "a.md now old/a.md!",
  ]);
  const note = page("tides", "This page is kept for reference.");
  expect(relocate({ "a.md": tides }, { "a.md": moons, "2025/x.md": note })).toEqual([
    "a.md now 2025/x.md!",
  ]);
});

test("a page that was archived as it was, and edited, is found too", () => {
  const edited = page("tides", "One more.");
  expect(relocate({ "a.md": tides }, { "a.md": edited, "v1/a.md": tides })).toEqual([
    "a.md now v1/a.md",
  ]);
  // Which of two alike was the source nobody knows.
  const other = page("tides", "One more.", "And another.");
  expect(relocate({ "a.md": tides }, { "a.md": edited, "v1/a.md": other })).toEqual([]);
});

test("swapped files are found, edited or not, and so are three that went round", () => {
  expect(relocate({ "a.md": tides, "b.md": moons }, { "a.md": moons, "b.md": tides })).toEqual([
    "a.md now b.md!",
    "b.md now a.md!",
  ]);
  const edited = page("moons", "More.");
  expect(relocate({ "a.md": tides, "b.md": moons }, { "a.md": edited, "b.md": tides })).toEqual([
    "a.md now b.md!",
    "b.md now a.md!",
  ]);
  const round = relocate(
    { "a.md": tides, "b.md": moons, "c.md": ships },
    { "a.md": ships, "b.md": tides, "c.md": moons },
  );
  expect(round).toEqual(["a.md now b.md!", "b.md now c.md!", "c.md now a.md!"]);
  const [one, two] = ["\0 one image of many bytes", "\0 another image of many bytes"];
  expect(relocate({ "a.png": one, "b.png": two }, { "a.png": two, "b.png": one })).toEqual([
    "a.png now b.png!",
    "b.png now a.png!",
  ]);
});

test("nothing is said of renames, new pages, rewrites, reordered, short texts, links", () => {
  expect(relocate({ "a.md": tides }, { "b.md": tides })).toEqual([]);
  expect(relocate({ "a.md": tides }, { "a.md": moons, "b.md": ships })).toEqual([]);
  const turned = tides.split("\n").toReversed().join("\n");
  expect(relocate({ "a.md": tides, "b.md": moons }, { "a.md": turned, "b.md": ships })).toEqual([]);
  expect(relocate({ "a.md": "Moved.\n" }, { "a.md": tides, "b.md": "Moved.\n" })).toEqual([]);
  const target = "../../some/where/far/away/target.md";
  expect(relocate({ a: target, b: "x" }, { a: "y", b: target }, ["a", "b"])).toEqual([]);
});

test("of any snapshots, a text that is found is another file's, and each is told once", () => {
  const texts = [tides, moons, ships, page("tides", "More."), "", "x\n"];
  const tree = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(...texts), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(tree, tree, (from, to) => {
      const found = relocate(from, to).map((told) => told.replace("!", "").split(" now "));
      expect(new Set(found.map(([old]) => old)).size).toBe(found.length);
      expect(new Set(found.map(([, new_]) => new_)).size).toBe(found.length);
      for (const [old = "", new_ = ""] of found) {
        expect(old).not.toBe(new_);
        expect(to[old]).not.toBe(from[old]);
        expect(to[new_]?.split("\n")[0]).toBe(from[old]?.split("\n")[0]);
      }
    }),
  );
});
