import { mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { checkFolders } from "../../../src/pipeline/publish/check-folders.ts";
import { InputError } from "../../../src/errors.ts";

const root = mkdtempSync(path.join(tmpdir(), "tidemark-folders-"));
for (const name of ["archive/snapshots", "dist", "elsewhere"]) {
  mkdirSync(path.join(root, name), { recursive: true });
}
symlinkSync("archive/snapshots", path.join(root, "linked"));

/** Each folder below `root`; the usual ones where none is named. */
function check(folders: { snapshots?: string; out?: string; cache?: string }): string[] {
  const usual = { snapshots: "archive/snapshots", out: "dist", cache: "archive/.cache" };
  const { snapshots, out, cache } = { ...usual, ...folders };
  try {
    checkFolders({
      snapshots: path.join(root, snapshots),
      out: path.join(root, out),
      cache: path.join(root, cache),
    });
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(
      ({ where, what }) => `${path.relative(root, where)} ${what.split(" ").slice(0, 3).join(" ")}`,
    );
  }
}

test("folders beside each other are fine", () => {
  expect(check({})).toEqual([]);
  expect(check({ out: "archive/snapshots-site", cache: "dist-cache" })).toEqual([]);
  expect(check({ out: "archive/.cache/out" })).toEqual([]);
  expect(check({ cache: "archive/snapshots/.cache" })).toEqual([]);
});

test("an output among the snapshots would be a source", () => {
  expect(check({ out: "archive/snapshots" })).toEqual(["archive/snapshots is inside the"]);
  expect(check({ out: "archive/snapshots/site" })).toEqual([
    "archive/snapshots/site is inside the",
  ]);
});

test("an output around the snapshots or the cache would take them away", () => {
  expect(check({ out: "archive", cache: "elsewhere" })).toEqual(["archive holds the snapshots,"]);
  expect(check({ cache: "dist" })).toEqual(["dist holds the cache,"]);
  expect(check({ cache: "dist/not/yet/there" })).toEqual(["dist holds the cache,"]);
  expect(check({ out: "archive" })).toHaveLength(2);
});

test("a cache among the snapshots would be a source", () => {
  expect(check({ cache: "archive/snapshots/cache" })).toEqual([
    "archive/snapshots/cache is inside the",
  ]);
});

test("links are followed", () => {
  expect(check({ out: "linked/site" })).toEqual(["linked/site is inside the"]);
  expect(check({ snapshots: "linked", out: "archive/snapshots/site" })).toEqual([
    "archive/snapshots/site is inside the",
  ]);
});
