import { describe, expect, it } from "vitest";
import { compareColumns, mapColumns, type TableSample } from "../../../src/diff/tables/columns.ts";

/** Header and rows; the rule is left out. */
function readTable(text: string): TableSample {
  const [header = "", ...rows] = text.trim().split("\n");
  return { header, rows };
}

const compare = (old: string, new_: string) => compareColumns(readTable(old), readTable(new_));
const map = (old: string, new_: string) => mapColumns(readTable(old), readTable(new_));

describe("compareColumns", () => {
  const before = "| Model | Price | Context |";

  it("finds nothing where only padding, case or markup changed", () => {
    expect(compare(before, "|Model|Price  |  Context|")).toBeNull();
    expect(compare(before, "| **model** | `price` | [Context](/context) |")).toBeNull();
  });

  it("names added and removed columns", () => {
    expect(compare(before, "| Model | **Tier** | Context |")).toEqual({
      added: ["Tier"],
      removed: ["Price"],
      reordered: false,
    });
  });

  it("tells a new order from a column between others", () => {
    expect(compare(before, "| Model | Context | Price |")?.reordered).toBe(true);
    expect(compare(before, "| Model | New | Price | Context |")?.reordered).toBe(false);
  });

  it("tells columns of one name apart", () => {
    expect(compare("| a | a |", "| a | a | a |")?.added).toEqual(["a"]);
  });

  it("says nothing of a column that was renamed over the same cells", () => {
    expect(
      compare(
        "| Name | Type |\n| id | string |\n| age | number |",
        "| Name | Kind | Since |\n| id | `string` | v1 |\n| age | `number` | v2 |",
      ),
    ).toEqual({ added: ["Since"], removed: [], reordered: false });
  });
});

describe("mapColumns", () => {
  it("follows names, then places", () => {
    expect(map("| a | b | c |", "| c | a | b |")).toEqual([1, 2, 0]);
    expect(map("| a | b | c |", "| a | c |")).toEqual([0, -1, 1]);
    expect(map("| a | b |", "| a | renamed |")).toEqual([0, 1]);
  });

  it("follows cells where no name tells", () => {
    expect(
      map(
        "| Group | Channel | Focus |\n| One | #one | red paint |\n| Two | #two | blue paint |",
        "| Room | Topic |\n| #one | all red paint |\n| #two | blue paint |",
      ),
    ).toEqual([-1, 0, 1]);
  });

  it("takes the first of columns that are equally alike", () => {
    expect(map("| a | b |\n| yes | yes |", "| x | y | z |\n| yes | yes | yes |")).toEqual([0, 1]);
  });

  it("falls back to order between neighbours, and only where that is clear", () => {
    expect(map("| a | b | c |", "| new | a | other | c |")).toEqual([1, 2, 3]);
    expect(map("| a | b | c |", "| a | one | two | c |")).toEqual([0, -1, 3]);
  });

  it("does not look at all cells of a very wide table", () => {
    const row = (word: string) =>
      `|${Array.from({ length: 500 }, (_, at) => `${word}${String(at)}`).join("|")}|`;
    const targets = map(`${row("a")}\n${row("x")}`, `${row("b")}|last|\n${row("x")}`);
    expect(targets.slice(0, 40)).toEqual([...Array(40).keys()]);
  });
});
