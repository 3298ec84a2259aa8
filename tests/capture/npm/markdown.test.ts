import { describe, expect, it } from "vitest";

import { formatCode, formatCodeCell, formatTable } from "../../../src/capture/npm/markdown.ts";

const columns = [
  { title: "Boat", align: "left" },
  { title: "Oars", align: "right" },
] as const;

describe("formatTable", () => {
  it("aligns its columns", () => {
    const rows = [
      ["skiff", "2"],
      ["eight", "1,000"],
    ];
    expect(formatTable(columns, rows)).toBe(
      [
        "| Boat     |     Oars |\n",
        "| -------- | -------: |\n",
        "| skiff    |        2 |\n",
        "| eight    |    1,000 |\n",
      ].join(""),
    );
  });

  it("keeps the rows as they are when a somewhat longer one joins them", () => {
    const before = formatTable(columns, [["skiff", "2"]]);
    const after = formatTable(columns, [
      ["skiff", "2"],
      ["trireme", "170"],
    ]);
    expect(before).toContain("| skiff    |    2 |\n");
    expect(after).toContain("| skiff    |    2 |\n| trireme  |  170 |\n");
  });
});

describe("formatCode", () => {
  it.each([
    ["^1.2.0", "`^1.2.0`"],
    [">=20 || ^18", "`>=20 || ^18`"],
    ["a\n b", "`a b`"],
    ["a`b", "``a`b``"],
    ["`a", "`` `a ``"],
    ["", "` `"],
  ])("writes %j as %s", (text, code) => {
    expect(formatCode(text)).toBe(code);
  });

  it("escapes the pipes of a table cell, which GFM takes for its end even in code", () => {
    expect(formatCodeCell("^18 || >=20")).toBe("`^18 \\|\\| >=20`");
  });
});
