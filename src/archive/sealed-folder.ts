/** A folder with a list of its files and their checksums, which tells whether it is still whole. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";

/** The name of the list, in the folder itself. */
export const sealFile = "sealed.json";

/** Checksums by the files' paths below the folder. */
const sealSchema = z.record(z.string(), z.number());

/** Seals the folder as it is now. Throws what the file system throws. */
export function sealFolder(folder: string): void {
  writeFileSync(path.join(folder, sealFile), JSON.stringify(Object.fromEntries(sumFiles(folder))));
}

/** Whether the folder is there and holds the very files that were sealed. */
export function isSealed(folder: string): boolean {
  try {
    const text = readFileSync(path.join(folder, sealFile), "utf8");
    const sealed = new Map(Object.entries(sealSchema.parse(JSON.parse(text))));
    const found = sumFiles(folder);
    return found.length === sealed.size && found.every(([name, sum]) => sealed.get(name) === sum);
  } catch {
    // Missing or damaged in whatever way: both mean that it has to be made again.
    return false;
  }
}

/** Paths of the sealed files, `/` between folders. */
function sumFiles(folder: string): (readonly [name: string, sum: number])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => path.relative(folder, file) !== sealFile)
    .map((file) => [
      path.relative(folder, file).replaceAll(path.sep, "/"),
      crc32(readFileSync(file)),
    ]);
}
