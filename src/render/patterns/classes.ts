import {
  beyondAscii,
  noCharacters,
  setOf,
  setOfRange,
  unite,
  type CharacterSet,
} from "./character-set.ts";

/** What \s and its like may stand for in ASCII. */
const blanks = "\t\n\v\f\r ";
const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();

export const blankCharacters = setOf(blanks);

/** By the letter after the backslash; each reaches beyond ASCII, to be on the safe side. */
const escapes: Readonly<Record<string, CharacterSet>> = {
  d: unite(setOf(digits), beyondAscii),
  h: unite(setOf(`${digits}abcdefABCDEF`), beyondAscii),
  s: unite(setOf(blanks), beyondAscii),
  w: unite(setOf(`${digits}${lower}${upper}_`), beyondAscii),
  t: setOf("\t"),
  n: setOf("\n"),
  r: setOf("\r"),
  f: setOf("\f"),
  v: setOf("\v"),
};

const named: Readonly<Record<string, CharacterSet>> = {
  alpha: unite(setOf(lower + upper), beyondAscii),
  alnum: unite(setOf(digits + lower + upper), beyondAscii),
  digit: unite(setOf(digits), beyondAscii),
  lower: unite(setOf(lower), beyondAscii),
  upper: unite(setOf(upper), beyondAscii),
  space: unite(setOf(blanks), beyondAscii),
  word: unite(setOf(`${digits}${lower}${upper}_`), beyondAscii),
  xdigit: unite(setOf(`${digits}abcdefABCDEF`), beyondAscii),
};

/** The characters of an escape such as `\s` or `\-`; null where that is not known. */
export function readEscapeSet(text: string, ignoreCase: boolean): CharacterSet | null {
  if (text.length !== 2) return null;
  const character = text.slice(1);
  if (isPunctuation(character)) return setOfCharacter(character, ignoreCase);
  return escapes[character] ?? null;
}

/** A mark of ASCII, which stands for itself behind a backslash. */
export function isPunctuation(character: string): boolean {
  return (
    (character >= "!" && character <= "/") ||
    (character >= ":" && character <= "@") ||
    (character >= "[" && character <= "`") ||
    (character >= "{" && character <= "~")
  );
}

/**
 * A character, in both its cases and their like beyond ASCII where case is ignored; null where others
 * than known may equal it then.
 */
export function setOfCharacter(character: string, ignoreCase: boolean): CharacterSet | null {
  if (!ignoreCase) return setOf(character);
  if (character > "\x7F") return null;
  if (!/[A-Za-z]/.test(character)) return setOf(character);
  return unite(setOf(character.toLowerCase() + character.toUpperCase()), beyondAscii);
}

const item =
  /\[:(?<name>\w+):\]|(?<from>\\?[^[\]\\&^-]|\\[!-/:-@[-`{-~])-(?<to>[^[\]\\&]|\\[!-/:-@[-`{-~])|(?<escaped>\\[^])|(?<plain>[^[\]\\&])(?!-[^])|(?<dash>-)/y;

/**
 * The characters of a class, brackets included; null where it is negated, holds classes other than
 * named ones, or anything else that is not known here.
 */
export function readClassSet(source: string, ignoreCase: boolean): CharacterSet | null {
  const body = source.slice(1, -1);
  if (body === "" || body.startsWith("^")) return null;
  let set = noCharacters;
  item.lastIndex = 0;
  while (item.lastIndex < body.length) {
    const groups = item.exec(body)?.groups;
    const found = groups && readItem(groups, ignoreCase);
    if (!found) return null;
    set = unite(set, found);
  }
  return set;
}

function readItem(
  { name, from, to, escaped, plain, dash }: Record<string, string | undefined>,
  ignoreCase: boolean,
): CharacterSet | null {
  if (name !== undefined)
    return named[ignoreCase ? name.replace(/lower|upper/, "alpha") : name] ?? null;
  if (from !== undefined && to !== undefined) return readRange(from, to, ignoreCase);
  if (escaped !== undefined) return readEscapeSet(escaped, ignoreCase);
  return setOfCharacter(plain ?? dash ?? "", ignoreCase);
}

function readRange(from: string, to: string, ignoreCase: boolean): CharacterSet | null {
  // An escaped letter is no bound, but a class or a control.
  if (/^\\[A-Za-z\d]/.test(from + to) || /^\\[A-Za-z\d]/.test(to)) return null;
  const [first, last] = [from.slice(-1).charCodeAt(0), to.slice(-1).charCodeAt(0)];
  if (last > 127 && ignoreCase) return null;
  const range = setOfRange(first, Math.min(last, 127));
  const set = last > 127 ? unite(range, beyondAscii) : range;
  return ignoreCase ? inBothCases(set) : set;
}

/** Letters in both their cases, and their like beyond ASCII. */
function inBothCases(set: CharacterSet): CharacterSet {
  // Lower case stands 32 behind upper case; the letters are the bits 1 to 26 of their parts.
  const letters = (set.from64 | set.from96) & 0x07_ff_ff_fe;
  if (letters === 0) return set;
  return {
    from0: set.from0 | beyondAscii.from0,
    from32: set.from32,
    from64: set.from64 | letters,
    from96: set.from96 | letters,
  };
}
