import { statSync } from "node:fs";
import path from "node:path";
import { listFiles } from "../archive/list-files.ts";

/** What a build made, for its last lines. */
export interface BuildSummary {
  readonly out: string;
  readonly sources: number;
  readonly snapshots: number;
  readonly changes: number;
  readonly records: number;
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  readonly largestFile: { readonly path: string; readonly bytes: number };
  /** What the files are for; the kinds with most files first. */
  readonly parts: readonly SitePart[];
  /** Seconds by stage, in their order. */
  readonly stages: readonly { readonly name: string; readonly seconds: number }[];
  /** Peak resident size of the largest of the build's processes, Pagefind's aside. */
  readonly peakBytes: number;
  readonly hasSiteUrl: boolean;
  /** The first build here, of an archive without an `id`: names of feed items follow the site's address. */
  readonly wantsId: boolean;
  /** By source: the lines of its `captures.jsonl` that count for nothing; none without such lines. */
  readonly damagedLogs: readonly { readonly id: string; readonly lines: readonly number[] }[];
  /** Nothing was new: the output stayed as it was. */
  readonly isUnchanged: boolean;
  /** The output could not be moved aside, and was filled file by file. */
  readonly isFilled: boolean;
  readonly basePath: string;
}

/** The files of one kind. */
export interface SitePart {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

/** Counts the files of a finished site. */
export function measureSite(
  folder: string,
): Pick<BuildSummary, "pages" | "files" | "bytes" | "largestFile" | "parts"> {
  const files = listFiles(folder).map((file) => ({
    path: file,
    bytes: statSync(path.join(folder, file)).size,
  }));
  const none = { path: "", bytes: 0 };
  const parts = Map.groupBy(files, (file) => nameKind(file.path));
  return {
    pages: files.filter((file) => file.path.endsWith(".html")).length,
    files: files.length,
    bytes: sumBytes(files),
    largestFile: files.reduce(
      (largest, file) => (file.bytes > largest.bytes ? file : largest),
      none,
    ),
    parts: [...parts]
      .map(([name, members]) => ({ name, files: members.length, bytes: sumBytes(members) }))
      .toSorted((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1)),
  };
}

/** What a file of the site is for, by its address. */
function nameKind(file: string): string {
  if (/(^|\/)pagefind\//.test(file)) return "the search index";
  if (/^[^/]+\/files\/.*\.xml$/.test(file)) return "feeds of files";
  if (/^[^/]+\/files\//.test(file)) return "pages of files";
  if (/(^|\/)feeds\/|\.(xml|opml)$|(^|\/)feed\.json$/.test(file)) return "feeds";
  if (file.endsWith(".patch")) return "patches";
  if (/\.(md|json)$/.test(file)) return "days for programs";
  return file.endsWith(".html") ? "pages of days" : "other things";
}

function sumBytes(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
