import { readFileSync } from "node:fs";
import path from "node:path";
import { hashText } from "./hash.ts";
import { listFiles } from "../archive/list-files.ts";

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
  "site/cut-runs.ts",
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
    ...comparing.flatMap((name) => expand(path.join(source, name))),
    path.join(projectFolder, "package-lock.json"),
  ]);
}

/** A hash of all that makes a site from facts and the cache. */
export function hashSiteCode(projectFolder: string): string {
  return hashFiles(
    ["src", "public", "astro.config.mjs", "package-lock.json"].flatMap((name) =>
      expand(path.join(projectFolder, name)),
    ),
  );
}

/** The files of a folder; a file stands for itself. */
function expand(place: string): string[] {
  if (path.extname(place) !== "") return [place];
  return listFiles(place).map((name) => path.join(place, name));
}

function hashFiles(files: readonly string[]): string {
  return hashText(files.map((file) => readFileSync(file, "latin1")).join("\0"));
}
