import { expect, test } from "vitest";
import { isCollectionGap } from "../../../src/diff/trees/gaps.ts";
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
