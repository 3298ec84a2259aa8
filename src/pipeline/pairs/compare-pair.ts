/** The first half of a pair's way: files are compared, and what the search for kinds needs is noted. */
import { deserialize, serialize } from "node:v8";
import type { Cache } from "../../archive/cache.ts";
import { decodeBytes } from "../../bytes.ts";
import { isBinary, splitLines } from "../../diff/lines/text.ts";
import { formatPatch } from "../../diff/patch/patch.ts";
import { compareRemoved, findRenames } from "../../diff/trees/renames.ts";
import { listSilent, type SilentLines } from "../../kinds/apply-kinds.ts";
import { createNoiseFinder, type FindNoise } from "../../kinds/noise.ts";
import {
  compareKeys,
  compareNeighbours,
  gatherOpen,
  listKeys,
  noLines,
  noNeighbours,
  type OpenFile,
} from "../../kinds/open-lines.ts";
import { type LineKeys, readLines } from "../../kinds/read-lines.ts";
import type { ChangedRow, FileChange, Hunk, Path, TextChange } from "../../model.ts";
import { dialectOf } from "../../render/highlight/languages.ts";
import { analyseText, readKeys } from "./analyse-text.ts";
import { compareChange, type ComparedChange, describeContent } from "./compare-change.ts";
import { type Contents, createReader } from "./contents.ts";
import type { PairTask } from "./pair-task.ts";

/** What comparing found out, as it waits in the cache until the kinds of lines are known. */
export interface ComparedPair {
  /** With renames by similarity; the same order in `texts`. */
  readonly changes: readonly FileChange[];
  readonly approximateRenames: boolean;
  /** Null where no lines are shown. */
  readonly texts: readonly (AnalysedText | null)[];
}

export interface AnalysedText extends Pick<TextChange, "approximate"> {
  readonly hunks: readonly Hunk[];
  readonly silent: { readonly old: SilentLines; readonly new: SilentLines };
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

/** The keys of a file, none of one that is binary. */
export function listKeysOf(path: Path, bytes: Uint8Array): Float64Array {
  if (isBinary(bytes)) return new Float64Array();
  return listKeys(readLines(splitLines(decodeBytes(bytes)), dialectOf(path)));
}

/** What is shown of a changed file, and its open lines. */
export function analyseChange(
  item: ComparedChange,
  findNoise?: FindNoise,
): {
  readonly text: AnalysedText | null;
  readonly file: OpenFile | null;
} {
  const { change, path } = item;
  const previousPath = change.kind === "renamed" ? change.from.path : null;
  const hashes = {
    old: change.kind === "added" ? null : change.from.hash,
    new: change.kind === "removed" ? null : change.to.hash,
  };
  if (!item.text) {
    const isSame = change.kind === "renamed" && change.from.hash === change.to.hash;
    const old =
      isSame || change.kind === "added" ? none : listKeysOf(change.from.path, item.oldBytes);
    const new_ = isSame || change.kind === "removed" ? none : listKeysOf(path, item.newBytes);
    const keys = compareKeys(old, new_);
    const open = { old: noLines, new: noLines, changedLines: 0, neighbours: noNeighbours };
    return { text: null, file: { path, previousPath, ...open, ...keys, hashes } };
  }
  const dialect = dialectOf(path);
  const { approximate: approximateLines, ...lines } = item.text;
  const keys = readKeys({ dialect, ...lines });
  const { hunks, approximate } = analyseText({
    path,
    dialect,
    ...lines,
    approximateLines,
    keys,
    findNoise,
  });
  const rows = hunks.flatMap(({ rows }) => rows).filter((row) => row.kind !== "context");
  const gather = (side: "old" | "new") => {
    const own = rows.filter(({ kind }) => (kind === "deletion") === (side === "old"));
    const open = own.filter(({ lineKind }) => lineKind === "new" || lineKind === "gone");
    const numbers = open.map(({ line }) => line - 1).sort((one, other) => one - other);
    const changed = new Set(own.map(({ line }) => line - 1));
    const paired = listPaired(rows, side);
    const texts = side === "old" ? lines.oldLines : lines.newLines;
    return {
      open: gatherOpen(
        keys[side],
        (line) => changed.has(line),
        numbers,
        (line) => (paired.has(line + 1) ? null : (texts[line] ?? "")),
      ),
      silent: listSilent(keys[side], numbers),
    };
  };
  const [old, new_] = [gather("old"), gather("new")];
  const own = change.kind === "renamed" && dialectOf(change.from.path) !== dialect;
  const before: LineKeys = own ? readLines(lines.oldLines, dialectOf(change.from.path)) : keys.old;
  return {
    text: { hunks, approximate, silent: { old: old.silent, new: new_.silent } },
    file: {
      path,
      previousPath,
      old: old.open,
      new: new_.open,
      ...compareKeys(listKeys(before), listKeys(keys.new)),
      hashes,
      changedLines: rows.length,
      neighbours: compareNeighbours(lines.oldLines, lines.newLines, lines.blocks),
    },
  };
}

const none = new Float64Array();

/** Numbers of lines that are shown beside their partners. */
function listPaired(rows: readonly ChangedRow[], side: "old" | "new"): Set<number> {
  const deletions = side === "old";
  return new Set(
    rows.flatMap((row, index) => {
      const { kind, line, paired } = deletions ? row : (rows[index - 1] ?? row);
      if (kind !== "deletion" || !paired) return [];
      return [deletions ? line : row.line];
    }),
  );
}
