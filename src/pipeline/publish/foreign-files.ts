/** What stands in an output and came from no build: replacing the output would lose it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { listFiles } from "../../archive/list-files.ts";

/** Every site has it at its root: what tells a folder of ours from somebody else's. */
export const marker = "archive.json";

/** What file managers leave wherever they look. */
const systemFiles = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

const sourcesSchema = z.object({ sources: z.array(z.object({ id: z.string() })) });

/** Files of `folder`, `/` between folders, that are none of those that were `published`. */
export function findForeignFiles(folder: string, published: readonly string[]): string[] {
  const known = new Set(published);
  return listFiles(folder).filter(
    (name) => !known.has(name) && !systemFiles.has(path.posix.basename(name)),
  );
}

/**
 * Where nobody knows what was published: what stands at the top of `folder` and neither at the top of
 * the site that would replace it nor in the list of the old site's sources.
 */
export function findForeignNames(folder: string, siteFolder: string): string[] {
  const sources = new Set(listSources(folder));
  return readdirSync(folder)
    .filter((name) => !existsSync(path.join(siteFolder, name)))
    .filter((name) => !sources.has(name) && !systemFiles.has(name))
    .toSorted();
}

function listSources(folder: string): string[] {
  try {
    const text = readFileSync(path.join(folder, marker), "utf8");
    return sourcesSchema.parse(JSON.parse(text)).sources.map(({ id }) => id);
  } catch {
    return [];
  }
}
