/** What is known of the pages of the last output: what each was made from, and how its file was left. */
import { statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Cache } from "./cache.ts";

/** A page of the site and what it is made from. */
export interface PageNote {
  /** Below the site's root, `/` between folders. */
  readonly file: string;
  /** Hash of all that the page shows. */
  readonly key: string;
}

const publishedPageSchema = z.object({
  file: z.string(),
  key: z.string(),
  /** Bytes. */
  size: z.number(),
  /** When its file was written, in milliseconds. */
  time: z.number(),
});

export type PublishedPage = Readonly<z.infer<typeof publishedPageSchema>>;

/** The notes that were kept under `key`; none where there are no such. */
export function readPageNotes(cache: Cache, key: string): PublishedPage[] {
  const bytes = cache.read("pages", key);
  return bytes ? z.array(publishedPageSchema).parse(JSON.parse(bytes.toString("utf8"))) : [];
}

/** Notes the pages of the site in `folder`, which is about to be published. Throws where one is missing. */
export function writePageNotes(
  cache: Cache,
  key: string,
  folder: string,
  pages: readonly PageNote[],
): void {
  const notes = pages.map(({ file, key }): PublishedPage => {
    const { size, mtimeMs } = statSync(path.join(folder, file));
    return { file, key, size, time: mtimeMs };
  });
  cache.write("pages", key, JSON.stringify(notes));
}

/** Whether the file is as it was noted. Archives of an output (tar) keep whole seconds only. */
export function isAsNoted(file: string, { size, time }: PublishedPage): boolean {
  const stats = statSync(file);
  const isSameTime = stats.mtimeMs === time || stats.mtimeMs === Math.floor(time / 1000) * 1000;
  return stats.size === size && isSameTime;
}
