/** `suspected.json` beside a source's snapshots: committed with them, so that the next machine knows what waits. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { InputError, hasCode } from "../../errors.ts";
import type { Shape } from "../../json-values.ts";
import type { Path } from "../../model.ts";

const name = "suspected.json";

/** A file that waits: what came instead, how often in a row, by which rule it was suspected, a sketch of its words. */
const waiting = z.strictObject({
  answer: z.string(),
  times: z.number().int().positive(),
  rule: z.string().default(""),
  heading: z.string().default(""),
  words: z.array(z.number()).default([]),
});
const schema = z.record(z.string(), waiting);

export type Waiting = Shape<typeof waiting>;
export type Suspected = ReadonlyMap<Path, Waiting>;

/** None where there is no such file. Throws InputError where it cannot be read. */
export function readSuspected(sourceFolder: string): Suspected {
  const file = path.join(sourceFolder, name);
  try {
    return new Map(Object.entries(schema.parse(JSON.parse(readFileSync(file, "utf8")))));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return new Map();
    throw new InputError({
      where: file,
      what: "is not what a capture wrote there",
      remedy: "Take it from the last commit, or delete it: counting begins anew.",
    });
  }
}

/** Writes it whole or not at all; no file stands where nothing waits. */
export function writeSuspected(sourceFolder: string, suspected: Suspected): void {
  const file = path.join(sourceFolder, name);
  if (suspected.size === 0) {
    rmSync(file, { force: true });
    return;
  }
  const entries = [...suspected].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = entries.map(([path, each]) => `  ${JSON.stringify(path)}: ${JSON.stringify(each)}`);
  const draft = path.join(sourceFolder, `.${name}`);
  writeFileSync(draft, `{\n${lines.join(",\n")}\n}\n`);
  renameSync(draft, file);
}
