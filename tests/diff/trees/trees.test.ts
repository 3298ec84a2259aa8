import { describe, expect, it } from "vitest";

import type { FileChange, FileMode, Tree } from "../../../src/model.ts";
import { compareTrees } from "../../../src/diff/trees/trees.ts";

/** A tree from `path: content` or `path: [content, mode]`; the content stands in for its hash. */
function treeOf(files: Record<string, string | [string, FileMode]>): Tree {
  return new Map(
    Object.entries(files).map(([path, file]) => {
      const [content, mode] = typeof file === "string" ? [file, "100644" as const] : file;
      return [path, { hash: content, size: content.length, mode }];
    }),
  );
}

function describeChange(change: FileChange): string {
  switch (change.kind) {
    case "added":
      return `+ ${change.to.path}`;
    case "removed":
      return `- ${change.from.path}`;
    case "modified":
      return `~ ${change.to.path}`;
    case "renamed":
      return `${change.from.path} -> ${change.to.path} ${change.similarity}`;
  }
}

const compare = (from: Parameters<typeof treeOf>[0], to: Parameters<typeof treeOf>[0]) =>
  compareTrees(treeOf(from), treeOf(to)).map(describeChange);

describe("compareTrees", () => {
  it("finds nothing between equal trees, two empty ones among them", () => {
    expect(compare({ a: "1" }, { a: "1" })).toEqual([]);
    expect(compare({}, {})).toEqual([]);
  });

  it("tells added, removed and modified files, sorted by code unit", () => {
    expect(
      compare(
        { "b.md": "1", "Z.md": "2", "a.md": "3" },
        { "b.md": "9", "ä.md": "4", "a.md": "3", "B.md": "5" },
      ),
    ).toEqual(["+ B.md", "- Z.md", "~ b.md", "+ ä.md"]);
  });

  it("takes a change of mode alone for a modification", () => {
    expect(compare({ run: "1" }, { run: ["1", "100755"] })).toEqual(["~ run"]);
  });

  it("gives both versions whole", () => {
    expect(compareTrees(treeOf({ a: "11" }), treeOf({ a: ["2", "120000"] }))).toEqual([
      {
        kind: "modified",
        from: { path: "a", hash: "11", size: 2, mode: "100644" },
        to: { path: "a", hash: "2", size: 1, mode: "120000" },
      },
    ]);
  });
});

describe("exact renames", () => {
  it("pair a removed file with an added one of the same bytes", () => {
    expect(compare({ "a.md": "1", "b.md": "2" }, { "b.md": "2", "c/d.md": "1" })).toEqual([
      "a.md -> c/d.md 1",
    ]);
  });

  it("take each file once, the same base name first", () => {
    expect(
      compare(
        { "x/one.md": "1", "x/two.md": "1" },
        { "y/two.md": "1", "y/new.md": "1", "y/more.md": "1" },
      ),
    ).toEqual(["x/one.md -> y/more.md 1", "+ y/new.md", "x/two.md -> y/two.md 1"]);
  });

  it("prefer the nearest path when the base name is the same", () => {
    expect(
      compare(
        { "en/api/index.md": "1", "en/guide/index.md": "1" },
        { "de/guide/index.md": "1", "de/api/index.md": "1" },
      ),
    ).toEqual(["en/api/index.md -> de/api/index.md 1", "en/guide/index.md -> de/guide/index.md 1"]);
  });

  it("do not depend on the order of the trees", () => {
    const names = ["a/1", "b/1", "c/2", "d/3"];
    const from = Object.fromEntries(names.map((name) => [`old/${name}`, "same"]));
    const reversed = Object.fromEntries(names.toReversed().map((name) => [`old/${name}`, "same"]));
    const to = { "new/1": "same", "new/2": "same", "new/b/1": "same" };
    expect(compare(reversed, to)).toEqual(compare(from, to));
    expect(compare(from, to)).toContain("old/b/1 -> new/b/1 1");
  });

  it("leave files that did not move alone", () => {
    expect(compare({ a: "1" }, { a: "1", b: "1" })).toEqual(["+ b"]);
  });

  it("never pair links, but keep a file that became executable", () => {
    expect(compare({ a: ["1", "120000"] }, { b: "1" })).toEqual(["- a", "+ b"]);
    expect(compare({ a: ["1", "120000"] }, { b: ["1", "120000"] })).toEqual(["- a", "+ b"]);
    expect(compare({ a: "1" }, { b: ["1", "100755"] })).toEqual(["a -> b 1"]);
  });

  it("pair empty files only under the same base name", () => {
    expect(compare({ "a/.keep": "" }, { "b/.keep": "" })).toEqual(["a/.keep -> b/.keep 1"]);
    expect(compare({ "a/.keep": "" }, { "b/empty.md": "" })).toEqual(["- a/.keep", "+ b/empty.md"]);
  });

  it("pair thousands of equal files in order", () => {
    const files = (folder: string, count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`${folder}/${index}.md`, "stub"]),
      );
    const changes = compareTrees(treeOf(files("a", 1500)), treeOf(files("b", 1501)));
    expect(changes.filter(({ kind }) => kind === "renamed")).toHaveLength(1500);
    expect(changes.map(describeChange)).toContain("a/77.md -> b/77.md 1");
    expect(changes.map(describeChange)).toContain("+ b/1500.md");
  });
});
