/** A text, as lines with their terminators, in the form that volumes are written from. */
import type { LineBlock } from "../model.ts";
import { keptBetween } from "./lineage.ts";
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
  const counts = origin?.blocks.map(
    ({ old, new: now }) => [old.start, old.end - old.start, now.end - now.start] as const,
  );
  const kept = origin && counts ? keptBetween(counts, origin.oldLength) : [];
  return {
    whole: newLines.map(withoutEnd),
    ...(kept.length > 0 && { kept }),
    ...endOf(newLines),
  };
}

function endOf(lines: readonly string[]): { open?: true } {
  return lines.at(-1)?.endsWith("\n") === false ? { open: true } : {};
}

function withoutEnd(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}
