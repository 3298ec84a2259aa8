/** What a line needs to say something: three letters or digits, whatever stands between them. */
const substancePattern = /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){3}/u;
/** Of a longer line only the beginning is read. */
const MAX_LENGTH = 4000;
/** Letters that one word counts for, at most: a long name tells no more than a word. */
const MAX_LETTERS = 8;
/** What a letter of code counts for, against one of prose. */
const CODE_RATE = 0.5;
/** The same of a key, which other texts of its kind are likely to have too. */
const KEY_RATE = 0.25;
/** Letters that a character of a script of words or syllables counts for. */
const SYLLABLE_LETTERS = 2.5;

/** Lines that stand in any file of their kind. */
const boilerplate = [
  // Imports, and the opening of what a module exports.
  /^(?:import\b(?! (?:a|an|the)\b)|export \*|export \{.*\} from\b|from \S+ import\b|#include\b)/,
  /^(?:export default|module\.exports)\b.*[{[(]$/,
  // Licences.
  /\bcopyright\b|©|\bSPDX-|\blicen[cs]e[ds]?\b|\ball rights reserved\b|\bhereby granted\b/i,
  /\bwarrant(?:y|ies)\b|\bapplicable law\b/i,
  // The opening of a fence, and of a diagram in it.
  /^(?:```|~~~|sequenceDiagram$|participant |actor |graph [A-Z]{2}\b|flowchart [A-Z]{2}\b)/,
];
/** The name before a value, in JSON, YAML and their like: the value may tell something. */
const keyPattern = /^["']?[\w$@./-]+["']?\??:(?=\s|$)/;
/** Names of tags and of their attributes. */
const markupPattern = /<\/?[A-Za-z][\w.-]*|(?<![\w-])[A-Za-z][\w-]*=(?=["'{])/g;
/** Code within a line of prose, and addresses of links. */
const inlineCode = /`[^`]*`|\]\([^)]*\)|https?:\S+/g;
/** Ends and signs that lines of code have and sentences have not. */
const codePattern = /[{[(;]$|^["'<{}\])]|["'\])}\d],$|^[\w.]+,$|\w\(\S|=>| [=!]=* |=["'{]|\w=\w/;
const syllablePattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** Where no space parts words, a few letters stand for one. */
const wordPattern =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{1,5}|[\p{L}\p{M}]+|\p{N}+/gu;

/**
 * The words by which a line can be known again, and about how many letters of prose each is worth.
 * Prose tells more than code, code more than keys; tags tell nothing, and neither do lines that stand in
 * any file of their kind.
 */
export function weighWords(line: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const text = line.slice(0, MAX_LENGTH).trim();
  if (!substancePattern.test(text) || boilerplate.some((pattern) => pattern.test(text)))
    return weights;
  const prose = text.replace(inlineCode, " ").trim();
  const [key = ""] = keyPattern.exec(prose) ?? [];
  const value = prose.slice(key.length).replace(markupPattern, " ");
  addWords(weights, key, KEY_RATE);
  addWords(weights, value, codePattern.test(prose) ? CODE_RATE : 1);
  for (const [code] of text.matchAll(inlineCode)) addWords(weights, code, CODE_RATE);
  return weights;
}

function addWords(weights: Map<string, number>, text: string, rate: number): void {
  const add = (word: string, letters: number) => {
    weights.set(word, Math.max(weights.get(word) ?? 0, letters * rate));
  };
  for (const [character] of text.matchAll(syllablePattern)) add(character, SYLLABLE_LETTERS);
  for (const [word] of text.replace(syllablePattern, " ").matchAll(wordPattern)) {
    add(word.toLowerCase(), Math.min(word.length, MAX_LETTERS));
  }
}
