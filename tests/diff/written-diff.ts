import type { LineBlock } from "../../src/model.ts";

/** Both texts of a diff that was written by hand: lines that begin with ` `, `-` or `+` (empty means " "). */
export function readDiff(diff: string): { oldLines: string[]; newLines: string[] } {
  const rows = diff.replace(/^\n/, "").trimEnd().split("\n");
  const side = (sign: string) =>
    rows.filter((row) => !row.startsWith(sign)).map((row) => `${row.slice(1)}\n`);
  return { oldLines: side("+"), newLines: side("-") };
}

/** Writes blocks the way `readDiff` reads them. */
export function showDiff(
  oldLines: readonly string[],
  newLines: readonly string[],
  blocks: readonly LineBlock[],
): string {
  const rows: string[] = [];
  const push = (sign: string, lines: readonly string[]) => {
    for (const line of lines) rows.push(`${sign}${line.trimEnd()}`.trimEnd());
  };
  let at = 0;
  for (const { old, new: fresh } of blocks) {
    push(" ", oldLines.slice(at, old.start));
    push("-", oldLines.slice(old.start, old.end));
    push("+", newLines.slice(fresh.start, fresh.end));
    at = old.end;
  }
  push(" ", oldLines.slice(at));
  return `\n${rows.join("\n")}\n`;
}

/** The new text made from the old one and the blocks alone. */
export function applyBlocks(
  oldLines: readonly string[],
  newLines: readonly string[],
  blocks: readonly LineBlock[],
): string[] {
  const result: string[] = [];
  let at = 0;
  for (const { old, new: fresh } of blocks) {
    result.push(...oldLines.slice(at, old.start), ...newLines.slice(fresh.start, fresh.end));
    at = old.end;
  }
  return [...result, ...oldLines.slice(at)];
}

/** Inserted and deleted lines of blocks. */
export function countBlocks(blocks: readonly LineBlock[]): {
  additions: number;
  deletions: number;
} {
  let additions = 0;
  let deletions = 0;
  for (const block of blocks) {
    additions += block.new.end - block.new.start;
    deletions += block.old.end - block.old.start;
  }
  return { additions, deletions };
}
