import { expect, test } from "vitest";
import { chooseOpenChanges } from "../../../src/site/pages/open-changes.ts";
import { makeChange, makeRevert } from "../facts.ts";

const none = { start: 0, end: 0 };
const sized = (path: string, lines: number) =>
  makeChange(path, {
    chunks: [{ lines, bytes: lines * 40, sides: { old: none, new: none }, offset: 0, length: 0 }],
  });
const namesOf = (changes: ReturnType<typeof sized>[]) =>
  [...chooseOpenChanges(changes)].map(({ path }) => path);

test("changes stand open until there are enough lines; the first one always", () => {
  expect(namesOf([sized("a.md", 800), sized("b.md", 5)])).toEqual(["a.md"]);
  expect(
    namesOf([sized("a.md", 60), sized("b.md", 39), sized("c.md", 1), sized("d.md", 9)]),
  ).toEqual(["a.md", "b.md", "c.md"]);
});

test("what is formatting only stays folded", () => {
  const cosmetic = { byKind: { cosmetic: { additions: 1, deletions: 1 } } };
  expect(namesOf([makeChange("a.md", cosmetic), makeChange("b.md")])).toEqual(["b.md"]);
});

test("what an earlier version is back with is folded from the third time on, if nothing differs from that", () => {
  const back = (times: number, byKind = {}) =>
    makeChange("a.md", { revert: makeRevert("2026-01-01", times, byKind) });
  const cosmetic = { cosmetic: { additions: 1, deletions: 1 } };
  const other = { new: { additions: 1, deletions: 0 } };
  const isOpen = (change: ReturnType<typeof back>) => namesOf([change]).length > 0;
  expect([back(1), back(2), back(3), back(9)].map(isOpen)).toEqual([true, true, false, false]);
  expect([back(3, cosmetic), back(3, other)].map(isOpen)).toEqual([false, true]);
});
