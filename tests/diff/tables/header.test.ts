import { expect, test } from "vitest";
import { compareHeaders, findTableHeader } from "../../../src/diff/tables/header.ts";

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

test("the header and the rule know their header too", () => {
  expect(findTableHeader(table, 2)).toBe("| Berth | Depth |\n");
  expect(findTableHeader(table, 3)).toBe("| Berth | Depth |\n");
});

test("a row of dashes is no second rule", () => {
  const parted = table.toSpliced(5, 0, "|---|---|\n");
  expect(findTableHeader(parted, 6)).toBe("| Berth | Depth |\n");
});

test("tables need no outer pipes and may be quoted", () => {
  const loose = ["Berth | Depth\n", "--- | ---\n", "North | 4 m\n"];
  expect(findTableHeader(loose, 2)).toBe("Berth | Depth\n");
  const quoted = ["> | Berth | Depth |\n", "> |---|---|\n", "> | North | 4 m |\n", "| a |\n"];
  expect(findTableHeader(quoted, 2)).toBe("> | Berth | Depth |\n");
  expect(findTableHeader(quoted, 3)).toBeNull();
});

test("code that looks like a table without outer pipes is none", () => {
  const code = ["```\n", "a | b\n", "--- | ---\n", "c | d\n", "```\n"];
  expect(findTableHeader(code, 3)).toBeNull();
  expect(findTableHeader(["cat a | sort\n", "cat b | sort\n"], 1)).toBeNull();
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

test("columns are told in quotes and without outer pipes", () => {
  const added = { added: ["Crane"], removed: [], reordered: false };
  expect(
    compareHeaders(
      ["> | Berth |\n", "> |---|\n"],
      ["> | Berth | Crane |\n", "> |---|---|\n"],
      0,
      0,
    ),
  ).toEqual(added);
  const [old, new_] = [
    ["Berth | Depth\n", "--- | ---\n"],
    ["Berth | Depth | Crane\n", "--- | --- | ---\n"],
  ] as const;
  expect(compareHeaders(old, new_, 0, 0)).toEqual(added);
  expect(compareHeaders(["```\n", ...old], ["```\n", ...new_], 1, 1)).toBeNull();
});

test("a renamed column is told by the cells below it", () => {
  const lines = (header: string) => [header, "|---|---|\n", "| North | 4 m |\n"];
  expect(compareHeaders(lines("| Berth | Depth |\n"), lines("| Quay | Draught |\n"), 0, 0)).toBe(
    null,
  );
});
