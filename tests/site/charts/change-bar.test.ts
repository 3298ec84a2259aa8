import { expect, test } from "vitest";
import { layChangeBar } from "../../../src/site/charts/change-bar.ts";
import { scaleLines } from "../../../src/site/charts/activity-chart.ts";

const none = { additions: 0, deletions: 0 };

test("deletions go left, additions right, by their share", () => {
  expect(layChangeBar({ additions: 3000, deletions: 1000, cosmetic: none }, 40)).toEqual([
    { kind: "removed", start: -10, end: 0 },
    { kind: "added", start: 0, end: 30 },
  ]);
});

test("the formatting-only part is outermost", () => {
  const cosmetic = { additions: 1000, deletions: 1000 };
  expect(layChangeBar({ additions: 2000, deletions: 2000, cosmetic }, 40)).toEqual([
    { kind: "cosmetic", start: -20, end: -10 },
    { kind: "removed", start: -10, end: 0 },
    { kind: "added", start: 0, end: 10 },
    { kind: "cosmetic", start: 10, end: 20 },
  ]);
});

test("what has one side has one stretch, and what has none nothing", () => {
  expect(layChangeBar({ additions: 5, deletions: 0, cosmetic: none }, 40)).toEqual([
    { kind: "added", start: 0, end: scaleLines(5, 40) },
  ]);
  expect(layChangeBar({ ...none, cosmetic: none }, 40)).toEqual([]);
});
