/** Words of a text and where they stand, to find a phrase in version after version. */
import type { Range } from "../model.ts";

export interface TextWords {
  /** In small letters; signs and addresses of links are left out. */
  readonly words: readonly string[];
  /** For each word the line it stands in. */
  readonly lines: readonly number[];
  /** For each word where it begins and ends in its line, in UTF-16 code units. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/** Longer phrases are cut. */
const mostWords = 200;
/** Share of words in common from which a phrase counts as reworded. */
const leastLikeness = 0.5;

/** Reads the words of all lines, or of those from `start` to before `end`. */
export function readTextWords(
  texts: readonly string[],
  { start, end }: Range = { start: 0, end: texts.length },
): TextWords {
  const words: string[] = [];
  const lines: number[] = [];
  const spans: [number, number][] = [];
  for (let line = start; line < end; line += 1) {
    for (const { 0: word, index } of hideTargets(texts[line] ?? "").matchAll(
      /[\p{L}\p{M}\p{N}]+/gu,
    )) {
      words.push(word.toLowerCase());
      lines.push(line);
      spans.push([index, index + word.length]);
    }
  }
  return { words, lines, spans };
}

/** Addresses of links become blanks, which keeps every column. */
function hideTargets(text: string): string {
  return text.replaceAll(/\]\([^()\s]*(?:\s+"[^"]*")?\)/g, (target) => " ".repeat(target.length));
}

/** The words of a phrase that somebody selected or typed. */
export function readPhrase(text: string): string[] {
  return [...readTextWords(text.split("\n")).words].slice(0, mostWords);
}

/** Where the phrase stands, nearest to the line `near`; null where it does not. */
export function findPhrase(
  { words, lines }: TextWords,
  phrase: readonly string[],
  near: number,
): Range | null {
  const [first] = phrase;
  if (first === undefined) return null;
  let found: Range | null = null;
  for (let start = words.indexOf(first); start >= 0; start = words.indexOf(first, start + 1)) {
    if (!phrase.every((word, index) => words[start + index] === word)) continue;
    const distance = Math.abs((lines[start] ?? 0) - near);
    if (found && distance >= Math.abs((lines[found.start] ?? 0) - near)) break;
    found = { start, end: start + phrase.length };
  }
  return found;
}

/**
 * The run of words that has most words in common with the phrase; null where no run has half of them. Linear: a
 * window of the phrase's length slides over the words.
 */
export function findLikest(
  { words }: Pick<TextWords, "words">,
  phrase: readonly string[],
): Range | null {
  const wanted = new Map<string, number>();
  for (const word of phrase) wanted.set(word, (wanted.get(word) ?? 0) + 1);
  const length = Math.min(phrase.length, words.length);
  let common = 0;
  let best = { common: 0, start: 0 };
  for (const [at, word] of words.entries()) {
    common += take(wanted, word, -1);
    if (at >= length) common += take(wanted, words[at - length], 1);
    if (common > best.common) best = { common, start: Math.max(at - length + 1, 0) };
  }
  if (best.common < Math.max(leastLikeness * phrase.length, 1)) return null;
  const known = new Set(phrase);
  let [start, end] = [best.start, Math.min(best.start + length, words.length)];
  while (start < end && !known.has(words[start] ?? "")) start += 1;
  while (end > start && !known.has(words[end - 1] ?? "")) end -= 1;
  return { start, end };
}

/** Moves a word into the window (-1) or out of it (1); gives what that does to the words in common. */
function take(wanted: Map<string, number>, word: string | undefined, step: 1 | -1): number {
  const left = word === undefined ? undefined : wanted.get(word);
  if (word === undefined || left === undefined) return 0;
  wanted.set(word, left + step);
  if (step < 0) return left > 0 ? 1 : 0;
  return left >= 0 ? -1 : 0;
}

/** The words as they stand in the text, with what is between them; runs of blanks become one. */
export function showRun(
  texts: readonly string[],
  { lines, spans }: TextWords,
  { start, end }: Range,
): string {
  const [from, to] = [lines[start] ?? 0, lines[end - 1] ?? 0];
  const parts: string[] = [];
  for (let line = from; line <= to; line += 1) {
    const text = texts[line] ?? "";
    const cut = text.slice(
      line === from ? (spans[start]?.[0] ?? 0) : 0,
      line === to ? (spans[end - 1]?.[1] ?? text.length) : text.length,
    );
    parts.push(cut);
  }
  return parts.join(" ").replaceAll(/\s+/g, " ").trim();
}

/** Whether the run begins with a sentence or a line, and whether it ends with one. */
export function wholeSentences(
  texts: readonly string[],
  words: TextWords,
  { start, end }: Range,
): { readonly start: boolean; readonly end: boolean } {
  return { start: isBreak(texts, words, start), end: isBreak(texts, words, end) };
}

/** The run, grown to where a sentence or a line begins, or ends, as asked. */
export function growRun(
  texts: readonly string[],
  words: TextWords,
  run: Range,
  whole: { readonly start: boolean; readonly end: boolean },
): Range {
  let { start, end } = run;
  if (whole.start) while (!isBreak(texts, words, start)) start -= 1;
  if (whole.end) while (!isBreak(texts, words, end)) end += 1;
  return { start, end };
}

/** Whether a line or a sentence ends before the word at `at`. */
function isBreak(
  texts: readonly string[],
  { words, lines, spans }: TextWords,
  at: number,
): boolean {
  const line = lines[at];
  if (at === 0 || at >= words.length || line === undefined || lines[at - 1] !== line) return true;
  const between = texts[line]?.slice(spans[at - 1]?.[1], spans[at]?.[0]) ?? "";
  return /[.!?。！？]/.test(between) && /\s|[。！？]/.test(between);
}
