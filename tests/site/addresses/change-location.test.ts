import { expect, test } from "vitest";
import type { DayFacts, StoredPiece } from "../../../src/model.ts";
import {
  addressOfHunks,
  cutDay,
  findPartOfLine,
  locateChange,
} from "../../../src/site/addresses/change-location.ts";
import { createUrls } from "../../../src/site/addresses/urls.ts";
import { makeChange, makePair } from "../facts.ts";

const urls = createUrls("/");

/** A piece of `lines` lines that holds both sides' lines from `start` on. */
function piece(lines: number, start = 1): StoredPiece {
  const range = { start, end: start + lines };
  return { lines, bytes: lines * 10, sides: { old: range, new: range }, offset: 0, length: 0 };
}

function dayOf(...sizes: readonly (readonly StoredPiece[])[]): DayFacts {
  const changes = sizes.map((pieces, index) => makeChange(`${String(index)}.md`, { pieces }));
  return { date: "2026-05-21", pairs: [makePair("2026-05-20", "2026-05-21", changes)] };
}

test("a small day has one part", () => {
  const day = dayOf([piece(10)], [piece(20)]);
  expect(cutDay(day)).toHaveLength(1);
});

test("a day without changes still has a part", () => {
  expect(cutDay({ date: "2026-05-21", pairs: [] })).toEqual([[]]);
});

test("what does not fit goes on to the next part; the address leads there", () => {
  const day = dayOf([piece(1000)], [piece(1000)], [piece(1000)], [piece(900)]);
  const places = day.pairs[0]?.changes.map((change) => locateChange(day, change).part);
  expect(places).toEqual([1, 1, 1, 2]);
});

test("the hunks of a large change stand on its own pages", () => {
  const day = dayOf([piece(900), piece(900, 901)], [piece(5)]);
  const [large, small] = day.pairs[0]?.changes ?? [];
  expect(large && locateChange(day, large)).toEqual({ part: 1, large: true });
  expect(small && locateChange(day, small)).toEqual({ part: 1, large: false });
  expect(large && addressOfHunks(urls, "tides", day, large)).toBe(
    `/tides/2026-05-21/${large?.anchor ?? ""}/#${large?.anchor ?? ""}`,
  );
});

test("a line of a large change is found on its part", () => {
  const pieces = [piece(900), piece(900, 901), piece(900, 1801), piece(900, 2701)];
  const large = makeChange("large.md", { pieces });
  expect(findPartOfLine(large, "R5")).toBe(1);
  expect(findPartOfLine(large, "L2800")).toBe(2);
  expect(findPartOfLine(large, "R99999")).toBe(1);
});
