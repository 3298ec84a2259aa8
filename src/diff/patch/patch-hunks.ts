import type { LineBlock, Range } from "../../model.ts";
import { headerStart, type HunkSpan } from "../lines/hunks.ts";

/** The text of a patch: both sides' lines and the hunks between them. */
export interface PatchText {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly hunks: readonly HunkSpan[];
}

/** One hunk that takes all old lines away and puts all new ones in; none when there is nothing. */
export function coverWhole(oldLines: readonly string[], newLines: readonly string[]): PatchText {
  const block: LineBlock = {
    old: { start: 0, end: oldLines.length },
    new: { start: 0, end: newLines.length },
  };
  const isEmpty = oldLines.length + newLines.length === 0;
  return { oldLines, newLines, hunks: isEmpty ? [] : [{ ...block, blocks: [block] }] };
}

/** The `@@` hunks of a unified diff. */
export function formatHunks({ oldLines, newLines, hunks }: PatchText): string {
  const parts: string[] = [];
  const push = (sign: string, lines: readonly string[], { start, end }: Range) => {
    for (const line of lines.slice(start, end)) parts.push(sign, terminate(line));
  };
  for (const hunk of hunks) {
    parts.push(`@@ -${formatRange(hunk.old)} +${formatRange(hunk.new)} @@\n`);
    let at = hunk.old.start;
    for (const block of hunk.blocks) {
      push(" ", oldLines, { start: at, end: block.old.start });
      push("-", oldLines, block.old);
      push("+", newLines, block.new);
      at = block.old.end;
    }
    push(" ", oldLines, { start: at, end: hunk.old.end });
  }
  return parts.join("");
}

function formatRange(range: Range): string {
  const count = range.end - range.start;
  return count === 1 ? `${headerStart(range)}` : `${headerStart(range)},${count}`;
}

function terminate(line: string): string {
  return line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`;
}
