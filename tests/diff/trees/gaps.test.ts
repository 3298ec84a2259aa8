import { expect, test } from "vitest";
import { advanceGaps, isCollectionGap } from "../../../src/diff/trees/gaps.ts";
import type { FileChange } from "../../../src/model.ts";

const version = (path: string) => ({ path, hash: path, size: 1, mode: "100644" }) as const;
const removed = (count: number): FileChange[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "removed",
    from: version(`r${String(index)}`),
  }));
const added = (count: number): FileChange[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "added",
    to: version(`a${String(index)}`),
  }));
const rule = { files: 5, share: 0.2, snapshots: 5 };

test.each([
  { vanish: 5, appear: 0, of: 25, gap: true },
  { vanish: 4, appear: 0, of: 8, gap: false },
  { vanish: 5, appear: 0, of: 26, gap: false },
  { vanish: 6, appear: 5, of: 20, gap: true },
  { vanish: 6, appear: 6, of: 20, gap: false },
  { vanish: 1, appear: 0, of: 1, gap: false },
])("$vanish of $of vanish, $appear appear: gap $gap", ({ vanish, appear, of, gap }) => {
  expect(isCollectionGap([...removed(vanish), ...added(appear)], of, rule)).toBe(gap);
});

const entry = { hash: "x", size: 1, mode: "100644" } as const;
const tree = (...paths: string[]) => new Map(paths.map((path) => [path, entry]));
const gap = (paths: string[], snapshots = 1) => ({
  files: paths.length,
  snapshots,
  missing: tree(...paths),
});

test.each([
  { back: "", ends: false },
  { back: "a", ends: false },
  { back: "ab", ends: true },
  { back: "abcd", ends: true },
])("of a gap of abcd “$back” are back: it ends $ends", ({ back, ends }) => {
  const step = advanceGaps([gap([..."abcd"])], tree(...back, "z"), rule);
  expect([...step.returned.keys()].join("")).toBe(back);
  expect([...step.notBack.keys()]).toEqual(ends ? [..."abcd"].slice(back.length) : []);
  expect(step.open).toHaveLength(ends ? 0 : 1);
});

test("in the fifth snapshot without them files count as removed, each gap by itself", () => {
  const gaps = [gap(["a", "b"], 4), gap(["c", "d", "e"], 3)];
  const step = advanceGaps(gaps, tree("c"), rule);
  expect([...step.notBack.keys()]).toEqual(["a", "b"]);
  expect(step.open).toEqual([{ files: 3, snapshots: 4, missing: tree("d", "e") }]);
});
