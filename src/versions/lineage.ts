/** Which lines a version took over from the version before: what ages follow from. */
import type { LineRun, StoredText } from "./format.ts";

/**
 * For each line of the version its line in the version before, or -1 where it is new. The version before is
 * that of the same path, or the one that `from` names; `lengths` are both numbers of lines. With `alike`,
 * lines that were moved or laid out in another way are not new.
 */
export function traceLines(
  text: StoredText,
  lengths: { readonly before: number; readonly now: number },
  { alike }: { readonly alike: boolean },
): Int32Array {
  const lines = new Int32Array(lengths.now).fill(-1);
  const take = ([line, before, count]: LineRun) => {
    for (let offset = 0; offset < count; offset += 1) lines[line + offset] = before + offset;
  };
  const kept = text.whole ? (text.kept ?? []) : keptBetween(readEdits(text), lengths.before);
  kept.forEach(take);
  if (alike) text.alike?.forEach(take);
  return lines;
}

/** Where lines are deleted, and how many are deleted and inserted there. */
type CountedEdit = readonly [start: number, deleted: number, inserted: number];

/** What edits (ascending) leave of a text of `before` lines, as runs. */
export function keptBetween(edits: Iterable<CountedEdit>, before: number): LineRun[] {
  const runs: LineRun[] = [];
  let [line, at] = [0, 0];
  for (const [start, deleted, inserted] of [...edits, [before, 0, 0] as const]) {
    if (start > at) runs.push([line, at, start - at]);
    line += start - at + inserted;
    at = start + deleted;
  }
  return runs;
}

function readEdits({ edits = [] }: StoredText): CountedEdit[] {
  return edits.map(([start = 0, deleted = 0, ...runs]) => {
    const inserted = runs.reduce((sum, count, index) => sum + (index % 2 === 1 ? count : 0), 0);
    return [start, deleted, inserted];
  });
}
