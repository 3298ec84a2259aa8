import type { PairMarks } from "./marks.ts";
import type { Range } from "../../model.ts";

/**
 * Marks the white space that two lines differ in, if nothing else differs: no word tells then what
 * changed. No marks where anything else differs too, none on trailing blanks.
 */
export function markSpaces(oldLine: string, newLine: string): PairMarks {
  const none = { old: [], new: [] };
  const [oldEnd, newEnd] = [oldLine.trimEnd().length, newLine.trimEnd().length];
  const old: Range[] = [];
  const new_: Range[] = [];
  let oldAt = 0;
  let newAt = 0;
  while (oldAt < oldEnd && newAt < newEnd) {
    if (oldLine.charCodeAt(oldAt) === newLine.charCodeAt(newAt)) {
      oldAt += 1;
      newAt += 1;
      continue;
    }
    const [oldGap, newGap] = [endOfSpaces(oldLine, oldAt), endOfSpaces(newLine, newAt)];
    if (oldGap === oldAt && newGap === newAt) return none;
    if (oldGap > oldAt) old.push({ start: oldAt, end: oldGap });
    if (newGap > newAt) new_.push({ start: newAt, end: newGap });
    oldAt = oldGap;
    newAt = newGap;
  }
  if (oldAt < oldEnd || newAt < newEnd) return none;
  return { old, new: new_ };
}

function endOfSpaces(line: string, at: number): number {
  let end = at;
  while (/\s/.test(line.charAt(end))) end += 1;
  return end;
}
