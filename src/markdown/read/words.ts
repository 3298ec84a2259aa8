/** Cuts rendered text into runs of blanks, words, and single characters. */

const BLANK = 1;
const WORD = 2;
const OTHER = 3;

/** By code unit below 128. */
const kinds = new Uint8Array(128).fill(OTHER);
for (const blank of " \t\r\n") kinds[blank.charCodeAt(0)] = BLANK;
for (let code = 0; code < 128; code++) {
  if (/\w/.test(String.fromCharCode(code))) kinds[code] = WORD;
}
const wordBeyondAscii = /[\p{L}\p{N}\p{M}]/u;
/**
 * A class of characters, for patterns: in these scripts marks begin and end inside what stands between
 * two blanks, so that each character counts as a word.
 */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const unspaced = new RegExp(UNSPACED, "v");

/** Whether a blank stands at `at`: space, tab or line break. */
export function isBlankAt(text: string, at: number): boolean {
  return kinds[text.charCodeAt(at)] === BLANK;
}

/** The end of the run of blanks, the word (letters, digits, `_`) or the character that begins at `start`. */
export function endOfRun(text: string, start: number): number {
  const kind = kindAt(text, start);
  let end = start + sizeAt(text, start);
  if (kind === OTHER) return end;
  while (end < text.length && kindAt(text, end) === kind) end += sizeAt(text, end);
  return end;
}

function kindAt(text: string, at: number): number {
  const known = kinds[text.charCodeAt(at)];
  if (known !== undefined) return known;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return wordBeyondAscii.test(character) && !unspaced.test(character) ? WORD : OTHER;
}

/** Code units of the code point at `at`. */
function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
