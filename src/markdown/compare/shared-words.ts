import type { Range } from "../../model.ts";
import type { Document } from "../read/document.ts";
import type { Segment } from "../split/segments.ts";
import { listSegments, type Region } from "./regions.ts";

/** Words in a row by which long lines are known; short ones are known by each of theirs. */
const WORDS = 3;
const [SHORT, LONG] = [16, 8];

/**
 * Tells of the segments of a region on both sides whether they may be compared with one of the other: some line
 * of theirs has words in a row with a line of its kind there. Others render to nothing that the other side has,
 * and need no reading.
 */
export function findShared(
  old: Document,
  new_: Document,
  region: Region,
): { old: (segment: Segment) => boolean; new: (segment: Segment) => boolean } {
  const [inOld, inNew] = [hashLines(old, region.old), hashLines(new_, region.new)];
  return {
    old: askFor(region.old, inOld, new Set(inNew.flat())),
    new: askFor(region.new, inNew, new Set(inOld.flat())),
  };
}

function askFor(
  region: Range,
  hashes: readonly (readonly number[])[],
  others: ReadonlySet<number>,
): (segment: Segment) => boolean {
  return ({ kind, start, end }) =>
    // Raw HTML and front matter are read without a parser.
    kind === "html" ||
    kind === "frontMatter" ||
    hashes
      .slice(start - region.start, end - region.start)
      .some((line) => line.some((hash) => others.has(hash)));
}

/**
 * For each line what it is known by: its kind with all words in a row, or with all that it has. Raw HTML, which
 * is compared with its like only, has nothing.
 */
function hashLines(document: Document, { start, end }: Range): number[][] {
  const lines = document.lines.slice(start, end);
  for (const segment of listSegments(document, { start, end })) {
    if (segment.kind === "html") lines.fill("", segment.start - start, segment.end - start);
  }
  return lines.map((line) => {
    const [, sign = ""] = KIND.exec(line) ?? [];
    const kind = "|>`~".indexOf(sign) + 1 || (sign === "" ? 0 : 9);
    const words = hashWords(line);
    const hashes = words.length < SHORT ? words.map((word) => mix(kind, word)) : [];
    for (let at = 0; words.length >= LONG && at + WORDS <= words.length; at++) {
      hashes.push(words.slice(at, at + WORDS).reduce(mix, kind));
    }
    return hashes;
  });
}

/** The sign of a row, a quotation, code or an item. */
const KIND = /^\s*([|>]|```|~~~|[-+*](?=\s)|\d+[.)](?=\s))/;

/** A number for each run of letters and digits. */
function hashWords(line: string): number[] {
  const words: number[] = [];
  let word = 0;
  for (let at = 0; at <= line.length; at++) {
    const code = at < line.length ? line.charCodeAt(at) : 0;
    if (isLetter(code)) word = mix(word, code);
    else if (word !== 0) {
      words.push(word);
      word = 0;
    }
  }
  return words;
}

function isLetter(code: number): boolean {
  return (code > 47 && code < 58) || ((code | 32) > 96 && (code | 32) < 123) || code > 127;
}

function mix(hash: number, next: number): number {
  return (Math.imul(hash, 0x01000193) ^ next) + 1;
}
