import { expect, it } from "vitest";

import { latestMonday, listWeeklyMoments } from "../../../src/capture/npm/weeks.ts";
import { formatStamp, timeOf } from "../../../src/stamp.ts";

it("lists weeks, oldest first", () => {
  const weeks = listWeeklyMoments(timeOf("2026-03-09T0600Z"), 3);
  expect(weeks.map((week) => formatStamp(week))).toEqual([
    "2026-02-23T0600Z",
    "2026-03-02T0600Z",
    "2026-03-09T0600Z",
  ]);
});

it.each([
  ["2026-11-22T1940Z", "2026-11-16T0600Z"],
  ["2026-11-23T0559Z", "2026-11-16T0600Z"],
  ["2026-11-23T0600Z", "2026-11-23T0600Z"],
])("at %s the latest Monday is %s", (now, monday) => {
  expect(formatStamp(latestMonday(timeOf(now)))).toBe(monday);
});
