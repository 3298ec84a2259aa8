/**
 * What was published last, to tell that nothing is to be done: the same facts, laid out by the same code,
 * in an output that nobody has touched since.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { hashText } from "./hash.ts";

const publishedSchema = z.object({
  key: z.string(),
  /** Hash of the names, sizes and times of all files. */
  listing: z.string(),
  records: z.number(),
});

export interface Published {
  /** Hash of all that the site is made from. */
  readonly key: string;
  readonly records: number;
}

/** What is known of the site in `out`, or null where it is not as it was published. */
export function findPublished(cacheFolder: string, out: string): Published | null {
  try {
    const text = readFileSync(fileFor(cacheFolder, out), "utf8");
    const { key, listing, records } = publishedSchema.parse(JSON.parse(text));
    return listing === hashListing(out) ? { key, records } : null;
  } catch {
    // Missing, half-written by an older version, or no output: all mean that nothing is known.
    return null;
  }
}

/** Notes what was just published to `out`. */
export function notePublished(cacheFolder: string, out: string, published: Published): void {
  const file = fileFor(cacheFolder, out);
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, JSON.stringify({ ...published, listing: hashListing(out) }));
  renameSync(draft, file);
}

function fileFor(cacheFolder: string, out: string): string {
  return path.join(cacheFolder, "published", `${hashText(out)}.json`);
}

function hashListing(folder: string): string {
  const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(file);
      return `${file}\0${String(size)}\0${String(mtimeMs)}`;
    });
  return hashText(lines.toSorted().join("\n"));
}
