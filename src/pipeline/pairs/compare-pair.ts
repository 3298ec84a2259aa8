/** The first half of a pair's way: files are compared, and what the search for kinds needs is noted. */
import { deserialize, serialize } from "node:v8";
import type { Cache } from "../../archive/cache.ts";
import { formatPatch } from "../../diff/patch/patch.ts";
import { findRelocated } from "../../diff/trees/relocated.ts";
import { compareRemoved, findRenames } from "../../diff/trees/renames.ts";
import { createNoiseFinder } from "../../kinds/noise.ts";
import type { OpenFile } from "../../kinds/open-lines.ts";
import type { FileChange, RelocatedText } from "../../model.ts";
import { analyseChange, type AnalysedText } from "./analyse-change.ts";
import { compareChange, describeContent, isRewritten } from "./compare-change.ts";
import { type Contents, createReader } from "./contents.ts";
import type { PairTask } from "./pair-task.ts";

/** What comparing found out, as it waits in the cache until the kinds of lines are known. */
export interface ComparedPair {
  /** With renames by similarity; the same order in `texts`. */
  readonly changes: readonly FileChange[];
  readonly approximateRenames: boolean;
  readonly relocated: readonly RelocatedText[];
  /** Null where no lines are shown. */
  readonly texts: readonly (AnalysedText | null)[];
}

/** Compares a pair and writes its patch, what was compared, and its open lines, which come last. */
export function comparePair(
  task: PairTask,
  contents: Contents,
  tools: { readonly cache: Cache; readonly deflate: (bytes: Uint8Array) => Uint8Array },
): void {
  const { cache } = tools;
  const read = createReader(contents);
  const renames = compareRemoved(task.changes, read.text);
  const compared = renames.changes.map((change) => compareChange(change, read.bytes));
  const byChange = new Map(compared.map((item) => [item.change, item]));
  const relocated = findRelocated(renames.changes, read.text, (change) => {
    const item = byChange.get(change);
    return item !== undefined && isRewritten(item);
  });
  const findNoise = createNoiseFinder(task.noise);
  const texts: (AnalysedText | null)[] = [];
  const open: OpenFile[] = [];
  for (const item of compared) {
    const { text, file } = analyseChange(item, findNoise);
    texts.push(text);
    if (file) open.push(file);
  }
  const patched = task.patched
    ? findRenames(task.patched, read.text).map((change) => compareChange(change, read.bytes))
    : compared;
  const patch = formatPatch(
    patched.map((item) => ({ change: item.change, content: describeContent(item) })),
    tools.deflate,
  );
  cache.write("patch", task.key, patch);
  const pair: ComparedPair = {
    changes: renames.changes,
    approximateRenames: renames.approximate,
    relocated,
    texts,
  };
  cache.write("compared", task.key, JSON.stringify(pair));
  cache.write("lines", task.key, serialize(open));
}

/** What `comparePair` wrote, or null where not all of it is there. */
export function readCompared(cache: Cache, key: string): ComparedPair | null {
  const bytes = cache.read("compared", key);
  return bytes && (JSON.parse(bytes.toString("utf8")) as ComparedPair);
}

/** The open lines that `comparePair` wrote, or null where there are none. */
export function readOpenFiles(cache: Cache, key: string): OpenFile[] | null {
  const bytes = cache.read("lines", key);
  return bytes && (deserialize(bytes) as OpenFile[]);
}
