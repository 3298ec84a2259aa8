import { describe, expect, it } from "vitest";
import { showAlignment } from "./show-alignment.ts";

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
});
