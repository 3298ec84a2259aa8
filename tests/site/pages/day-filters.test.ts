import { expect, test } from "vitest";
import { listFolderOptions, listKindOptions } from "../../../src/site/pages/day-filters.ts";
import { makeChange } from "../facts.ts";

const cosmetic = {
  additions: 1,
  deletions: 1,
  byKind: { cosmetic: { additions: 1, deletions: 1 } },
};
const show = (options: { value: string; count: number }[]) =>
  options.map(({ value, count }) => `${value} ${String(count)}`);

test("kinds are offered where they tell changes apart", () => {
  const changes = [
    makeChange("a.md"),
    makeChange("b.md", { kind: "added" }),
    makeChange("c.md", cosmetic),
  ];
  expect(show(listKindOptions(changes))).toEqual([
    "content 2",
    "added 1",
    "modified 1",
    "formatting 1",
  ]);
  expect(listKindOptions([makeChange("a.md"), makeChange("b.md")])).toEqual([]);
});

test("folders are offered to the second level, where they part the changes", () => {
  const paths = ["guide/api/a.md", "guide/api/b.md", "guide/c.md", "blog/2026/d.md", "e.md"];
  expect(show(listFolderOptions(paths.map((path) => makeChange(path))))).toEqual([
    "blog/ 1",
    "guide/ 3",
    "guide/api/ 2",
  ]);
  expect(listFolderOptions([makeChange("guide/a.md"), makeChange("guide/b.md")])).toEqual([]);
});
