import { describe, expect, it } from "vitest";

import { isRevert } from "../../../src/diff/trees/reverts.ts";

const text = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `Line ${index} speaks of ${word}.\n`);

describe("isRevert", () => {
  it("sees the very text of two versions ago", () => {
    expect(isRevert(["a\n", "b\n"], ["a\n", "c\n"], ["a\n", "b\n"])).toBe(true);
  });

  it("needs a version between that differs", () => {
    expect(isRevert(["a\n"], ["a\n"], ["a\n"])).toBe(false);
  });

  it("sees a text that is nearly that of two versions ago", () => {
    const before = text(200, "tides");
    const now = before.with(7, "Line 7 was mended.\n");
    expect(isRevert(before, text(200, "moons"), now)).toBe(true);
  });

  it("takes a small edit after a small edit for none", () => {
    const before = text(200, "tides");
    const between = before.with(7, "Line 7 was mended.\n");
    const now = before.with(7, "Line 7 was mended again.\n");
    expect(isRevert(before, between, now)).toBe(false);
  });

  it("takes a text that only went part of the way back for none", () => {
    const before = text(200, "tides");
    const between = [...text(100, "moons"), ...before.slice(100)];
    const now = [...text(20, "moons"), ...before.slice(20)];
    expect(isRevert(before, between, now)).toBe(false);
  });

  it("takes a version between that is much like both for trivial", () => {
    const before = text(200, "tides");
    const between = [...text(4, "moons"), ...before.slice(4)];
    const now = before.with(150, "Line 150 is now about tides!\n");
    expect(isRevert(before, between, now)).toBe(false);
  });

  it("takes lines in another order for another text", () => {
    const before = text(100, "tides");
    const between = text(100, "moons");
    expect(isRevert(before, between, before.toReversed())).toBe(false);
    expect(isRevert(before, before.toReversed(), before.with(7, "Mended.\n"))).toBe(true);
  });

  it("sees that all but one moved section came back", () => {
    const before = text(200, "tides");
    const now = [...before.slice(2), ...before.slice(0, 2)];
    expect(isRevert(before, text(200, "moons"), now)).toBe(true);
  });

  it("sees a long paragraph that came back but for its end", () => {
    const before = "The sea comes and goes. ".repeat(200);
    const between = "The moon waxes and wanes. ".repeat(200);
    expect(isRevert([`${before}\n`], [`${between}\n`], [`${before}It does.\n`])).toBe(true);
  });

  it("stays quick on long texts in another order", () => {
    const before = text(10_000, "tides");
    expect(isRevert(before, text(10_000, "moons"), before.toReversed())).toBe(false);
  });

  it("sees a text that was emptied and came back", () => {
    expect(isRevert(["a\n"], [], ["a\n"])).toBe(true);
    expect(isRevert([], ["a\n"], ["b\n"])).toBe(false);
  });
});
