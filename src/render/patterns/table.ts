import { everyCharacter, setOf, type CharacterSet } from "./character-set.ts";
import { skipBlanks, type LineText } from "./line-text.ts";
import { isFirstOnly, type Reaching } from "./reach.ts";

/** What the patterns of a list need of a text's characters, as plain numbers: most fail at that. */
export interface PatternTable {
  /** By index: four parts of the set that a text must hold, and of the one that it must meet. */
  readonly bits: Int32Array;
  /** By index: 1 where the second set is about the text's first character that is not blank. */
  readonly firstOnly: Uint8Array;
}

const width = 8;

export function createTable(patterns: readonly Reaching[]): PatternTable {
  const bits = new Int32Array(width * patterns.length);
  const firstOnly = new Uint8Array(patterns.length);
  patterns.forEach((pattern, index) => {
    writeSet(bits, width * index, pattern.needs);
    writeSet(bits, width * index + 4, pattern.opens ?? everyCharacter);
    firstOnly[index] = isFirstOnly(pattern) ? 1 : 0;
  });
  return { bits, firstOnly };
}

/** Keeps in `sifted`, instead of all that it held, the listed that may match in a text by its characters. */
export function sift<Listed>(
  { all, table }: { readonly all: readonly Listed[]; readonly table: PatternTable },
  text: LineText,
  sifted: Listed[],
): void {
  const { bits, firstOnly } = table;
  const { content, characters: held } = text;
  const at = skipBlanks(content, 0);
  const first = at < content.length ? setOf(content, at, at + 1) : everyCharacter;
  const any = content === "" ? everyCharacter : held;
  sifted.length = 0;
  for (let index = 0, row = 0; index < all.length; index++, row += width) {
    if (!holdsRow(bits, row, held)) continue;
    if (!meetsRow(bits, row + 4, firstOnly[index] === 1 ? first : any)) continue;
    const one = all[index];
    if (one !== undefined) sifted.push(one);
  }
}

function holdsRow(bits: Int32Array, row: number, held: CharacterSet): boolean {
  return (
    ((at32(bits, row) & ~held.from0) |
      (at32(bits, row + 1) & ~held.from32) |
      (at32(bits, row + 2) & ~held.from64) |
      (at32(bits, row + 3) & ~held.from96)) ===
    0
  );
}

function meetsRow(bits: Int32Array, row: number, met: CharacterSet): boolean {
  return (
    ((at32(bits, row) & met.from0) |
      (at32(bits, row + 1) & met.from32) |
      (at32(bits, row + 2) & met.from64) |
      (at32(bits, row + 3) & met.from96)) !==
    0
  );
}

function at32(bits: Int32Array, at: number): number {
  return bits[at] ?? 0;
}

function writeSet(bits: Int32Array, at: number, set: CharacterSet): void {
  bits[at] = set.from0;
  bits[at + 1] = set.from32;
  bits[at + 2] = set.from64;
  bits[at + 3] = set.from96;
}
