import { expect, test } from "vitest";
import { layCalendar, layYear, scaleByQuantiles } from "../../../src/site/charts/calendar.ts";

/** The calendar as text: a row a weekday, a shade a day, a dot where there is no day. */
function draw(from: string, to: string, amounts: Record<string, number>): string[][] {
  return layCalendar(from, to, new Map(Object.entries(amounts))).map(({ columns, cells }) =>
    Array.from({ length: 7 }, (_, row) =>
      Array.from(
        { length: columns },
        (_, column) =>
          cells.find((cell) => cell.row === row && cell.column === column)?.level ?? ".",
      ).join(""),
    ),
  );
}

test("weeks are columns from Monday to Sunday; days outside the range have no cell", () => {
  // 2026-05-06 is a Wednesday.
  expect(draw("2026-05-06", "2026-05-19", { "2026-05-06": 9, "2026-05-18": 3 })).toEqual([
    [".01", ".00", "40.", "00.", "00.", "00.", "00."],
  ]);
});

test("a year is cut into two blocks of 26 weeks", () => {
  const blocks = layCalendar("2020-01-01", "2026-05-21", new Map());
  expect(blocks.map(({ columns }) => columns)).toEqual([26, 26]);
  const [first, second] = blocks;
  // 51 weeks before Monday, 18 May 2026.
  expect(first?.cells[0]).toMatchObject({ date: "2025-05-26", column: 0, row: 0 });
  expect(second?.cells[0]).toMatchObject({ date: "2025-11-24", column: 0, row: 0 });
  expect(second?.cells.at(-1)).toMatchObject({ date: "2026-05-21", column: 25, row: 3 });
});

test("no day is lost between the blocks", () => {
  const dates = layCalendar("2025-08-13", "2026-05-21", new Map()).flatMap(({ cells }) =>
    cells.map(({ date }) => date),
  );
  expect(dates[0]).toBe("2025-08-13");
  expect(dates).toHaveLength(282);
  expect(new Set(dates).size).toBe(282);
});

test("months stand over the column of their first day", () => {
  const [block] = layCalendar("2026-04-27", "2026-06-02", new Map());
  expect(block?.months).toEqual([
    { column: 0, label: "May" },
    { column: 5, label: "Jun" },
  ]);
});

test("shades go by quantiles: a huge day does not fade the others", () => {
  const levelOf = scaleByQuantiles([0, 1, 2, 3, 4, 5, 6, 7, 100_000]);
  expect([0, 1, 2, 3, 4, 5, 6, 7, 100_000].map(levelOf)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test("equal amounts share a shade", () => {
  const levelOf = scaleByQuantiles([5, 5, 5]);
  expect([5, 5, 5].map(levelOf)).toEqual([4, 4, 4]);
});

test("a calendar year begins with January and ends where the source does", () => {
  const range = { from: "2023-03-15", to: "2026-05-21" };
  const spanOf = (year: string) => {
    const cells = layYear(year, range, new Map()).flatMap((block) => block.cells);
    return [cells[0]?.date, cells.at(-1)?.date, cells.length];
  };
  expect(spanOf("2023")).toEqual(["2023-03-15", "2023-12-31", 292]);
  expect(spanOf("2024")).toEqual(["2024-01-01", "2024-12-31", 366]);
  expect(spanOf("2026")).toEqual(["2026-01-01", "2026-05-21", 141]);
});
