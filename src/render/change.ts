import type { Coarseness, FragmentPiece, Range, Row, TextChange } from "../model.ts";
import type { Highlighter } from "./highlight/highlight.ts";
import { renderHunkPart } from "./hunk.ts";
import { grammarOf } from "./highlight/languages.ts";
import { planPieces } from "./pieces.ts";
import type { RowContext } from "./row.ts";

/** HTML that may be laid on a page of its own; see `README.md` for the marks to be replaced in it. */
export interface RenderedPiece extends FragmentPiece {
  readonly html: string;
}

export interface RenderedChange {
  readonly pieces: readonly RenderedPiece[];
  /** How the change is shown coarser than usual, `colours` included. */
  readonly coarse: readonly Coarseness[];
}

/** Renders the hunks of one change, without the change's own header. */
export function renderChange(change: TextChange, highlighter: Highlighter): RenderedChange {
  const grammar = grammarOf(change.path);
  const rows = change.hunks.flatMap((hunk) => hunk.rows);
  const old = highlighter.tokenise(change.oldLines, grammar, findShown(rows, "old"));
  const young = highlighter.tokenise(change.newLines, grammar, findShown(rows, "new"));
  const context: RowContext = {
    change,
    oldTokens: old.tokens,
    newTokens: young.tokens,
    showReturns: hasMixedReturns(change, rows),
  };
  const pieces = planPieces(change).map(({ parts, lines, bytes, sides }) => ({
    html: parts.map((part) => renderHunkPart(part, context)).join(""),
    lines,
    bytes,
    sides,
  }));
  const coarse =
    old.coarse || young.coarse ? [...change.coarse, "colours" as const] : change.coarse;
  return { pieces, coarse };
}

/** Runs of lines (0-based) that are shown of one side; context lines are those of the new text. */
function findShown(rows: readonly Row[], side: "old" | "new"): readonly Range[] {
  const ranges: Range[] = [];
  for (const row of rows) {
    const line = lineOn(row, side);
    if (line === null) continue;
    const last = ranges.at(-1);
    if (last?.end === line - 1) ranges[ranges.length - 1] = { start: last.start, end: line };
    else ranges.push({ start: line - 1, end: line });
  }
  return ranges;
}

function lineOn(row: Row, side: "old" | "new"): number | null {
  if (row.kind === "context") return side === "new" ? row.new : null;
  return (row.kind === "deletion") === (side === "old") ? row.line : null;
}

function hasMixedReturns({ oldLines, newLines }: TextChange, rows: readonly Row[]): boolean {
  let some = false;
  let all = true;
  for (const row of rows) {
    if (row.kind === "context") continue;
    const line = (row.kind === "deletion" ? oldLines : newLines)[row.line - 1] ?? "";
    if (!line.endsWith("\n")) continue;
    if (line.endsWith("\r\n")) some = true;
    else all = false;
  }
  return some && !all;
}
