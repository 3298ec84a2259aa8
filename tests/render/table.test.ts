import { describe, expect, test } from "vitest";
import type { Hunk, Row, TextChange } from "../../src/model.ts";
import { renderChange } from "../../src/render/change.ts";
import type { Highlighter } from "../../src/render/highlight/highlight.ts";
import { findPadding, nameChangedCells } from "../../src/render/table.ts";

/** The line as it is read: without its padding. */
function readLine(line: string): string {
  let shown = "";
  let at = 0;
  for (const { start, end } of findPadding(line)) {
    shown += line.slice(at, start);
    at = end;
  }
  return shown + line.slice(at);
}

const plain: Highlighter = { tokenise: () => ({ tokens: new Map(), approximate: false }) };

/** A table of padded cells, and a change of one of them. */
function changeTable(
  cells: readonly (readonly [old: readonly string[], new: readonly string[]])[],
) {
  const pad = (row: readonly string[]) => `| ${row.map((cell) => cell.padEnd(60)).join(" | ")} |\n`;
  const oldLines = cells.map(([old]) => pad(old));
  const newLines = cells.map(([, new_]) => pad(new_));
  return { oldLines, newLines };
}

describe("padding", () => {
  test("a run of blanks in a row is one blank; words and other lines keep theirs", () => {
    expect(readLine("| Wick        | 4 m      |")).toBe("| Wick | 4 m |");
    expect(readLine("> | Wick    |     |")).toBe("> | Wick | |");
    expect(readLine("| two   blanks | are cheaper |")).toBe("| two   blanks | are cheaper |");
    expect(readLine("    code    with | a pipe")).toBe("    code    with | a pipe");
  });

  test("a rule is one short line", () => {
    expect(readLine("| ---------------- | :-------: | --- |")).toBe("|-|:-:|-|");
    expect(readLine("|----|")).toBe("|-|");
  });

  test("the page holds every blank, so that a line is copied as it is", () => {
    const { oldLines, newLines } = changeTable([
      [
        ["Wick", "4 & 5"],
        ["Wick", "6 & 5"],
      ],
    ]);
    const rows: Row[] = [
      {
        kind: "deletion",
        line: 1,
        lineKind: "gone",
        marks: [{ start: 65, end: 66 }],
        paired: true,
        move: null,
        link: null,
      },
      {
        kind: "insertion",
        line: 1,
        lineKind: "new",
        marks: [{ start: 65, end: 66 }],
        paired: false,
        move: null,
        link: null,
      },
    ];
    const hunk: Hunk = {
      oldStart: 1,
      oldCount: 1,
      newStart: 1,
      newCount: 1,
      section: [],
      rows,
      markupEdits: [],
      columnChanges: [],
    };
    const change: TextChange = {
      path: "a.md",
      dialect: "markdown",
      oldLines,
      newLines,
      hunks: [hunk],
      approximate: [],
    };
    const html = renderChange(change, plain)
      .chunks.map((chunk) => chunk.html)
      .join("");
    const copied = [...html.matchAll(/<li[^>]*>(.*)\n/g)].map(([, line = ""]) =>
      line.replaceAll(/<[^>]*>/g, "").replaceAll("&amp;", "&"),
    );
    expect(copied).toEqual([oldLines[0]?.trimEnd(), newLines[0]?.trimEnd()]);
    expect(html).toMatch(/<ins>6<\/ins> &amp; 5 <o-> {50,}<\/o->\|/);
  });
});

describe("changed cells", () => {
  const table = [
    [
      ["Model", "Price", "Context"],
      ["Model", "Price", "Context"],
    ],
    [
      ["---", "---", "---"],
      ["---", "---", "---"],
    ],
    [
      ["`lamp-5`", "3", "8k"],
      ["`lamp-5`", "4", "16k"],
    ],
    [
      ["lamp-6", "3", "8k"],
      ["lamp-7", "3", "8k"],
    ],
    [
      ["", "1", "2"],
      ["", "1", "3"],
    ],
  ] as const;
  const nameAt = (line: number, lines = changeTable(table)) => nameChangedCells(lines, line, line);

  test("are named by the row's first cell and the columns", () => {
    expect([3, 4, 5].map((line) => nameAt(line))).toEqual([
      "lamp-5: Price, Context",
      "lamp-6: Model",
      "Context",
    ]);
  });

  test("the header and the rule name nothing, nor rows without a header or of other columns", () => {
    expect([nameAt(1), nameAt(2)]).toEqual([null, null]);
    expect(nameAt(1, changeTable(table.slice(2)))).toBeNull();
    const { oldLines, newLines } = changeTable(table);
    const wider = newLines.map((line) => line.replace("\n", " more |\n"));
    expect(nameAt(3, { oldLines, newLines: wider })).toBeNull();
  });

  test("rows that differ in padding only name nothing", () => {
    const { newLines } = changeTable(table);
    const narrow = newLines.map((line) => line.replaceAll(/ +/g, " "));
    expect(nameAt(3, { oldLines: narrow, newLines })).toBeNull();
  });
});
