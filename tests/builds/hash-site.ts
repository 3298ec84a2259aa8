import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Hashes by file; Pagefind's files count by their number, their bytes are its own affair. */
export function hashSite(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
  const own = files.filter((name) => !name.includes("/pagefind/"));
  return {
    ...Object.fromEntries(
      own.map((name) => {
        const bytes = readFileSync(path.join(folder, name));
        return [name, createHash("sha256").update(bytes).digest("hex")];
      }),
    ),
    pagefind: String(files.length - own.length),
  };
}
