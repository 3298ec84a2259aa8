import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Two versions of one file. */
export interface BenchPair {
  readonly id: string;
  readonly path: string;
  readonly oldBytes: Uint8Array;
  readonly newBytes: Uint8Array;
}

const indexSchema = z.array(z.object({ id: z.string(), path: z.string() }));

/** Reads `index.json` and the two files of each pair that it lists. Throws where one is missing. */
export function readPairs(folder: string): BenchPair[] {
  const index = indexSchema.parse(
    JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")),
  );
  return index.map(({ id, path: file }) => ({
    id,
    path: file,
    oldBytes: readFileSync(path.join(folder, `${id}.old.md`)),
    newBytes: readFileSync(path.join(folder, `${id}.new.md`)),
  }));
}

/** Writes pairs as `readPairs` reads them; the folder is made. */
export function writePairs(folder: string, pairs: readonly BenchPair[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { id, oldBytes, newBytes } of pairs) {
    writeFileSync(path.join(folder, `${id}.old.md`), oldBytes);
    writeFileSync(path.join(folder, `${id}.new.md`), newBytes);
  }
  const index = pairs.map(({ id, path: file }) => ({ id, path: file }));
  writeFileSync(path.join(folder, "index.json"), `${JSON.stringify(index, null, 1)}\n`);
}
