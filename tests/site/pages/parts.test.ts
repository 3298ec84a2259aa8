import { expect, test } from "vitest";
import {
  cutLargeChange,
  cutParts,
  partBudget,
  showsEarlier,
  sizeOnSharedPage,
  standsApart,
} from "../../../src/site/pages/parts.ts";
import { makeChange, makeRevert } from "../facts.ts";

const size = (lines: number, bytes = lines * 40) => ({ lines, bytes });
const cut = (...sizes: ReturnType<typeof size>[]) =>
  cutParts(sizes, (item) => item).map((part) => part.map(({ lines }) => lines));

test("a part is filled up to the budget, in order", () => {
  expect(cut(size(1000), size(1900), size(200), size(50))).toEqual([
    [1000, 1900],
    [200, 50],
  ]);
});

test("bytes count as well as lines", () => {
  expect(cut(size(10, partBudget.bytes - 5), size(20, 10))).toEqual([[10], [20]]);
});

test("one item over the budget stands alone", () => {
  expect(cut(size(9000), size(1))).toEqual([[9000], [1]]);
});

test("no items are one empty part", () => {
  expect(cut()).toEqual([[]]);
});

test("appending never shifts what was there before", () => {
  const items = [900, 800, 1500, 200, 2900, 10].map((lines) => size(lines));
  for (let count = 1; count < items.length; count += 1) {
    const before = cut(...items.slice(0, count));
    const after = cut(...items);
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    expect(after[before.length - 1]?.slice(0, before.at(-1)?.length)).toEqual(before.at(-1));
  }
});

test("a change that is shown against an earlier version takes that room, and its own hunks stand apart", () => {
  const none = { start: 0, end: 0 };
  const chunk = (lines: number) => ({
    ...size(lines),
    sides: { old: none, new: none },
    offset: 0,
    length: 0,
  });
  const own = [chunk(40)];
  const make = (...lines: readonly number[]) =>
    makeChange("a.md", { chunks: own, revert: makeRevert("2026-01-01", 1, {}, lines.map(chunk)) });
  expect([make(6), make()].map(showsEarlier)).toEqual([true, false]);
  expect([make(6), make()].map(standsApart)).toEqual([true, false]);
  expect(sizeOnSharedPage(make(6)).lines).toBe(6);
  expect(sizeOnSharedPage(make()).lines).toBe(40);
  expect(cutLargeChange(make(6))).toEqual([own]);
});
