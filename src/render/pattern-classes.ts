import { noCharacters, setOf, unite, type CharacterSet } from "./character-set.ts";

/** What \s and its like may stand for in ASCII. */
const blanks = "\t\n\v\f\r ";
const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const beyond: CharacterSet = { ...noCharacters, beyond: true };

export const blankCharacters = setOf(blanks);

/** By the letter after the backslash; each reaches beyond ASCII, to be on the safe side. */
const escapes: Readonly<Record<string, CharacterSet>> = {
  d: unite(setOf(digits), beyond),
  h: unite(setOf(`${digits}abcdefABCDEF`), beyond),
  s: unite(setOf(blanks), beyond),
  w: unite(setOf(`${digits}${lower}${upper}_`), beyond),
  t: setOf("\t"),
  n: setOf("\n"),
  r: setOf("\r"),
  f: setOf("\f"),
  v: setOf("\v"),
};

const named: Readonly<Record<string, CharacterSet>> = {
  alpha: unite(setOf(lower + upper), beyond),
  alnum: unite(setOf(digits + lower + upper), beyond),
  digit: unite(setOf(digits), beyond),
  lower: unite(setOf(lower), beyond),
  upper: unite(setOf(upper), beyond),
  space: unite(setOf(blanks), beyond),
  word: unite(setOf(`${digits}${lower}${upper}_`), beyond),
  xdigit: unite(setOf(`${digits}abcdefABCDEF`), beyond),
};

/** The characters of an escape such as `\s` or `\-`; null where that is not known. */
export function readEscapeSet(text: string, ignoreCase: boolean): CharacterSet | null {
  const character = text.slice(1);
  if (text.length !== 2) return null;
  if (/[!-/:-@[-`{-~]/.test(character)) return setOfCharacter(character, ignoreCase);
  return escapes[character] ?? null;
}

/** A character, in both its cases and their like beyond ASCII where case is ignored. */
export function setOfCharacter(character: string, ignoreCase: boolean): CharacterSet {
  if (!ignoreCase || !/[A-Za-z]/.test(character)) return setOf(character);
  return unite(setOf(character.toLowerCase() + character.toUpperCase()), beyond);
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
  let set = last > 127 ? beyond : noCharacters;
  for (let code = first; code <= Math.min(last, 127); code++) {
    set = unite(set, setOfCharacter(String.fromCharCode(code), ignoreCase));
  }
  return set;
}
