import { expect, test } from "vitest";
import {
  compareStamps,
  dateOf,
  formatStamp,
  parseStamp,
  showStamp,
  toIsoTime,
} from "../src/stamp.ts";

test.each([
  ["2026-05-21T0636Z", "2026-05-21T06:36:00Z"],
  ["2026-05-21T063614Z", "2026-05-21T06:36:14Z"],
  ["2026-05-21", "2026-05-21T00:00:00Z"],
  ["2024-02-29", "2024-02-29T00:00:00Z"],
])("%s is the moment %s", (stamp, moment) => {
  expect(parseStamp(stamp)).toBe(Date.parse(moment));
});

test.each([
  "2026-02-30",
  "2026-05-21T2436Z",
  "2026-05-21T0660Z",
  "2026-5-21",
  "draft",
  "2026-05-21T0636",
  "",
])("“%s” is no stamp", (text) => {
  expect(parseStamp(text)).toBeNull();
});

test("a bare date equals its midnight in order", () => {
  expect(compareStamps("2026-05-21", "2026-05-21T0000Z")).toBe(0);
  expect(compareStamps("2026-05-21", "2026-05-20T2359Z")).toBeGreaterThan(0);
});

test("stamps are shown in UTC, bare dates without a time", () => {
  expect(showStamp("2026-05-21T0636Z")).toBe("2026-05-21 06:36 UTC");
  expect(showStamp("2026-05-21T063614Z")).toBe("2026-05-21 06:36:14 UTC");
  expect(showStamp("2026-05-21")).toBe("2026-05-21");
  expect(toIsoTime("2026-05-21T0636Z")).toBe("2026-05-21T06:36:00Z");
});

test("a moment becomes a stamp and falls on a date", () => {
  const moment = Date.parse("2026-05-21T06:36:14Z");
  expect(formatStamp(moment)).toBe("2026-05-21T0636Z");
  expect(formatStamp(moment, "second")).toBe("2026-05-21T063614Z");
  expect(dateOf(formatStamp(moment))).toBe("2026-05-21");
});
