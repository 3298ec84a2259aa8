import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import type { Path, Stamp } from "../../model.ts";

/** Whether the source's folder holds that snapshot. */
export function hasSnapshot(folder: string, stamp: Stamp): boolean {
  return existsSync(path.join(folder, stamp));
}

/**
 * Writes one snapshot whole or not at all: its files grow in a hidden folder beside it, which then
 * takes its name. A snapshot that is there already is replaced.
 */
export async function writeSnapshot(
  folder: string,
  stamp: Stamp,
  files: ReadonlyMap<Path, string>,
): Promise<void> {
  const target = path.join(folder, stamp);
  const partial = path.join(folder, ".partial");
  const replaced = path.join(folder, ".replaced");
  await remove(partial);
  await remove(replaced);
  try {
    await mkdir(partial, { recursive: true });
    for (const [name, text] of files) {
      const file = path.join(partial, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    if (existsSync(target)) await rename(target, replaced);
    await rename(partial, target);
  } finally {
    await remove(partial);
    await remove(replaced);
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
