import type { ChangedRow, LineBlock, LineSide, Range } from "../../model.ts";

/** Lines that stand together: blocks and the context around and between them. */
export interface HunkSpan {
  readonly old: Range;
  readonly new: Range;
  readonly blocks: readonly LineBlock[];
}

/**
 * Groups blocks (ascending) into hunks with `context` unchanged lines on each side. Blocks whose contexts
 * touch or overlap share a hunk, as in git.
 */
export function groupBlocks(
  blocks: readonly LineBlock[],
  oldLength: number,
  newLength: number,
  context = 3,
): HunkSpan[] {
  const groups: LineBlock[][] = [];
  let previous: LineBlock | undefined;
  for (const block of blocks) {
    const group = groups.at(-1);
    if (group && previous && block.old.start - previous.old.end <= 2 * context) group.push(block);
    else groups.push([block]);
    previous = block;
  }
  return groups.map((group) => spanOf(group, oldLength, newLength, context));
}

/** Where a range starts in an `@@` header: its first line, or the line before it when it is empty. */
export function headerStart({ start, end }: Range): number {
  return end > start ? start + 1 : start;
}

function spanOf(
  blocks: readonly LineBlock[],
  oldLength: number,
  newLength: number,
  context: number,
): HunkSpan {
  const first = blocks[0];
  const last = blocks.at(-1);
  if (!first || !last) throw new Error("A hunk needs at least one block.");
  // Both sides have the same lines around a block, so one side's room is the other's.
  const above = Math.min(context, first.old.start, first.new.start);
  const below = Math.min(context, oldLength - last.old.end, newLength - last.new.end);
  return {
    old: { start: first.old.start - above, end: last.old.end + below },
    new: { start: first.new.start - above, end: last.new.end + below },
    blocks,
  };
}

/** The address of a changed line within its change: `L12` on the old side, `R12` on the new one. */
export function sideOf({ kind, line }: Pick<ChangedRow, "kind" | "line">): LineSide {
  return kind === "deletion" ? `L${line}` : `R${line}`;
}
