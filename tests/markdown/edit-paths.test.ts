import { diffArrays } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { matchByEdits } from "../../src/markdown/edit-paths.ts";

const matchLetters = (a: string, b: string, mostEdits = 100) => [
  ...matchByEdits([...a], [...b], mostEdits),
];

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

test("beyond the most edits there are no partners", () => {
  expect(matchLetters("abc", "axc", 2)).toEqual([0, -1, 2]);
  expect(matchLetters("abc", "axc", 1)).toEqual([-1, -1, -1]);
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

function matchWithJsdiff(a: string, b: string, maxEditLength: number): number[] {
  const partners = new Array<number>(a.length).fill(-1);
  const changes = diffArrays([...a], [...b], { maxEditLength });
  let [from, to] = [0, 0];
  // The types leave out that there may be no answer.
  for (const { added, removed, count } of (changes as typeof changes | undefined) ?? []) {
    if (!added && !removed) for (let at = 0; at < count; at++) partners[from + at] = to + at;
    if (!added) from += count;
    if (!removed) to += count;
  }
  return partners;
}
