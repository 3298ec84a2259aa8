import { expect, test } from "vitest";
import type { CountsByKind } from "../../../src/model.ts";
import {
  compareWeight,
  isFormattingOnly,
  newAndGone,
  sumKinds,
  totalDay,
} from "../../../src/site/pages/totals.ts";
import { lineKinds } from "../../../src/model.ts";
import { showAmount } from "../../../src/site/text/numbers.ts";
import { makeChange, makePair } from "../facts.ts";

const changeOf = (path: string, byKind: CountsByKind) =>
  makeChange(path, { ...sumKinds(byKind, lineKinds), byKind });
const both = (count: number) => ({ additions: count, deletions: count });
const rewritten = changeOf("rewritten.md", {
  layout: both(2000),
  new: { additions: 2, deletions: 0 },
});
const edited = changeOf("edited.md", { new: { additions: 3, deletions: 0 } });
const moved = changeOf("moved.md", { moved: both(50) });
const padded = changeOf("padded.md", { cosmetic: both(9), noise: both(1), layout: both(400) });

test("what says most that is new comes first, what only looks different last", () => {
  const sorted = [padded, moved, rewritten, edited].toSorted(compareWeight);
  expect(sorted.map(({ path }) => path)).toEqual([
    "edited.md",
    "rewritten.md",
    "moved.md",
    "padded.md",
  ]);
  expect([padded, moved, rewritten].map(isFormattingOnly)).toEqual([true, false, false]);
});

test("a day of several pairs adds up their kinds, and counts a file once", () => {
  const day = {
    date: "2026-01-03",
    pairs: [
      makePair("2026-01-01", "2026-01-02", [rewritten, moved]),
      makePair("2026-01-02", "2026-01-03", [rewritten, edited]),
    ],
  };
  const totals = totalDay(day);
  expect(totals.files).toBe(3);
  expect(newAndGone(totals)).toEqual({ additions: 7, deletions: 0 });
  expect([totals.additions, totals.deletions]).toEqual([4057, 4050]);
  expect(totals.byKind).toEqual({
    layout: both(4000),
    moved: both(50),
    new: { additions: 7, deletions: 0 },
  });
});

test("figures say what is new and gone, then what there is in all", () => {
  expect(showAmount(edited)).toBe("+3 −0");
  expect(showAmount(rewritten)).toBe("2 new of +2,002 −2,000");
  expect(showAmount(moved)).toBe("nothing new, +50 −50");
  expect(showAmount(makeChange("a.md", { additions: 0, deletions: 0 }))).toBe("+0 −0");
});
