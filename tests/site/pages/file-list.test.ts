import { expect, test } from "vitest";
import { groupByFolder, rankFiles, splitPath } from "../../../src/site/pages/file-list.ts";
import { makeChange, makeRename, makeSource } from "../facts.ts";

const source = makeSource({
  "2026-01-02": [makeChange("guide/tides.md"), makeChange("index.md"), makeChange("guide/old.md")],
  "2026-01-03": [makeChange("guide/tides.md"), makeRename("guide/old.md", "moon/new.md")],
});
const files = source.files.map((file) => ({ ...file, present: file.path !== "guide/old.md" }));
const withGone = { ...source, files };

test("files stand by folder, those at the top first", () => {
  const folders = groupByFolder(withGone).map(({ path, files: listed }) => [
    path,
    listed.map(({ file, changes, last, renamedTo }) => [file.path, changes, last?.date, renamedTo]),
  ]);
  expect(folders).toEqual([
    ["", [["index.md", 1, "2026-01-02", null]]],
    [
      "guide",
      [
        ["guide/old.md", 1, "2026-01-02", "moon/new.md"],
        ["guide/tides.md", 2, "2026-01-03", null],
      ],
    ],
    ["moon", [["moon/new.md", 2, "2026-01-03", null]]],
  ]);
});

test("files that are gone are not ranked; equal ones stand by name", () => {
  expect(rankFiles(withGone, 2).map(({ file }) => file.path)).toEqual([
    "guide/tides.md",
    "moon/new.md",
  ]);
});

test("a path at the top has no folder", () => {
  expect(splitPath("index.md")).toEqual({ folder: "", name: "index.md" });
  expect(splitPath("a/b/c.md")).toEqual({ folder: "a/b", name: "c.md" });
});
