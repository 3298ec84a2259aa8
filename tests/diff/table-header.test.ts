import { expect, test } from "vitest";
import { compareHeaders, findTableHeader } from "../../src/diff/table-header.ts";

const table = [
  "Text.\n",
  "\n",
  "| Berth | Depth |\n",
  "|---|---|\n",
  "| North | 4 m |\n",
  "| South | 5 m |\n",
  "\n",
];

test("a row's header stands above the rule of its table", () => {
  expect(findTableHeader(table, 5)).toBe("| Berth | Depth |\n");
  expect(findTableHeader(table, 4)).toBe("| Berth | Depth |\n");
});

test("outside a table there is no header", () => {
  expect(findTableHeader(table, 1)).toBeNull();
  expect(findTableHeader(table, 7)).toBeNull();
});

test("columns that came, went or moved are told by their names", () => {
  const wider = [...table];
  wider[2] = "| Depth | Berth | Crane |\n";
  expect(compareHeaders(table, wider, 2, 2)).toEqual({
    added: ["Crane"],
    removed: [],
    reordered: true,
  });
  expect(compareHeaders(table, table, 2, 2)).toBeNull();
  expect(compareHeaders(table, wider, 4, 2)).toBeNull();
});
