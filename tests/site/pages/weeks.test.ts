import { expect, test } from "vitest";
import {
  findHeadlinesOfWeek,
  listPastWeeks,
  listWeeks,
  showWeek,
  weekOf,
} from "../../../src/site/pages/weeks.ts";
import { makeChange, makeSource } from "../facts.ts";

test("weeks follow ISO 8601, also where a year turns", () => {
  expect(
    ["2026-11-15", "2026-11-16", "2027-01-03", "2027-01-04", "2024-12-30"].map(weekOf),
  ).toEqual(["2026-W46", "2026-W47", "2026-W53", "2027-W01", "2025-W01"]);
});

const source = makeSource({
  "2026-11-10": [makeChange("a.md")],
  "2026-11-15": [makeChange("b.md")],
  "2026-11-16": [makeChange("a.md")],
});

test("a week holds its days, and is over when a snapshot of a later one is there", () => {
  const weeks = listWeeks(source);
  expect(weeks.map(({ name, days }) => [name, days.length])).toEqual([
    ["2026-W46", 2],
    ["2026-W47", 1],
  ]);
  const at = (stamp: string) => ({ ...source, snapshots: [{ stamp, files: 1, bytes: 1 }] });
  expect(listPastWeeks(at("2026-11-15T2300Z"))).toEqual([]);
  expect(listPastWeeks(at("2026-11-16T0000Z")).map(({ name }) => name)).toEqual(["2026-W46"]);
});

test("a week is shown by its Monday and Sunday", () => {
  const show = (from: string, to: string) => showWeek({ name: "", from, to, days: [] });
  expect(show("2026-11-09", "2026-11-15")).toBe("9 to 15 November 2026");
  expect(show("2026-09-28", "2026-10-04")).toBe("28 September to 4 October 2026");
  expect(show("2026-12-28", "2027-01-03")).toBe("28 December 2026 to 3 January 2027");
});

test("the best headlines of its days come first, of several files before several of one", () => {
  const [week] = listWeeks({
    days: source.days.map((day) => ({
      ...day,
      pairs: day.pairs.map((pair) => ({
        ...pair,
        headlines: pair.changes.flatMap(({ anchor, path }) => [
          {
            kind: "text-added" as const,
            new: `${path} first`,
            weight: path === "a.md" ? 70 : 66,
            anchor,
          },
          {
            kind: "text-removed" as const,
            old: `${path} second`,
            weight: path === "a.md" ? 65 : 20,
            anchor,
          },
        ]),
      })),
    })),
  });
  if (!week) throw new Error("no week");
  const told = findHeadlinesOfWeek(week).map(({ headline, day }) => [
    headline.new ?? headline.old,
    day.date,
  ]);
  expect(told).toEqual([
    ["a.md first", "2026-11-10"],
    ["b.md first", "2026-11-15"],
    ["a.md second", "2026-11-10"],
    ["b.md second", "2026-11-15"],
  ]);
});
