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
  const kept = text.whole ? (text.kept ?? []) : keptBetween(text.edits ?? [], lengths.before);
  kept.forEach(take);
  if (alike) text.alike?.forEach(take);
  return lines;
}

/** What edits leave of the version before, as runs. */
function keptBetween(edits: readonly (readonly number[])[], before: number): LineRun[] {
  const runs: LineRun[] = [];
  let [line, at] = [0, 0];
  const keep = (end: number) => {
    if (end > at) runs.push([line, at, end - at]);
    line += end - at;
    at = end;
  };
  for (const [start = 0, deleted = 0, ...inserted] of edits) {
    keep(start);
    at += deleted;
    for (let index = 1; index < inserted.length; index += 2) line += inserted[index] ?? 0;
  }
  keep(before);
  return runs;
}
