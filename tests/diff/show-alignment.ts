import { alignBlock } from "../../src/diff/align/align.ts";
import type { TableContext } from "../../src/diff/align/headers.ts";
import type { Dialect, Range } from "../../src/model.ts";

/**
 * Rows as text: `<` and `>` for a pair, `-` and `+` for a line alone, `~` behind it where the paragraph
 * was compared as one run; marks as `[-old-]` and `{+new+}`.
 */
export function showAlignment(
  old: string,
  new_: string,
  dialect: Dialect = "markdown",
  table?: TableContext,
): string {
  const oldLines = splitLines(old);
  const newLines = splitLines(new_);
  const shown: string[] = [];
  for (const row of alignBlock(oldLines, newLines, dialect, table).rows) {
    const run = row.rewrapped ? "~" : "";
    if (row.old !== null) {
      const line = showMarks(oldLines[row.old] ?? "", row.oldMarks, "[-", "-]");
      shown.push(`${row.new === null ? "-" : "<"}${run} ${line}`);
    }
    if (row.new !== null) {
      const line = showMarks(newLines[row.new] ?? "", row.newMarks, "{+", "+}");
      shown.push(`${row.old === null ? "+" : ">"}${run} ${line}`);
    }
  }
  return shown.join("\n");
}

/** Without the line breaks around a template literal; every line keeps its terminator. */
export function splitLines(text: string): string[] {
  const trimmed = text.replace(/^\n/, "").replace(/\n$/, "");
  return trimmed === "" ? [] : trimmed.split("\n").map((line) => `${line}\n`);
}

/** A pair of lines, marks shown; the two lines of a pair only. */
export function showPair(old: string, new_: string, dialect: Dialect = "markdown"): string[] {
  return showAlignment(old, new_, dialect).split("\n");
}

function showMarks(line: string, marks: readonly Range[], open: string, close: string): string {
  let shown = "";
  let at = 0;
  for (const { start, end } of marks) {
    shown += `${line.slice(at, start)}${open}${line.slice(start, end)}${close}`;
    at = end;
  }
  return (shown + line.slice(at)).replace(/\n$/, "");
}
