/** A history in memory, from texts to the kind of every changed line: what a build does, without its cache. */
import { encodeText } from "../../src/bytes.ts";
import { compareRemoved } from "../../src/diff/trees/renames.ts";
import { compareTrees } from "../../src/diff/trees/trees.ts";
import { applyKinds } from "../../src/kinds/apply-kinds.ts";
import { findKinds } from "../../src/kinds/find-kinds.ts";
import { beginHistory, type History, openHistory } from "../../src/kinds/history.ts";
import type { ChangedRow, LineLink, MoveEnd, Path, Tree } from "../../src/model.ts";
import { analyseChange, listKeysOf } from "../../src/pipeline/pairs/analyse-change.ts";
import { compareChange } from "../../src/pipeline/pairs/compare-change.ts";

/** The files of one snapshot. */
export type Files = Readonly<Record<Path, string>>;

export interface TracedLine {
  readonly path: Path;
  readonly side: "+" | "-";
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly kind: ChangedRow["lineKind"];
  readonly move: MoveEnd | null;
  readonly link: LineLink | null;
}

/** The changed lines of every pair; a pair's *to* is the number of its snapshot, from 0. */
export function traceKinds(
  snapshots: readonly Files[],
  /** The history may be changed for another one before a pair. */
  between: (history: History, index: number) => History = (history) => history,
): TracedLine[][] {
  const [first = {}, ...later] = snapshots;
  const keys = Object.entries(first).map(
    ([path, text]) => [path, listKeysOf(path, encodeText(text))] as const,
  );
  let history = openHistory(beginHistory(new Map(keys)));
  return later.map((files, index) => {
    history = between(history, index);
    const before = snapshots[index] ?? {};
    const contents = new Map(
      [...Object.values(before), ...Object.values(files)].map((text) => [text, text]),
    );
    const { changes } = compareRemoved(
      compareTrees(toTree(before), toTree(files)),
      (hash) => contents.get(hash) ?? null,
    );
    const items = changes.map((change) => compareChange(change, (hash) => encodeText(hash)));
    const analysed = items.map((item) => ({ item, ...analyseChange(item) }));
    const open = analysed.flatMap(({ file }) => file ?? []);
    const kinds = new Map(
      findKinds(open, String(index + 1), history).map((file) => [file.path, file]),
    );
    return analysed.flatMap(({ item, text }): TracedLine[] => {
      if (!text || !item.text) return [];
      const { oldLines, newLines } = item.text;
      const linkTo = ({ to, path }: { to: string; path: Path }): LineLink => ({
        kind: "change",
        date: to,
        anchor: path,
      });
      const hunks = applyKinds(text.hunks, kinds.get(item.path), text.silent, linkTo);
      return hunks.flatMap(({ rows }) =>
        rows.flatMap((row): TracedLine[] => {
          if (row.kind === "context") return [];
          const { line, lineKind: kind, move, link } = row;
          const isNew = row.kind === "insertion";
          const shown = (isNew ? newLines : oldLines)[line - 1] ?? "";
          return [
            { path: item.path, side: isNew ? "+" : "-", line, text: shown, kind, move, link },
          ];
        }),
      );
    });
  });
}

/** A text stands for its own hash. */
function toTree(files: Files): Tree {
  return new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      { hash: text, size: text.length, mode: "100644" as const },
    ]),
  );
}
