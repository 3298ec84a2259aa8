/** Characters: a bit for each of ASCII, in four parts of 32, and whether there may be any beyond. */
export interface CharacterSet {
  readonly from0: number;
  readonly from32: number;
  readonly from64: number;
  readonly from96: number;
  readonly beyond: boolean;
}

export const noCharacters: CharacterSet = {
  from0: 0,
  from32: 0,
  from64: 0,
  from96: 0,
  beyond: false,
};

/** The characters of a text from `start` to `end`. */
export function setOf(text: string, start = 0, end = text.length): CharacterSet {
  let from0 = 0;
  let from32 = 0;
  let from64 = 0;
  let from96 = 0;
  let beyond = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // A shift takes the last five bits of the code.
    if (code >= 128) beyond = true;
    else if (code >= 96) from96 |= 1 << code;
    else if (code >= 64) from64 |= 1 << code;
    else if (code >= 32) from32 |= 1 << code;
    else from0 |= 1 << code;
  }
  return { from0, from32, from64, from96, beyond };
}

/** Whether two sets have a character in common; those beyond ASCII are not told apart. */
export function meets(one: CharacterSet, other: CharacterSet): boolean {
  const common =
    (one.from0 & other.from0) |
    (one.from32 & other.from32) |
    (one.from64 & other.from64) |
    (one.from96 & other.from96);
  return common !== 0 || (one.beyond && other.beyond);
}

/** The characters of either set. */
export function unite(one: CharacterSet, other: CharacterSet): CharacterSet {
  return {
    from0: one.from0 | other.from0,
    from32: one.from32 | other.from32,
    from64: one.from64 | other.from64,
    from96: one.from96 | other.from96,
    beyond: one.beyond || other.beyond,
  };
}

/** The characters of `one` that are not in `other`; those beyond ASCII stay. */
export function without(one: CharacterSet, other: CharacterSet): CharacterSet {
  return {
    from0: one.from0 & ~other.from0,
    from32: one.from32 & ~other.from32,
    from64: one.from64 & ~other.from64,
    from96: one.from96 & ~other.from96,
    beyond: one.beyond,
  };
}

/** How many of ASCII's characters a set holds. */
export function countCharacters({ from0, from32, from64, from96 }: CharacterSet): number {
  return countBits(from0) + countBits(from32) + countBits(from64) + countBits(from96);
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
