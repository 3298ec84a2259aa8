/** What a UTF-16 code unit is to the tokeniser. */
export const SPACE = 1;
export const SYMBOL = 2;
export const WORD = 3;
/** Scripts that put no spaces between words. */
export const UNSPACED = 4;

const letter = /[\p{L}\p{N}\p{M}]/u;
const space = /\s/u;
/** Ranges of the scripts without spaces, as pairs of first and last code unit. */
const unspaced = [
  [0x0e00, 0x0eff], // Thai, Lao
  [0x1000, 0x109f], // Myanmar
  [0x1780, 0x17ff], // Khmer
  [0x3005, 0x3007],
  [0x3040, 0x30ff], // kana
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff], // Han
  [0xf900, 0xfaff],
  [0xff66, 0xff9f],
  [0xd840, 0xd888], // lead surrogates of the Han extensions
] as const;

const classes = new Uint8Array(0x10000);
for (let code = 0; code < 0x80; code++) classes[code] = classify(code);

/**
 * The class of the code unit at `at`. Trail surrogates have the class of their pair; a lone one (a kept
 * byte) is a symbol.
 */
export function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0xd800 && code <= 0xdfff) return classifySurrogate(text, at);
  return classes[code] || (classes[code] = classify(code));
}

function classify(code: number): number {
  const character = String.fromCharCode(code);
  if (space.test(character)) return SPACE;
  if (isUnspaced(code)) return UNSPACED;
  return letter.test(character) ? WORD : SYMBOL;
}

function classifySurrogate(text: string, at: number): number {
  const isTrail = text.charCodeAt(at) >= 0xdc00;
  const point = text.codePointAt(isTrail ? at - 1 : at) ?? 0;
  if (point < 0x10000) return SYMBOL;
  if (isUnspaced(text.charCodeAt(isTrail ? at - 1 : at))) return UNSPACED;
  return letter.test(String.fromCodePoint(point)) ? WORD : SYMBOL;
}

function isUnspaced(code: number): boolean {
  return unspaced.some(([first, last]) => code >= first && code <= last);
}
