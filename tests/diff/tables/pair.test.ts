import { describe, expect, it } from "vitest";
import { showAlignment } from "../show-alignment.ts";

describe("table rows", () => {
  it("pair by first cell and mark the cell that changed, never padding or the rule", () => {
    expect(
      showAlignment(
        `
| Model | Price |
|---|---|
| a-1 | 10 |
| b-2 | 20 |`,
        `
| Model  | Price |
| ------ | :---: |
| a-1    | 10    |
| z-9    | 5     |
| b-2    | 25    |`,
      ),
    ).toBe(
      `
< | Model | Price |
> | Model  | Price |
< |---|---|
> | ------ | :---: |
< | a-1 | 10 |
> | a-1    | 10    |
+ | z-9    | 5     |
< | b-2 | [-20-] |
> | b-2    | {+25+}    |`.trim(),
    );
  });

  it("mark a cell whole where it says something else", () => {
    expect(
      showAlignment(
        "| timeout | How long to wait for the first byte |",
        "| timeout | Deprecated, see `limits` |",
      ),
    ).toBe(
      "< | timeout | [-How long to wait for the first byte-] |\n> | timeout | {+Deprecated, see `limits`+} |",
    );
  });

  it("do not mark a phrase or a link that stayed in a cell that says something else", () => {
    const row = (before: string, kept: string, after: string) =>
      `| timeout | ${before} ${kept} ${after} |`;
    const old = "Milliseconds that pass before any attempt is given up and counted as failed,";
    const new_ = "Deprecated, since each request now carries its own limit; it was once";
    for (const kept of ["as told in the", "[limits](/limits)"]) {
      const shown = showAlignment(row(old, kept, "old chapter"), row(new_, kept, "new appendix"));
      expect(shown).toContain(`-] ${kept} [-`);
      expect(shown).toContain(`+} ${kept} {+`);
    }
  });

  it("keep escaped pipes and pipes in code inside their cells", () => {
    expect(showAlignment("| `a | b` | x \\| y |", "| `a | b` | x \\| z |")).toBe(
      "< | `a | b` | x \\| [-y-] |\n> | `a | b` | x \\| {+z+} |",
    );
  });

  it("are compared by column name where a column was added", () => {
    expect(
      showAlignment(
        `
| Model | Price |
|---|---|
| a-1 | 10 |
| b-2 | 20 |`,
        `
| Model | Context | Price |
|---|---|---|
| a-1 | 8k | 10 |
| b-2 | 16k | 30 |`,
      ),
    ).toBe(
      `
< | Model | Price |
> | Model | {+Context+} | Price |
< |---|---|
> |---|---|---|
< | a-1 | 10 |
> | a-1 | {+8k+} | 10 |
< | b-2 | [-20-] |
> | b-2 | {+16k+} | {+30+} |`.trim(),
    );
  });

  it("have no marks where columns only changed places", () => {
    expect(
      showAlignment(
        "| Model | Price | Size |\n|---|---|---|\n| a-1 | 10 | 8k |",
        "| Model | Size | Price |\n|---|---|---|\n| a-1 | 8k | 10 |",
      ),
    ).not.toMatch(/\{\+|\[-/);
  });

  it("take a renamed column for the same", () => {
    expect(
      showAlignment(
        "| Name | Type |\n|--|--|\n| id | string |",
        "| Name | Kind |\n|--|--|\n| id | number |",
      ),
    ).toBe(
      `
< | Name | [-Type-] |
> | Name | {+Kind+} |
< |--|--|
> |--|--|
< | id | [-string-] |
> | id | {+number+} |`.trim(),
    );
  });

  it.each([
    [
      "markup",
      "| **Name** | **Type** | **Since** |",
      "| Name | Type |",
      "| {+**+}Name{+**+} | {+**+}Type{+**+} | {+**Since**+} |",
    ],
    [
      "case",
      "| name | type | since |",
      "| [-Name-] | [-Type-] |",
      "| {+name+} | {+type+} | {+since+} |",
    ],
    ["words", "| Name | Kind | Since |", "| Name | [-Type-] |", "| Name | {+Kind+} | {+Since+} |"],
  ])("are compared by column where headers also changed in %s", (_, header, before, after) => {
    expect(
      showAlignment(
        "| Name | Type |\n|---|---|\n| alpha | string |\n| beta | number |",
        `${header}\n|---|---|---|\n| alpha | string | v1 |\n| beta | text | v2 |`,
      ),
    ).toBe(
      `
< ${before}
> ${after}
< |---|---|
> |---|---|---|
< | alpha | string |
> | alpha | string | {+v1+} |
< | beta | [-number-] |
> | beta | {+text+} | {+v2+} |`.trim(),
    );
  });

  it("follow their cells where the first column went and all others were renamed", () => {
    expect(
      showAlignment(
        "| Group | Channel |\n|--|--|\n| Client Names | #names |\n| Tools | #tools |",
        "| Room | Goes on as |\n|--|--|\n| #names | a thread |\n| #tools | the call |",
      ),
    ).toContain(
      `
< | [-Client Names-] | #names |
> | #names | {+a thread+} |
< | [-Tools-] | #tools |
> | #tools | {+the call+} |`,
    );
  });

  it("stand in block quotes too", () => {
    expect(
      showAlignment(
        "> | a | b |\n> |---|---|\n> | one | two |",
        "> | a | b | c |\n> |---|---|---|\n> | one | 2 | three |",
      ),
    ).toBe(
      `
< > | a | b |
> > | a | b | {+c+} |
< > |---|---|
> > |---|---|---|
< > | one | [-two-] |
> > | one | {+2+} | {+three+} |`.trim(),
    );
    expect(showAlignment("| one | two |", "> | one | two |")).toBe(
      "< | one | two |\n> {+>+} | one | two |",
    );
  });

  it("take their headers from outside the block", () => {
    expect(
      showAlignment("| a-1 | 10 |", "| a-1 | 8k | 10 |", "markdown", {
        oldHeader: "| Model | Price |\n",
        newHeader: "| Model | Context | Price |\n",
      }),
    ).toBe("< | a-1 | 10 |\n> | a-1 | {+8k+} | 10 |");
  });

  it("are compared by words where columns cannot be told", () => {
    expect(showAlignment("| a-1 | ten |", "| a-1 | big | ten |")).toBe(
      "< | a-1 | ten |\n> | a-1 | {+big+} | ten |",
    );
  });

  it("have no mark over a pipe where words are compared", () => {
    expect(showAlignment("| a-1 | ten |", "| a-1 | big | small | ten |")).toBe(
      "< | a-1 | ten |\n> | a-1 | {+big+} | {+small+} | ten |",
    );
  });
});
