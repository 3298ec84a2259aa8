import type { PairMarks } from "./marks.ts";
import type { TokenizedLine } from "./tokens.ts";
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

/** Blanks that look like others. */
const unusual = /[^\S \t\r\n]/;

/**
 * Marks, between words that stayed side by side, the blanks of which one is not of the usual kind and the
 * other is another: no word tells that. Columns ascend on both sides, and touch no word.
 */
export function markUnusualBlanks(
  old: TokenizedLine,
  new_: TokenizedLine,
  partners: Int32Array,
): PairMarks {
  const marks: { old: Range[]; new: Range[] } = { old: [], new: [] };
  if (!unusual.test(old.text) && !unusual.test(new_.text)) return marks;
  partners.forEach((partner, at) => {
    if (partner < 0 || partners[at + 1] !== partner + 1) return;
    const oldGap = { start: old.tokens.ends[at] ?? 0, end: old.tokens.starts[at + 1] ?? 0 };
    const newGap = {
      start: new_.tokens.ends[partner] ?? 0,
      end: new_.tokens.starts[partner + 1] ?? 0,
    };
    const oldBlanks = old.text.slice(oldGap.start, oldGap.end);
    const newBlanks = new_.text.slice(newGap.start, newGap.end);
    if (oldBlanks === newBlanks || !unusual.test(oldBlanks + newBlanks)) return;
    if (oldBlanks !== "") marks.old.push(oldGap);
    if (newBlanks !== "") marks.new.push(newGap);
  });
  return marks;
}
