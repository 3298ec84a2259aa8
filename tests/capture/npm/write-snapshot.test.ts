import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

import { hasSnapshot, writeSnapshot } from "../../../src/capture/npm/write-snapshot.ts";

const stamp = "2026-05-18T0600Z";
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tidemark-write-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("writes files and folders", async () => {
  const files = new Map([
    ["index.md", "# All\n"],
    ["packages/@harbour/boat.md", "# boat\n"],
  ]);
  expect(hasSnapshot(folder, stamp)).toBe(false);
  await writeSnapshot(folder, stamp, files);
  expect(hasSnapshot(folder, stamp)).toBe(true);
  const boat = path.join(folder, stamp, "packages/@harbour/boat.md");
  expect(await readFile(boat, "utf8")).toBe("# boat\n");
});

it("replaces a snapshot whole", async () => {
  await writeSnapshot(folder, stamp, new Map([["old.md", ""]]));
  await writeSnapshot(folder, stamp, new Map([["new.md", ""]]));
  expect(await readdir(path.join(folder, stamp))).toEqual(["new.md"]);
  expect(await readdir(folder)).toEqual([stamp]);
});

it("leaves what was there when it fails half-way", async () => {
  await writeSnapshot(folder, stamp, new Map([["old.md", ""]]));
  // The second name needs a folder where the first put a file.
  const broken = new Map([
    ["a", ""],
    ["a/b", ""],
  ]);
  await expect(writeSnapshot(folder, stamp, broken)).rejects.toThrow();
  expect(await readdir(path.join(folder, stamp))).toEqual(["old.md"]);
  expect(await readdir(folder)).toEqual([stamp]);
});
