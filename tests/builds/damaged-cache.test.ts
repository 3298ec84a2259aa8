import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openCache } from "../../src/archive/cache.ts";
import { makeScratchFolder, mustBuild } from "./build-site.ts";
import { damages } from "./damage.ts";
import { hashSite } from "./hash-site.ts";

const kinds = ["facts", "feed", "fragments", "kinds", "patch", "search", "texts"] as const;

test("every kind of entry, damaged in every way, is made again", async () => {
  const scratch = makeScratchFolder();
  const snapshots = path.join(scratch, "snapshots");
  const cacheFolder = path.join(scratch, "cache");
  writeArchive(snapshots);
  const clean = path.join(scratch, "clean");
  await mustBuild(snapshots, clean, {}, ["--threads", "2"]);
  const expected = hashSite(clean);

  const cache = openCache(cacheFolder);
  const keys = listFiles(path.join(cacheFolder, "facts")).map((file) => path.basename(file));
  expect(keys).toHaveLength(kinds.length * Object.keys(damages).length);
  const readEntry = (kind: "facts" | "kinds", key: string) =>
    JSON.parse(cache.read(kind, key)?.toString("utf8") ?? "") as { key: string; patch: string };
  const names = listFiles(path.join(cacheFolder, "kinds")).map((file) => path.basename(file));
  const namesOf = new Map(names.map((name) => [readEntry("kinds", name).key, name]));
  const patches = new Map(keys.map((key) => [key, readEntry("facts", key).patch]));
  /** The name of a pair's entry of this kind, by the pair's key. */
  const nameOf = (kind: (typeof kinds)[number], key: string) =>
    (kind === "kinds" ? namesOf : kind === "patch" ? patches : null)?.get(key) ?? key;
  const indexes = readdirSync(path.join(cacheFolder, "index"));
  for (const [row, damage] of Object.values(damages).entries()) {
    // One damage a pair: the others must not hide it.
    for (const [column, kind] of kinds.entries()) {
      const at = row * kinds.length + column;
      const key = nameOf(kind, keys[at] ?? "");
      const other = nameOf(kind, keys[(at + 1) % keys.length] ?? "");
      const fileOf = (name: string) => path.join(cacheFolder, kind, name.slice(0, 2), name);
      damage(fileOf(key), fileOf(other));
      expect([kind, key, cache.read(kind, key)]).toEqual([kind, key, null]);
    }
    const index = indexes[row] ?? "";
    const [file = "", other = ""] = listFiles(path.join(cacheFolder, "index", index)).slice(row);
    damage(file, other);
    expect([index, cache.findFolder(index)]).toEqual([index, null]);
  }

  const mended = path.join(scratch, "mended");
  await mustBuild(snapshots, mended, {}, ["--threads", "1"]);
  expect(hashSite(mended)).toEqual(expected);
  for (const key of keys) {
    for (const kind of kinds) {
      const isLost = cache.read(kind, nameOf(kind, key)) === null;
      expect([kind, key, isLost]).toEqual([kind, key, false]);
    }
  }
  expect(indexes.map((index) => cache.findFolder(index) !== null)).not.toContain(false);
  expect(readdirSync(path.join(cacheFolder, "temporary"))).toEqual([]);
});

/** For each damage a source (so that each has an index), with a pair for each kind of entry. */
function writeArchive(folder: string): void {
  for (const number of Object.keys(damages).keys()) {
    for (let day = 1; day <= kinds.length + 1; day += 1) {
      const file = path.join(
        folder,
        `tide-${String(number)}`,
        `2026-04-0${String(day)}`,
        "gauge.md",
      );
      mkdirSync(path.dirname(file), { recursive: true });
      const readings = Array.from(
        { length: day },
        (_, hour) => `- at ${String(hour)}: ${String(number + hour)} m`,
      );
      writeFileSync(
        file,
        `# Gauge ${String(number)}\n\nDay ${String(day)}.\n\n${readings.join("\n")}\n`,
      );
    }
  }
}

/** Whole paths of all files below, sorted. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}
