import { describe, expect, it, test } from "vitest";
import {
  countQuotes,
  isLooseRow,
  isTableHead,
  isTableRow,
  isTableRule,
  readCells,
} from "../../../src/diff/tables/rows.ts";

describe("readCells", () => {
  it("leaves out padding and pipes", () => {
    expect(readCells("|  one |two  |\n")).toEqual(["one", "two"]);
    expect(readCells("one | two")).toEqual(["one", "two"]);
  });

  it("keeps empty cells", () => {
    expect(readCells("| a |  || b |")).toEqual(["a", "", "", "b"]);
  });

  it("leaves out the marks of block quotes", () => {
    expect(readCells("> | a | b |\n")).toEqual(["a", "b"]);
    expect(readCells(" > > a | b\n")).toEqual(["a", "b"]);
  });

  it("takes escaped pipes and pipes in code for text", () => {
    expect(readCells("| a \\| b | `c | d` | ``e ` | f`` |")).toEqual([
      "a \\| b",
      "`c | d`",
      "``e ` | f``",
    ]);
  });

  it("does not let a lone tick swallow the row", () => {
    expect(readCells("| ` | a |")).toEqual(["`", "a"]);
  });
});

describe("rows and rules", () => {
  it.each([
    ["| a | b |\n", "row", ""],
    ["  | a |\n", "row", ""],
    ["> | a |\n", "row", ""],
    ["|---|:-:|\n", "row", "rule"],
    ["> > |---|:-:|\n", "row", "rule"],
    ["--- | ---\n", "loose", "rule"],
    ["|---\n", "loose", "rule"],
    ["a | b\n", "loose", ""],
    ["| a | b\n", "loose", ""],
    ["a \\| b\n", "", ""],
    ["- a | b\n", "", ""],
    ["1. a | b\n", "", ""],
    ["# a | b\n", "", ""],
    ["``` a | b\n", "", ""],
    ["- | -\n", "", ""],
    ["---\n", "", ""],
    ["-->|\n", "loose", ""],
    ["> a\n", "", ""],
    ["|\n", "loose", ""],
    ["", "", ""],
  ])("%j", (line, row, rule) => {
    expect(isTableRow(line) ? "row" : isLooseRow(line) ? "loose" : "").toBe(row);
    expect(isTableRule(line) ? "rule" : "").toBe(rule);
  });

  it("are told of a megabyte of blanks at once", () => {
    expect(isTableRule(`${" ".repeat(1_000_000)}x|-\n`)).toBe(false);
  });
});

describe("isTableHead", () => {
  it.each([
    ["a | b", "--- | ---", true],
    ["a | b", "|---|---|", true],
    ["a | b", "--- | --- | ---", false],
    ["ls | wc", "---", false],
    ["- a | b", "--- | ---", false],
    ["> a | b", "> --- | ---", true],
    ["a | b", "> --- | ---", false],
    ["| a | b |", "|---|", true],
  ])("%j over %j", (header, rule, isHead) => {
    expect(isTableHead(header, rule)).toBe(isHead);
  });
});

test("quotes are counted to the text", () => {
  expect(["a > b", "> a", " >> a", "> > | > |"].map(countQuotes)).toEqual([0, 1, 2, 2]);
});
