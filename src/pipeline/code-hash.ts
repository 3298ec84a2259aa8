import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hashText } from "./hash.ts";

/** What makes pairs and records: folders and files of `src`. */
const comparing = [
  "archive/packed-entry.ts",
  "sequences",
  "diff",
  "markdown",
  "kinds",
  "headlines",
  "render",
  "versions",
  "pipeline",
  "bytes.ts",
  "model.ts",
  "site/addresses/assign-addresses.ts",
  "site/text/escape.ts",
  "site/search",
  "site/pages/totals.ts",
];

/**
 * A hash of the code and of the packages that make what the cache holds: whatever changes there, the
 * cache is made anew. `projectFolder` is absolute.
 */
export function hashComparingCode(projectFolder: string): string {
  const source = path.join(projectFolder, "src");
  return hashFiles([
    ...comparing.flatMap((name) => listFiles(path.join(source, name))),
    path.join(projectFolder, "package-lock.json"),
  ]);
}

/** A hash of all that makes a site from facts and the cache. */
export function hashSiteCode(projectFolder: string): string {
  return hashFiles(
    ["src", "public", "astro.config.mjs", "package-lock.json"].flatMap((name) =>
      listFiles(path.join(projectFolder, name)),
    ),
  );
}

function listFiles(place: string): string[] {
  if (path.extname(place) !== "") return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function hashFiles(files: readonly string[]): string {
  return hashText(files.map((file) => readFileSync(file, "latin1")).join("\0"));
}
