import { describe, expect, test } from "vitest";
import type { SourceFacts } from "../../../src/model.ts";
import { cutVolumes } from "../../../src/site/search/volumes.ts";
import { makeChange, makeSource } from "../facts.ts";

/** One pair a day, each with so many changes. */
function makeHistory(days: number, changes = 1): SourceFacts {
  const dates = Array.from({ length: days }, (_, day) =>
    new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
  );
  const changed = Array.from({ length: changes }, (_, file) => makeChange(`${String(file)}.md`));
  return makeSource(Object.fromEntries(dates.map((date) => [date, changed])));
}

const sizesOf = (source: SourceFacts) =>
  cutVolumes(source).map(({ folder, pairs }) => [folder, pairs.length]);

describe("volumes", () => {
  test("a source without a change has none, a short history one", () => {
    expect(sizesOf(makeHistory(0))).toEqual([]);
    expect(sizesOf(makeHistory(63))).toEqual([["", 63]]);
  });

  test("what came since the last border stands apart", () => {
    expect(sizesOf(makeHistory(200))).toEqual([
      ["", 192],
      ["recent/", 8],
    ]);
  });

  test("hold every pair once, in order", () => {
    const source = makeHistory(300, 20);
    expect(cutVolumes(source).flatMap(({ pairs }) => pairs)).toEqual(
      source.days.flatMap(({ pairs }) => pairs),
    );
  });

  test("are bounded, but never cut a pair", () => {
    expect(sizesOf(makeHistory(130, 100))).toEqual([
      ["", 15],
      ["2/", 15],
      ["3/", 15],
      ["4/", 15],
      ["5/", 15],
      ["6/", 15],
      ["7/", 15],
      ["8/", 15],
      ["9/", 8],
      ["recent/", 2],
    ]);
    expect(sizesOf(makeHistory(2, 2000))).toEqual([
      ["", 1],
      ["2/", 1],
    ]);
  });

  test("one more day leaves most as it is, on nearly every day", () => {
    const settledOf = (days: number) =>
      JSON.stringify(cutVolumes(makeHistory(days)).filter(({ folder }) => folder !== "recent/"));
    const moved = Array.from({ length: 300 }, (_, index) => 100 + index).filter(
      (days) => settledOf(days) !== settledOf(days + 1),
    );
    expect(moved.length).toBeLessThan(10);
  });
});
