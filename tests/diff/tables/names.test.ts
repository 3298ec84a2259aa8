import { expect, test } from "vitest";
import { nameColumns, stripMarkup } from "../../../src/diff/tables/names.ts";

test.each([
  ["**Name**", "Name"],
  ["`max_tokens`", "max_tokens"],
  ["_Since_ ~~v1~~", "Since v1"],
  ["__init__", "init"],
  ["a__b", "a__b"],
  ["[Roots](/roots)", "Roots"],
  ["[Roots][roots]", "Roots"],
  ["[Roots]", "Roots"],
  ["Tier\\*", "Tier"],
  ["one<br />two", "one two"],
  ["2 < 3", "2 < 3"],
  ["`*`", "`*`"],
  ["", ""],
])("%j reads as %j", (cell, text) => {
  expect(stripMarkup(cell)).toBe(text);
});

test("columns of one name are told apart", () => {
  const keys = nameColumns("| a | **A** | b |").map(({ key }) => key);
  expect(new Set(keys).size).toBe(3);
  expect(nameColumns("| **A** |")).toEqual([{ shown: "A", key: "a" }]);
});
