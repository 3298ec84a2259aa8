/** A folder with a list of its files and their checksums, which tells whether it is still whole. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { listFiles } from "./list-files.ts";

/** The name of the list, in the folder itself. */
export const checksumFile = "checksums.json";

/** Checksums by the files' paths below the folder. */
const checksumsSchema = z.record(z.string(), z.number());

/** Writes the checksums of the files that the folder holds now. Throws what the file system throws. */
export function writeChecksums(folder: string): void {
  writeFileSync(
    path.join(folder, checksumFile),
    JSON.stringify(Object.fromEntries(sumFiles(folder))),
  );
}

/** Whether the folder is there and holds the very files whose checksums were written. */
export function hasIntactFiles(folder: string): boolean {
  try {
    const text = readFileSync(path.join(folder, checksumFile), "utf8");
    const sums = new Map(Object.entries(checksumsSchema.parse(JSON.parse(text))));
    const found = sumFiles(folder);
    return found.length === sums.size && found.every(([name, sum]) => sums.get(name) === sum);
  } catch {
    // Missing or damaged in whatever way: both mean that it has to be made again.
    return false;
  }
}

/** Checksums of the files below a folder but the list itself, by path, `/` between folders. */
function sumFiles(folder: string): (readonly [name: string, sum: number])[] {
  return listFiles(folder)
    .filter((name) => name !== checksumFile)
    .map((name) => [name, crc32(readFileSync(path.join(folder, name)))]);
}
