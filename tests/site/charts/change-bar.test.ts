import { expect, test } from "vitest";
import type { CountsByKind } from "../../../src/model.ts";
import { layChangeBar } from "../../../src/site/charts/change-bar.ts";
import { scaleLines } from "../../../src/site/charts/activity-chart.ts";
import { sumKinds } from "../../../src/site/pages/totals.ts";
import { lineKinds } from "../../../src/model.ts";

const amountOf = (byKind: CountsByKind) => ({ ...sumKinds(byKind, lineKinds), byKind });
const additions = (count: number) => ({ additions: count, deletions: 0 });
const deletions = (count: number) => ({ additions: 0, deletions: count });

test("deletions go left, additions right, by their share", () => {
  expect(layChangeBar(amountOf({ new: additions(3000), gone: deletions(1000) }), 40)).toEqual([
    { kind: "removed", start: -10, end: 0 },
    { kind: "added", start: 0, end: 30 },
  ]);
});

test("what is neither new nor gone is outermost", () => {
  const amount = amountOf({
    cosmetic: { additions: 400, deletions: 1000 },
    moved: additions(600),
    new: additions(1000),
    gone: deletions(1000),
  });
  expect(layChangeBar(amount, 40)).toEqual([
    { kind: "other", start: -20, end: -10 },
    { kind: "removed", start: -10, end: 0 },
    { kind: "added", start: 0, end: 10 },
    { kind: "other", start: 10, end: 20 },
  ]);
});

test("what has one side has one stretch, and what has none nothing", () => {
  expect(layChangeBar(amountOf({ new: additions(5) }), 40)).toEqual([
    { kind: "added", start: 0, end: scaleLines(5, 40) },
  ]);
  expect(layChangeBar(amountOf({}), 40)).toEqual([]);
});
