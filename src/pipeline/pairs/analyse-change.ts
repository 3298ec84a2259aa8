/** What is shown of one changed file as far as it tells by itself, and what the search for kinds needs of it. */
import { decodeBytes } from "../../bytes.ts";
import { isBinary, splitLines } from "../../diff/lines/text.ts";
import { sidesOf } from "../../diff/trees/trees.ts";
import { listSilent, type SilentLines } from "../../kinds/apply-kinds.ts";
import type { FindNoise } from "../../kinds/noise.ts";
import {
  compareKeys,
  compareNeighbours,
  gatherOpen,
  listKeys,
  noLines,
  noNeighbours,
  type OpenFile,
} from "../../kinds/open-lines.ts";
import type { LineKeys } from "../../kinds/line-keys.ts";
import { readLines } from "../../kinds/read-lines.ts";
import type { ChangedRow, Hunk, Path, TextChange } from "../../model.ts";
import { dialectOf } from "../../render/highlight/languages.ts";
import { analyseText, readKeys } from "./analyse-text.ts";
import type { ComparedChange } from "./compare-change.ts";

export interface AnalysedText extends Pick<TextChange, "approximate"> {
  readonly hunks: readonly Hunk[];
  readonly silent: { readonly old: SilentLines; readonly new: SilentLines };
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
  const { from, to } = sidesOf(change);
  const hashes = { old: from?.hash ?? null, new: to?.hash ?? null };
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
