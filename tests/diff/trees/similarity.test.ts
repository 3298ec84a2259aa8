import { describe, expect, it } from "vitest";

import { measureSimilarity, profileLines } from "../../../src/diff/trees/similarity.ts";

const likeness = (left: string[], right: string[]) =>
  measureSimilarity(profileLines(left), profileLines(right));

describe("measureSimilarity", () => {
  it("is 1 for the same text and for two empty ones", () => {
    expect(likeness(["a\n", "b\n"], ["a\n", "b\n"])).toBe(1);
    expect(likeness([], [])).toBe(1);
  });

  it("is 0 where nothing is shared", () => {
    expect(likeness(["a\n"], ["b\n"])).toBe(0);
    expect(likeness(["a\n"], [])).toBe(0);
  });

  it("is the share of the larger text that both hold", () => {
    expect(likeness(["1234\n", "abcd\n"], ["1234\n"])).toBe(0.5);
    expect(likeness(["1234\n"], ["1234\n", "abcd\n", "efgh\n", "ijkl\n"])).toBe(0.25);
  });

  it("counts a repeated line as often as both repeat it", () => {
    expect(likeness(["x\n", "x\n", "x\n"], ["x\n", "y\n", "x\n"])).toBeCloseTo(2 / 3);
  });

  it("does not mind the order of lines", () => {
    expect(likeness(["a\n", "b\n"], ["b\n", "a\n"])).toBe(1);
  });

  it("keeps what comes before an edit in a long line", () => {
    const words = "tide ".repeat(200);
    expect(likeness([`${words}in\n`], [`${words}out\n`])).toBeGreaterThan(0.9);
  });

  it("weighs the same either way round", () => {
    const left = ["one\n", "two and more\n", "three\n"];
    const right = ["one\n", "three\n", "four\n"];
    expect(likeness(left, right)).toBe(likeness(right, left));
  });
});
