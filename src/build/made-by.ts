import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hashText } from "./hash.ts";

const folders = ["diff", "markdown", "render", "build"];
const files = [
  "archive/feed-entry.ts",
  "bytes.ts",
  "model.ts",
  "site/addresses.ts",
  "site/search-records.ts",
  "site/weight.ts",
];

/**
 * A hash of the code and of the packages that make what the cache holds: whatever changes there, the
 * cache is made anew. `projectFolder` is absolute.
 */
export function hashMaker(projectFolder: string): string {
  const source = path.join(projectFolder, "src");
  const made = [
    ...folders.flatMap((folder) =>
      readdirSync(path.join(source, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .toSorted((a, b) => (a < b ? -1 : 1))
        .map((name) => path.join(source, folder, name)),
    ),
    ...files.map((name) => path.join(source, name)),
    path.join(projectFolder, "package-lock.json"),
  ];
  return hashText(made.map((file) => readFileSync(file, "utf8")).join("\0"));
}
