import { expect, test } from "vitest";
import { layActivityChart, scaleLines } from "../../../src/site/charts/activity-chart.ts";

const size = { slots: 10, slotWidth: 5, height: 42 };

test("each stretch of time has one mark, its additions above and its deletions below", () => {
  const chart = layActivityChart(
    [
      { date: "2026-05-01", additions: 0, deletions: 3 },
      { date: "2026-05-20", additions: 2000, deletions: 0 },
    ],
    { from: "2026-05-01", to: "2026-05-20" },
    size,
  );
  expect(chart.marks).toEqual([
    { x: 0, up: 0, down: scaleLines(3, 20) },
    { x: 45, up: 20, down: 0 },
  ]);
  expect([chart.width, chart.height, chart.markWidth]).toEqual([50, 42, 4]);
});

test("what falls into one stretch is added up, what lies outside is left out", () => {
  const chart = layActivityChart(
    [
      { date: "2026-05-01", additions: 1, deletions: 0 },
      { date: "2026-05-02", additions: 2, deletions: 0 },
      { date: "2026-04-30", additions: 9, deletions: 9 },
      { date: "2026-05-21", additions: 9, deletions: 9 },
    ],
    { from: "2026-05-01", to: "2026-05-20" },
    size,
  );
  expect(chart.marks).toEqual([{ x: 0, up: scaleLines(3, 20), down: 0 }]);
});

test("lengths grow with the lines, are seen from one line on, and end at full", () => {
  expect(scaleLines(0, 20)).toBe(0);
  expect(scaleLines(1, 4)).toBe(1);
  expect(scaleLines(10, 20)).toBeLessThan(scaleLines(100, 20));
  expect(scaleLines(1_000_000, 20)).toBe(20);
});
