import { expect, test } from "vitest";
import { markSpaces } from "../../../src/diff/words/space-marks.ts";
import type { Range } from "../../../src/model.ts";

function show(line: string, marks: readonly Range[]): string {
  return marks
    .toReversed()
    .reduce(
      (text, { start, end }) =>
        `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
      line,
    );
}

test.each<[old: string, new_: string, oldShown: string, newShown: string]>([
  ["<p>a</p><p>b</p>\n", "<p>a</p> <p>b</p>\n", "<p>a</p><p>b</p>\n", "<p>a</p>[ ]<p>b</p>\n"],
  ["moor( at, 4 );", "moor(at, 4);", "moor([ ]at, 4[ ]);", "moor(at, 4);"],
  ["  depth: 4\n", "    depth: 4\n", "  depth: 4\n", "  [  ]depth: 4\n"],
  ["\tdepth", "  depth", "[\t]depth", "[  ]depth"],
  ["berth\u00a05", "berth 5", "berth[\u00a0]5", "berth[ ]5"],
  // A word that changed has marks of its own, trailing blanks have none.
  ["low  water", "high water", "low  water", "high water"],
  ["low water", "low  waters", "low water", "low  waters"],
  ["low water  \n", "low water\n", "low water  \n", "low water\n"],
  ["low water", "low water", "low water", "low water"],
  ["a", "", "a", ""],
])("%j, %j", (old, new_, oldShown, newShown) => {
  const marks = markSpaces(old, new_);
  expect([show(old, marks.old), show(new_, marks.new)]).toEqual([oldShown, newShown]);
});
