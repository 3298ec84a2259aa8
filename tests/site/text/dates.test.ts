import { expect, test } from "vitest";
import {
  addDays,
  daysBetween,
  showDate,
  weekdayIndex,
  weekdayName,
} from "../../../src/site/text/dates.ts";

test("dates are shown in words", () => {
  expect(showDate("2026-05-21")).toBe("21 May 2026");
  expect(showDate("2026-01-02")).toBe("2 January 2026");
});

test("weekdays begin on Monday", () => {
  expect(weekdayName("2026-05-21")).toBe("Thursday");
  expect([weekdayIndex("2026-05-18"), weekdayIndex("2026-05-24")]).toEqual([0, 6]);
});

test("days are counted over months and leap days", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
});
