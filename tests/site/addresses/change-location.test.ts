import { expect, test } from "vitest";
import type { DayFacts, StoredChunk } from "../../../src/model.ts";
import {
  addressOfHunks,
  cutDay,
  findPartOfLine,
  joinChunks,
  type LinkTarget,
  locateChange,
} from "../../../src/site/addresses/change-location.ts";
import { createUrls } from "../../../src/site/addresses/urls.ts";
import { makeChange, makePair } from "../facts.ts";

const urls = createUrls("/");

/** A chunk of `lines` lines that holds both sides' lines from `start` on. */
function chunk(lines: number, start = 1): StoredChunk {
  const range = { start, end: start + lines };
  return { lines, bytes: lines * 10, sides: { old: range, new: range }, offset: 0, length: 0 };
}

function dayOf(...sizes: readonly (readonly StoredChunk[])[]): DayFacts {
  const changes = sizes.map((chunks, index) => makeChange(`${String(index)}.md`, { chunks }));
  return { date: "2026-05-21", pairs: [makePair("2026-05-20", "2026-05-21", changes)] };
}

test("a small day has one part", () => {
  const day = dayOf([chunk(10)], [chunk(20)]);
  expect(cutDay(day)).toHaveLength(1);
});

test("a day without changes still has a part", () => {
  expect(cutDay({ date: "2026-05-21", pairs: [] })).toEqual([[]]);
});

test("what does not fit goes on to the next part; the address leads there", () => {
  const day = dayOf([chunk(1000)], [chunk(1000)], [chunk(1000)], [chunk(900)]);
  const places = day.pairs[0]?.changes.map((change) => locateChange(day, change).part);
  expect(places).toEqual([1, 1, 1, 2]);
});

test("the hunks of a large change stand on its own pages", () => {
  const day = dayOf([chunk(900), chunk(900, 901)], [chunk(5)]);
  const [large, small] = day.pairs[0]?.changes ?? [];
  expect(large && locateChange(day, large)).toEqual({ part: 1, apart: true });
  expect(small && locateChange(day, small)).toEqual({ part: 1, apart: false });
  expect(large && addressOfHunks(urls, "tides", day, large)).toBe(
    `/tides/2026-05-21/${large?.anchor ?? ""}/#${large?.anchor ?? ""}`,
  );
});

test("a line of a large change is found on its part", () => {
  const chunks = [chunk(900), chunk(900, 901), chunk(900, 1801), chunk(900, 2701)];
  const large = makeChange("large.md", { chunks });
  expect(findPartOfLine(large, "R5")).toBe(1);
  expect(findPartOfLine(large, "L2800")).toBe(2);
  expect(findPartOfLine(large, "R99999")).toBe(1);
});

test("anchors, links and open folds stand where their marks stood", () => {
  const first =
    '<details\u0003><li id=\0L3><a href="\u0001\u0002R9\u0001">here</a><a href="\u0001a&"b.md\u0002L12\u0001">there</a>' +
    "<a href=\u0001a.md\u0002\u0001>a file</a><a href=\u00012026-05-21\u0002c9876543210\u0001>a day</a>";
  const hrefOf = (target: LinkTarget) => {
    if (target.kind === "file") return `/files/${target.path}`;
    if (target.kind === "change") return `/${target.date}/#${target.anchor}`;
    const { path, line } = target;
    return path === "" ? `#${line}` : `/${String(path.length)}/#${line}`;
  };
  expect(joinChunks([first, "<details\u0003>\0"], "c0123456789", hrefOf)).toBe(
    '<details open><li id=c0123456789L3><a href="#R9">here</a><a href="/7/#L12">there</a>' +
      "<a href=/files/a.md>a file</a><a href=/2026-05-21/#c9876543210>a day</a><details>c0123456789",
  );
});
