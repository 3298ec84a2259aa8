/**
 * Characters: a bit for each of ASCII, in four parts of 32. Those beyond ASCII are not told apart: all
 * share the bit of NUL.
 */
export interface CharacterSet {
  readonly from0: number;
  readonly from32: number;
  readonly from64: number;
  readonly from96: number;
}

export const noCharacters: CharacterSet = { from0: 0, from32: 0, from64: 0, from96: 0 };

export const everyCharacter: CharacterSet = { from0: -1, from32: -1, from64: -1, from96: -1 };

/** Whatever is beyond ASCII (and NUL). */
export const beyondAscii: CharacterSet = { ...noCharacters, from0: 1 };

/** The characters of a text from `start` to `end`. */
export function setOf(text: string, start = 0, end = text.length): CharacterSet {
  let from0 = 0;
  let from32 = 0;
  let from64 = 0;
  let from96 = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // A shift takes the last five bits of the code.
    if (code >= 128) from0 |= 1;
    else if (code >= 96) from96 |= 1 << code;
    else if (code >= 64) from64 |= 1 << code;
    else if (code >= 32) from32 |= 1 << code;
    else from0 |= 1 << code;
  }
  return { from0, from32, from64, from96 };
}

/** The characters of ASCII from one code to another, both included. */
export function setOfRange(first: number, last: number): CharacterSet {
  return {
    from0: bitsOf(first, last, 0),
    from32: bitsOf(first, last, 32),
    from64: bitsOf(first, last, 64),
    from96: bitsOf(first, last, 96),
  };
}

/** Whether two sets have a character in common. */
export function meets(one: CharacterSet, other: CharacterSet): boolean {
  return (
    ((one.from0 & other.from0) |
      (one.from32 & other.from32) |
      (one.from64 & other.from64) |
      (one.from96 & other.from96)) !==
    0
  );
}

/** Whether a set holds the character with this code. */
export function has(set: CharacterSet, code: number): boolean {
  if (code >= 128) return (set.from0 & 1) !== 0;
  const part =
    code >= 96 ? set.from96 : code >= 64 ? set.from64 : code >= 32 ? set.from32 : set.from0;
  return (part & (1 << code)) !== 0;
}

/** The characters of either set. */
export function unite(one: CharacterSet, other: CharacterSet): CharacterSet {
  return {
    from0: one.from0 | other.from0,
    from32: one.from32 | other.from32,
    from64: one.from64 | other.from64,
    from96: one.from96 | other.from96,
  };
}

/** The characters of both sets. */
export function common(one: CharacterSet, other: CharacterSet): CharacterSet {
  return {
    from0: one.from0 & other.from0,
    from32: one.from32 & other.from32,
    from64: one.from64 & other.from64,
    from96: one.from96 & other.from96,
  };
}

/** Whether all characters of `part` are in `whole`. */
export function includes(whole: CharacterSet, part: CharacterSet): boolean {
  return (
    ((part.from0 & ~whole.from0) |
      (part.from32 & ~whole.from32) |
      (part.from64 & ~whole.from64) |
      (part.from96 & ~whole.from96)) ===
    0
  );
}

/** A set of one of a set's characters, marks before letters; null where it is empty. */
export function firstCharacter({
  from0,
  from32,
  from64,
  from96,
}: CharacterSet): CharacterSet | null {
  if (from32 !== 0) return { ...noCharacters, from32: from32 & -from32 };
  if (from64 !== 0) return { ...noCharacters, from64: from64 & -from64 };
  if (from96 !== 0) return { ...noCharacters, from96: from96 & -from96 };
  return from0 === 0 ? null : { ...noCharacters, from0: from0 & -from0 };
}

/** The characters of `one` that are not in `other`. */
export function without(one: CharacterSet, other: CharacterSet): CharacterSet {
  return {
    from0: one.from0 & ~other.from0,
    from32: one.from32 & ~other.from32,
    from64: one.from64 & ~other.from64,
    from96: one.from96 & ~other.from96,
  };
}

/** How many characters a set holds; all beyond ASCII count as one. */
export function countCharacters({ from0, from32, from64, from96 }: CharacterSet): number {
  return countBits(from0) + countBits(from32) + countBits(from64) + countBits(from96);
}

function bitsOf(first: number, last: number, start: number): number {
  let bits = 0;
  const end = Math.min(last, start + 31);
  for (let code = Math.max(first, start); code <= end; code++) bits |= 1 << code;
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
