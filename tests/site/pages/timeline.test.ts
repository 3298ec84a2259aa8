import { expect, test } from "vitest";
import { layTimeline, listLatestDays, splitTimeline } from "../../../src/site/pages/timeline.ts";
import { makeChange, makeSource } from "../facts.ts";

const change = [makeChange("a.md")];

test("days are grouped by year and month, newest first", () => {
  const { days } = makeSource({
    "2025-12-30": change,
    "2026-01-02": change,
    "2026-01-09": change,
  });
  const years = layTimeline(days).map(({ year, months }) => [
    year,
    months.map((month) => [month.month, month.days.map(({ date }) => date)]),
  ]);
  expect(years).toEqual([
    ["2026", [["2026-01", ["2026-01-09", "2026-01-02"]]]],
    ["2025", [["2025-12", ["2025-12-30"]]]],
  ]);
});

test("the newest months are told at length, whole months only", () => {
  const { days } = makeSource({
    "2025-11-30": change,
    "2025-12-30": change,
    "2026-01-02": change,
    "2026-01-09": change,
  });
  const split = splitTimeline(layTimeline(days), 3).map(({ year, days: count, recent, older }) => [
    year,
    count,
    recent.map(({ month }) => month),
    older.map(({ month }) => month),
  ]);
  expect(split).toEqual([
    ["2026", 2, ["2026-01"], []],
    ["2025", 2, ["2025-12"], ["2025-11"]],
  ]);
});

test("the latest days of all sources stand together by date", () => {
  const ebb = { ...makeSource({ "2026-01-02": change, "2026-01-03": change }), id: "ebb" };
  const flood = { ...makeSource({ "2026-01-01": change, "2026-01-03": change }), id: "flood" };
  const archive = {
    title: "Tides",
    description: "",
    lang: "en",
    siteUrl: null,
    basePath: "/",
    id: null,
    sources: [ebb, flood],
  };
  const latest = listLatestDays(archive, 3).map(({ date, days }) => [
    date,
    days.map(({ source }) => source.id),
  ]);
  expect(latest).toEqual([
    ["2026-01-03", ["ebb", "flood"]],
    ["2026-01-02", ["ebb"]],
  ]);
});
