import {
  linesAtOnce,
  type Chunk,
  type Approximation,
  type Range,
  type Row,
  type TextChange,
} from "../model.ts";
import { planChunks, planExcerpt } from "./chunks.ts";
import { foldLater } from "./folds.ts";
import type { Highlighter } from "./highlight/highlight.ts";
import { grammarOf } from "./highlight/languages.ts";
import { renderHunkPart } from "./hunk.ts";
import type { RenderedLists } from "./list.ts";
import type { ColouredChange } from "./row.ts";

/** HTML that may be laid on a page of its own; see `README.md` for the marks to be replaced in it. */
interface RenderedChunk extends Chunk {
  readonly html: string;
}

export interface RenderedChange {
  readonly chunks: readonly RenderedChunk[];
  /** What is shown of a change of several chunks where there is no room for it; "" for any other. */
  readonly excerpt: string;
  /** How the change is shown coarser than usual, `colours` included. */
  readonly approximate: readonly Approximation[];
}

/** Renders the hunks of one change, without the change's own header. */
export function renderChange(change: TextChange, highlighter: Highlighter): RenderedChange {
  const grammar = grammarOf(change.path);
  const rows = change.hunks.flatMap((hunk) => hunk.rows);
  const oldText = highlighter.tokenise(change.oldLines, grammar, findShown(rows, "old"));
  const newText = highlighter.tokenise(change.newLines, grammar, findShown(rows, "new"));
  const coloured: ColouredChange = {
    change,
    oldTokens: oldText.tokens,
    newTokens: newText.tokens,
    showReturns: hasMixedReturns(change, rows),
  };
  let shown = 0;
  const chunks = planChunks(change).map(({ parts, ...chunk }) => {
    const hunks = parts.map((part) => renderHunkPart(part, coloured));
    const folded = foldLaterHunks(hunks, shown);
    shown = folded.shown;
    return { html: folded.html, ...chunk };
  });
  const excerpt =
    chunks.length > 1
      ? planExcerpt(change)
          .map((part) => renderHunkPart(part, coloured).html)
          .join("")
      : "";
  const approximate =
    oldText.approximate || newText.approximate
      ? [...change.approximate, "colours" as const]
      : change.approximate;
  return { chunks, excerpt, approximate };
}

/**
 * Puts what follows the first hundred lines of a change into folds of about as many each. A fold that
 * begins a chunk has U+0003 where a page that begins with it writes ` open`.
 *
 * @param before lines that are laid out at once before the chunk
 */
function foldLaterHunks(hunks: readonly RenderedLists[], before: number): RenderedLists {
  let html = "";
  let shown = before;
  let at = 0;
  for (; at < hunks.length && shown < linesAtOnce; at++) {
    html += hunks[at]?.html ?? "";
    shown += hunks[at]?.shown ?? 0;
  }
  while (at < hunks.length) {
    const start = at;
    for (let lines = 0; at < hunks.length && lines < linesAtOnce; at++)
      lines += hunks[at]?.shown ?? 0;
    const group = hunks.slice(start, at);
    html += foldLater(group.map((hunk) => hunk.html).join(""), group.length, "hunk", start === 0);
    html += "\n";
  }
  return { html, shown };
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
