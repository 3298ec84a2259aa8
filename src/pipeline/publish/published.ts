/**
 * What was published last, to tell that nothing is to be done: the same facts, laid out by the same code,
 * in an output that nobody has touched since; and what of the output came from a build.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { nameTemporary } from "../../archive/temporary-files.ts";
import { attemptWrite } from "../../archive/system-error.ts";
import { marker } from "./foreign-files.ts";
import { hashText } from "../hash.ts";
import { listFiles } from "../../archive/list-files.ts";

const publishedSchema = z.object({
  key: z.string(),
  /** Hash of the names, sizes and times of all files. */
  listing: z.string(),
  /** Names of all files, below the output. */
  files: z.array(z.string()),
  /** Hashes of the `archive.json` that the output may have: another one is another build's. */
  markers: z.array(z.string()),
  records: z.number(),
});

type Note = z.infer<typeof publishedSchema>;

export interface Published {
  /** Hash of all that the site is made from. */
  readonly key: string;
  readonly records: number;
}

/** What is known of the site in `out`, or null where it is not as it was published. */
export function findPublished(cacheFolder: string, out: string): Published | null {
  const note = readNote(cacheFolder, out);
  try {
    if (!note || note.listing !== hashListing(out, listFiles(out))) return null;
    return { key: note.key, records: note.records };
  } catch {
    // There is no output, or it changes right now.
    return null;
  }
}

/**
 * The files that the last build put into `out`, or null where nobody knows: there was none, or the output is
 * one of another build, such as an older one that was restored.
 */
export function listPublished(cacheFolder: string, out: string): readonly string[] | null {
  const note = readNote(cacheFolder, out);
  return note?.markers.includes(hashMarker(out)) ? note.files : null;
}

/**
 * Notes, before it is published, that the site's files may stand in `out`: a build that is killed then
 * leaves nothing that would look like somebody else's. Throws InputError where it cannot be written.
 */
export function notePlanned(cacheFolder: string, out: string, siteFolder: string): void {
  const known = listPublished(cacheFolder, out);
  if (!known) return;
  const files = [...new Set([...known, ...listFiles(siteFolder)])];
  const markers = [hashMarker(out), hashMarker(siteFolder)];
  attemptWrite(cacheFolder, "--cache", () => {
    writeNote(cacheFolder, out, { key: "", listing: "", files, records: 0, markers });
  });
}

/** Notes what was just published to `out`. The site is there: that no note can be written is no failure. */
export function notePublished(cacheFolder: string, out: string, published: Published): void {
  try {
    const files = listFiles(out);
    const listing = hashListing(out, files);
    writeNote(cacheFolder, out, { ...published, listing, files, markers: [hashMarker(out)] });
  } catch {
    // Without it the next build lays all pages out again, and that is all.
  }
}

function writeNote(cacheFolder: string, out: string, note: Note): void {
  const file = fileFor(cacheFolder, out);
  const temporary = nameTemporary(cacheFolder);
  try {
    writeFileSync(temporary, JSON.stringify(note));
    mkdirSync(path.dirname(file), { recursive: true });
    if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory())
      rmSync(file, { recursive: true });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function readNote(cacheFolder: string, out: string): Note | null {
  try {
    const text = readFileSync(fileFor(cacheFolder, out), "utf8");
    return publishedSchema.parse(JSON.parse(text));
  } catch {
    // Missing, damaged or of an older version: all mean that nothing is known.
    return null;
  }
}

function fileFor(cacheFolder: string, out: string): string {
  return path.join(cacheFolder, "published", `${hashText(out)}.json`);
}

/** Hash of the site's `archive.json`; of nothing where it has none. */
function hashMarker(folder: string): string {
  const file = path.join(folder, marker);
  return hashText(existsSync(file) ? readFileSync(file, "utf8") : "");
}

function hashListing(folder: string, files: readonly string[]): string {
  const lines = files.map((name) => {
    const { size, mtimeMs } = statSync(path.join(folder, name));
    return `${name}\0${String(size)}\0${String(mtimeMs)}`;
  });
  return hashText(lines.join("\n"));
}
