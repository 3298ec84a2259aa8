import { findMoves } from "../../diff/moves/moves.ts";
import type { MoveEnd, Path } from "../../model.ts";
import type { LineMoves } from "./analyse-text.ts";
import type { ComparedText } from "./compare-change.ts";

interface MutableMoves {
  readonly old: Map<number, MoveEnd>;
  readonly new: Map<number, MoveEnd>;
  coarse: boolean;
}

/** Finds what moved within and between the changed texts of one pair, by path and line. */
export function findLineMoves(
  texts: readonly (ComparedText & { readonly path: Path })[],
): ReadonlyMap<Path, LineMoves> {
  const byPath = new Map<Path, MutableMoves>();
  const { blocks, cut } = findMoves(texts);
  for (const { from, to } of blocks) {
    const isLocal = from.path === to.path;
    noteLines(openMoves(byPath, from.path).old, from, { ...to, path: isLocal ? null : to.path });
    noteLines(openMoves(byPath, to.path).new, to, { ...from, path: isLocal ? null : from.path });
  }
  for (const path of cut) openMoves(byPath, path).coarse = true;
  return byPath;
}

function openMoves(byPath: Map<Path, MutableMoves>, path: Path): MutableMoves {
  const moves = byPath.get(path) ?? { old: new Map(), new: new Map(), coarse: false };
  byPath.set(path, moves);
  return moves;
}

function noteLines(
  lines: Map<number, MoveEnd>,
  run: { readonly line: number; readonly count: number },
  { path, line }: MoveEnd,
): void {
  for (let index = 0; index < run.count; index += 1) lines.set(run.line + index, { path, line });
}
