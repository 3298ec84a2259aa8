/**
 * What people would tell of sixty days of two real histories, thirty each, drawn by a fixed seed, and
 * written down before any headline was read (`judged-days.json`: days, places and kinds, in own words).
 * `judged-headlines.json` holds what was found on these days as numbers only: kinds, places, and what
 * weights follow from. So a change of the ranking shows here, without the documents.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type HeadlineKind, headlineKinds, type LineKind } from "../../src/model.ts";
import { rank, weigh } from "../../src/headlines/ranking.ts";

interface Judged {
  readonly history: string;
  readonly day: string;
  readonly told: readonly {
    readonly says: string;
    /** Places and kinds, one of which a headline must have; without lines the whole file. */
    readonly any: readonly {
      readonly path: string;
      readonly lines: readonly string[];
      readonly kinds: readonly string[];
    }[];
  }[];
}

/** Kind, kind of its line, signs of urgency, words, whether it is a trifle, what was added for many, places. */
type Found = [HeadlineKind, LineKind | null, number, number, 0 | 1, number, string[]];

function read<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, name), "utf8")) as Shape;
}

const days = read<Judged[]>("judged-days.json");
const found = new Map(
  read<{ history: string; day: string; headlines: Found[] }[]>("judged-headlines.json").map(
    ({ history, day, headlines }) => [`${history} ${day}`, headlines],
  ),
);

function findBest(headlines: readonly Found[]) {
  const items = headlines.map(([kind, lineKind, signs, words, trifle, forMany, places]) => {
    // Any sign counts as much as another.
    const text = "must ".repeat(signs);
    const weight = weigh({ kind, lineKind, text, words, isTrifle: trifle === 1 }) + forMany;
    return { kind, weight, places };
  });
  return rank(items, ({ places }) => places[0]?.split(" ")[0] ?? "").slice(0, 3);
}

function isSaid(told: Judged["told"][number], best: ReturnType<typeof findBest>): boolean {
  return best.some(({ kind, places }) =>
    places.some((place) => {
      const [file, line] = place.split(" ");
      return told.any.some(
        ({ path, lines, kinds }) =>
          path === file && kinds.includes(kind) && (lines.length === 0 || isWithin(line, lines)),
      );
    }),
  );
}

function isWithin(line: string | undefined, ranges: readonly string[]): boolean {
  if (line === undefined) return false;
  const number = Number(line.slice(1));
  return ranges.some((range) => {
    const [start, end] = range.slice(1).split("-").map(Number);
    return range[0] === line[0] && number >= (start ?? 0) && number <= (end ?? 0);
  });
}

describe("sixty judged days", () => {
  it("are thirty of each history, judged by kinds that there are", () => {
    expect(days.filter(({ history }) => history === "vite").length).toBe(30);
    expect(days.filter(({ history }) => history === "mcp").length).toBe(30);
    const kinds = days
      .flatMap(({ told }) => told.flatMap(({ any }) => any))
      .flatMap(({ kinds }) => kinds);
    expect(kinds.filter((kind) => !headlineKinds.includes(kind as HeadlineKind))).toEqual([]);
  });

  it("are said by the first three headlines on 85 % at least", () => {
    const missed = days.filter(({ history, day, told }) => {
      const best = findBest(found.get(`${history} ${day}`) ?? []);
      return !told.every((thing) => isSaid(thing, best));
    });
    const names = missed.map(({ history, day }) => `${history} ${day}`);
    expect(names.length / days.length, names.join(", ")).toBeLessThanOrEqual(0.15);
  });
});
