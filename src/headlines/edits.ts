/** The edits inside a pair of lines: what stood there, what stands there now, in whole words. */
import type { Range } from "../model.ts";

export interface Edit {
  readonly old: Range;
  readonly new: Range;
}

/**
 * The edits between two lines, from their marks. What is not marked is equal on both sides but for blanks,
 * so that marks with as much before them belong together. Null where the sides do not fit each other.
 */
export function findEdits(
  oldLine: string,
  newLine: string,
  oldMarks: readonly Range[],
  newMarks: readonly Range[],
): Edit[] | null {
  const old = placeMarks(oldLine, oldMarks);
  const new_ = placeMarks(newLine, newMarks);
  if (old.total !== new_.total) return null;
  const edits: Edit[] = [];
  let [left, right] = [0, 0];
  while (left < old.marks.length || right < new_.marks.length) {
    const a = old.marks[left];
    const b = new_.marks[right];
    const before = Math.min(a?.before ?? Infinity, b?.before ?? Infinity);
    const isOld = a?.before === before;
    const isNew = b?.before === before;
    edits.push({
      old: isOld ? a.range : emptyAt(oldLine, oldMarks, before),
      new: isNew ? b.range : emptyAt(newLine, newMarks, before),
    });
    if (isOld) left += 1;
    if (isNew) right += 1;
  }
  return joinClose(edits, oldLine, newLine);
}

interface PlacedMarks {
  /** Each mark with the number of characters before it that are neither marked nor blank. */
  readonly marks: readonly { readonly range: Range; readonly before: number }[];
  readonly total: number;
}

function placeMarks(line: string, ranges: readonly Range[]): PlacedMarks {
  const marks: { range: Range; before: number }[] = [];
  let [at, count] = [0, 0];
  for (const range of ranges) {
    count += countInk(line, at, range.start);
    const last = marks.at(-1);
    // Only blanks between two marks: one.
    if (last?.before === count) last.range = { start: last.range.start, end: range.end };
    else marks.push({ range, before: count });
    at = range.end;
  }
  return { marks, total: count + countInk(line, at, line.length) };
}

function countInk(line: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (line.charCodeAt(at) > 32) count += 1;
  return count;
}

/** The place in a line behind so many characters that are neither marked nor blank. */
function emptyAt(line: string, marks: readonly Range[], before: number): Range {
  let count = 0;
  let mark = 0;
  let at = 0;
  while (at < line.length && count < before) {
    const next = marks[mark];
    if (next && at >= next.start) {
      at = Math.max(next.end, at + 1);
      mark += 1;
      continue;
    }
    if (line.charCodeAt(at) > 32) count += 1;
    at += 1;
  }
  return { start: at, end: at };
}

/** Scripts without blanks between words have no whole words to take in. */
const wordCharacter =
  /[[\p{L}\p{N}_$@%]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]]/v;
const innerSign = /[-.:/'’]/;

/** Edits between which hardly a word stayed are one. */
function joinClose(edits: readonly Edit[], oldLine: string, newLine: string): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const between = last ? newLine.slice(last.new.end, edit.new.start) : "";
    const oldBetween = last ? oldLine.slice(last.old.end, edit.old.start) : "";
    const isClose =
      last && between.length <= 3 && oldBetween.length <= 3 && !/[,;()|]/.test(between);
    if (!isClose) joined.push(edit);
    else {
      joined[joined.length - 1] = {
        old: { start: last.old.start, end: edit.old.end },
        new: { start: last.new.start, end: edit.new.end },
      };
    }
  }
  return joined;
}

/**
 * The edit in whole words: as much is taken in on both sides as belongs to the words at its ends, and
 * blanks at its ends are left out.
 */
export function toWords(edit: Edit, oldLine: string, newLine: string): Edit {
  let { start: oldStart, end: oldEnd } = trim(oldLine, edit.old);
  let { start: newStart, end: newEnd } = trim(newLine, edit.new);
  const isWordAt = (line: string, at: number) => wordCharacter.test(line.charAt(at));
  const isInsideAt = (line: string, at: number) =>
    isWordAt(line, at) ||
    (innerSign.test(line.charAt(at)) && isWordAt(line, at - 1) && isWordAt(line, at + 1));
  const touches = (line: string, start: number, end: number, at: number, other: number) =>
    start < end ? isInsideAt(line, at) && isInsideAt(line, other) : false;
  // To the left: while either side's first letter goes on a word, and both have the same before it.
  let steps = 0;
  while (
    steps < longestWord &&
    oldStart > 0 &&
    newStart > 0 &&
    oldLine.charAt(oldStart - 1) === newLine.charAt(newStart - 1) &&
    isInsideAt(oldLine, oldStart - 1) &&
    (touches(oldLine, oldStart, oldEnd, oldStart, oldStart - 1) ||
      touches(newLine, newStart, newEnd, newStart, newStart - 1))
  ) {
    oldStart -= 1;
    newStart -= 1;
    steps += 1;
  }
  steps = 0;
  while (
    steps < longestWord &&
    oldEnd < oldLine.length &&
    newEnd < newLine.length &&
    oldLine.charAt(oldEnd) === newLine.charAt(newEnd) &&
    isInsideAt(oldLine, oldEnd) &&
    (touches(oldLine, oldStart, oldEnd, oldEnd - 1, oldEnd) ||
      touches(newLine, newStart, newEnd, newEnd - 1, newEnd))
  ) {
    oldEnd += 1;
    newEnd += 1;
    steps += 1;
  }
  return { old: { start: oldStart, end: oldEnd }, new: { start: newStart, end: newEnd } };
}

const longestWord = 40;

function trim(line: string, { start, end }: Range): Range {
  let [from, to] = [start, end];
  while (from < to && line.charCodeAt(from) <= 32) from += 1;
  while (to > from && line.charCodeAt(to - 1) <= 32) to -= 1;
  return { start: from, end: to };
}
