import type { ChangedRow, Row } from "../model.ts";
import { renderChangedRow, renderContextRow, type RowContext } from "./row.ts";

/**
 * Lists of lines. In split view an insertion goes beside the deletion before it, or into a row of its
 * own. That is right for pairs, but would set a run of unpaired insertions beside the last of the
 * deletions before it: such a block becomes a list of its own (class b), which fills both columns from
 * the top.
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
      html += `${open === "" ? "" : "</ol>"}${wanted === "block" ? "<ol class=b>" : "<ol>"}`;
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
