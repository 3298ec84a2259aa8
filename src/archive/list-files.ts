import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * Paths of all files and links below `folder`, `/` between folders, sorted by code units; none where there is
 * no such folder. Throws what the file system throws.
 */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll(path.sep, "/"))
    .toSorted();
}

/** Names of the folders in `folder`, sorted; those that begin with a dot are nobody's business. */
export function listFolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .toSorted();
}
