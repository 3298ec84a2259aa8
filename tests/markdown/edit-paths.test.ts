import { diffArrays } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { matchByEdits } from "../../src/markdown/edit-paths.ts";

const encode = (text: string) => Float64Array.from(text, (letter) => letter.charCodeAt(0));
const matchLetters = (a: string, b: string, mostEdits = 100) => {
  const partners = matchByEdits(encode(a), encode(b), mostEdits);
  return partners && [...partners];
};

describe("each of the old has its partner in the new", () => {
  test.each<[a: string, b: string, partners: number[]]>([
    ["abc", "abc", [0, 1, 2]],
    ["abc", "axc", [0, -1, 2]],
    ["abc", "bcd", [-1, 0, 1]],
    ["ab", "xaxbx", [1, 3]],
    ["abcd", "cdab", [-1, -1, 0, 1]],
    ["", "a", []],
    ["a", "", [-1]],
  ])("%j, %j", (a, b, partners) => {
    expect(matchLetters(a, b)).toEqual(partners);
  });
});

test("beyond the most edits there is no answer", () => {
  expect(matchLetters("abc", "axc", 2)).toEqual([0, -1, 2]);
  expect(matchLetters("abc", "axc", 1)).toBeNull();
});

test("goes the way that jsdiff goes", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 30 });
  fc.assert(
    fc.property(text, text, fc.nat(40), (a, b, most) => {
      expect(matchLetters(a, b, most)).toEqual(matchWithJsdiff(a, b, most));
    }),
    { seed: 20260521, numRuns: 1000 },
  );
});

function matchWithJsdiff(a: string, b: string, maxEditLength: number): number[] | null {
  const partners = new Array<number>(a.length).fill(-1);
  // The types leave out that there may be no answer.
  const changes = diffArrays([...a], [...b], { maxEditLength }) as
    ReturnType<typeof diffArrays<string>> | undefined;
  if (changes === undefined) return null;
  let [from, to] = [0, 0];
  for (const { added, removed, count } of changes) {
    if (!added && !removed) for (let at = 0; at < count; at++) partners[from + at] = to + at;
    if (!added) from += count;
    if (!removed) to += count;
  }
  return partners;
}
