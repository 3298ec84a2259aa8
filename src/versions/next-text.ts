/** A text, as lines with their terminators, in the form that volumes are written from. */
import type { LineBlock } from "../model.ts";
import type { LineRun } from "./format.ts";
import type { LineEdit, NextText } from "./write-volume.ts";

/** The text as what `blocks` change in the version before, which stands right before it under the same path. */
export function editText(newLines: readonly string[], blocks: readonly LineBlock[]): NextText {
  const edits = blocks.map(({ old, new: now }): LineEdit => [
    old.start,
    old.end - old.start,
    newLines.slice(now.start, now.end).map(withoutEnd),
  ]);
  return { edits, ...endOf(newLines) };
}

/** The whole text; with `blocks`, it tells what stayed of a text of `oldLength` lines that had another name. */
export function wholeText(
  newLines: readonly string[],
  origin?: { readonly oldLength: number; readonly blocks: readonly LineBlock[] },
): NextText {
  const kept = origin ? keptLines(origin.blocks, origin.oldLength) : [];
  return {
    whole: newLines.map(withoutEnd),
    ...(kept.length > 0 && { kept }),
    ...endOf(newLines),
  };
}

function keptLines(blocks: readonly LineBlock[], oldLength: number): LineRun[] {
  const runs: LineRun[] = [];
  let [line, before] = [0, 0];
  const keep = (end: number) => {
    if (end > before) runs.push([line, before, end - before]);
  };
  for (const { old, new: now } of blocks) {
    keep(old.start);
    [line, before] = [now.end, old.end];
  }
  keep(oldLength);
  return runs;
}

function endOf(lines: readonly string[]): { open?: true } {
  return lines.at(-1)?.endsWith("\n") === false ? { open: true } : {};
}

function withoutEnd(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}
