/**
 * A part: the output of a build of some of an archive's sources. It carries what the pages about all
 * sources are made from, so that parts can be joined.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Cache } from "../../archive/cache.ts";
import type { ArchiveFacts } from "../../model.ts";
import { listPairs } from "../count-archive.ts";

export interface Part {
  /** Hash of the code that made it. */
  readonly codeHash: string;
  /** Of all sources of the archive, sorted. */
  readonly ids: readonly string[];
  /** Records in its search indexes. */
  readonly records: number;
  /** With the part's own sources. */
  readonly archive: ArchiveFacts;
}

const partFolder = path.join("-", "part");

/** Adds to the site in `folder` what makes it a part; feed texts come from the cache. */
export function writePart(folder: string, part: Part, cache: Cache): void {
  const place = path.join(folder, partFolder);
  mkdirSync(path.join(place, "feed"), { recursive: true });
  for (const { key } of listPairs(part.archive)) {
    const entry = cache.read("feed", key);
    if (!entry) throw new Error(`The cache lost the feed text ${key}: build again.`);
    writeFileSync(path.join(place, "feed", key), entry);
  }
  writeFileSync(path.join(place, "part.json"), JSON.stringify(part));
}

/** The part in `folder`, or null where there is none. */
export function readPart(folder: string): Part | null {
  try {
    return JSON.parse(readFileSync(path.join(folder, partFolder, "part.json"), "utf8")) as Part;
  } catch {
    return null;
  }
}

/** Brings the part's feed texts into the cache. */
export function importFeeds(folder: string, part: Part, cache: Cache): void {
  for (const { key } of listPairs(part.archive)) {
    cache.write("feed", key, readFileSync(path.join(folder, partFolder, "feed", key)));
  }
}
