import type { ChangedRow, Row } from "../model.ts";
import { writeListStart } from "../list-start.ts";
import { renderChangedRow, renderContextRow, type RowContext } from "./row.ts";

/**
 * Lists of lines. In split view an insertion goes beside the deletion before it, or into a row of its
 * own. That is right for pairs, but would set a run of unpaired insertions beside the last of the
 * deletions before it: such a block becomes a list of its own (class b), which fills both columns from
 * the top.
 *
 * Lines have no numbers: the style sheet counts on from `data-at`, how many lines of each text stand
 * before the list. No style sheet can read a number, so it is spelled in letters (see `list-start.ts`).
 */
export function renderLists(rows: readonly Row[], context: RowContext): string {
  let html = "";
  let open: "" | "list" | "block" = "";
  const blockEnds = findBlocks(rows);
  let blockEnd = 0;
  let previous: Partial<Record<ChangedRow["kind"], ChangedRow>> = {};

  rows.forEach((row, at) => {
    blockEnd = Math.max(blockEnd, blockEnds.get(at) ?? 0);
    const wanted = at < blockEnd ? "block" : "list";
    if (open !== wanted || blockEnds.has(at)) {
      html += `${open === "" ? "" : "</ol>"}<ol${wanted === "block" ? " class=b" : ""}${startOf(rows, at)}>`;
      open = wanted;
    }
    if (row.kind === "context") {
      previous = {};
      html += renderContextRow(row, context);
      return;
    }
    html += renderChangedRow(row, startsMove(row, previous[row.kind]), context);
    previous = { ...previous, [row.kind]: row };
  });
  return open === "" ? "" : `${html}</ol>`;
}

/** The attribute of the list that begins with the row at `at`; none where both texts begin there. */
function startOf(rows: readonly Row[], at: number): string {
  return writeListStart({ old: countBefore(rows, at, "old"), new: countBefore(rows, at, "new") });
}

/** Lines of one text before its first one at `at` or behind it; any number will do where there is none. */
function countBefore(rows: readonly Row[], at: number, side: "old" | "new"): number {
  const other = side === "old" ? "insertion" : "deletion";
  for (let next = at; next < rows.length; next++) {
    const row = rows[next];
    if (row?.kind === "context") return row[side] - 1;
    if (row !== undefined && row.kind !== other) return row.line - 1;
  }
  return 0;
}

/** Runs of two or more unpaired deletions before unpaired insertions: start and end. */
function findBlocks(rows: readonly Row[]): ReadonlyMap<number, number> {
  const blocks = new Map<number, number>();
  for (let at = 0; at < rows.length; at++) {
    const start = at;
    while (isUnpairedDeletion(rows[at])) at++;
    const middle = at;
    // Insertions right behind unpaired deletions have no partner either.
    while (middle - start >= 2 && rows[at]?.kind === "insertion") at++;
    if (at > middle) blocks.set(start, at);
    // The row that ended the run may be a paired deletion: its insertion is not part of a run.
    if (at > start) at--;
  }
  return blocks;
}

function isUnpairedDeletion(row: Row | undefined): boolean {
  return row?.kind === "deletion" && !row.paired;
}

/** Whether a row begins a moved block; all rows of a block name the other end's first line, or their own. */
function startsMove(row: ChangedRow, previous: ChangedRow | undefined): boolean {
  if (row.move === null) return false;
  const before = previous?.move;
  if (previous === undefined || before === undefined || before === null) return true;
  const step = row.move.line - before.line;
  return !(
    row.line === previous.line + 1 &&
    row.move.path === before.path &&
    (step === 0 || step === 1)
  );
}
