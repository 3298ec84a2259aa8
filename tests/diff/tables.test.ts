import { describe, expect, it } from "vitest";
import {
  compareColumns,
  isTableRow,
  isTableRule,
  mapColumns,
  splitCells,
} from "../../src/diff/tables.ts";

const cells = (line: string) => splitCells(line).map(({ start, end }) => line.slice(start, end));

describe("splitCells", () => {
  it("leaves out padding and pipes", () => {
    expect(cells("|  one |two  |\n")).toEqual(["one", "two"]);
    expect(cells("one | two")).toEqual(["one", "two"]);
  });

  it("keeps empty cells", () => {
    expect(cells("| a |  || b |")).toEqual(["a", "", "", "b"]);
  });

  it("takes escaped pipes and pipes in code for text", () => {
    expect(cells("| a \\| b | `c | d` | ``e ` | f`` |")).toEqual([
      "a \\| b",
      "`c | d`",
      "``e ` | f``",
    ]);
  });

  it("does not let a lone tick swallow the row", () => {
    expect(cells("| ` | a |")).toEqual(["`", "a"]);
  });
});

describe("isTableRow and isTableRule", () => {
  it.each([
    ["| a | b |\n", true, false],
    ["  | a |\n", true, false],
    ["|---|:-:|\n", true, true],
    ["--- | ---\n", false, true],
    ["a | b\n", false, false],
    ["---\n", false, false],
    ["|\n", false, false],
  ])("%j", (line, isRow, isRule) => {
    expect(isTableRow(line)).toBe(isRow);
    expect(isTableRule(line)).toBe(isRule);
  });
});

describe("compareColumns", () => {
  const before = "| Model | Price | Context |";

  it("finds nothing where only the padding changed", () => {
    expect(compareColumns(before, "|Model|Price  |  Context|")).toBeNull();
  });

  it("names added and removed columns", () => {
    expect(compareColumns(before, "| Model | Tier | Context |")).toEqual({
      added: ["Tier"],
      removed: ["Price"],
      reordered: false,
    });
  });

  it("tells a new order from a column between others", () => {
    expect(compareColumns(before, "| Model | Context | Price |")?.reordered).toBe(true);
    expect(compareColumns(before, "| Model | New | Price | Context |")?.reordered).toBe(false);
  });

  it("tells columns of one name apart", () => {
    expect(compareColumns("| a | a |", "| a | a | a |")?.added).toEqual(["a"]);
  });
});

describe("mapColumns", () => {
  it("follows names, then places", () => {
    expect(mapColumns("| a | b | c |", "| c | a | b |")).toEqual([1, 2, 0]);
    expect(mapColumns("| a | b | c |", "| a | c |")).toEqual([0, -1, 1]);
    expect(mapColumns("| a | b |", "| a | renamed |")).toEqual([0, 1]);
  });
});
