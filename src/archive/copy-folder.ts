import { constants, copyFileSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * Copies a folder of plain files and folders. Unlike `cpSync` of Node 24 it throws what really went wrong:
 * that one tells of a full disk as of a broken one.
 */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}
