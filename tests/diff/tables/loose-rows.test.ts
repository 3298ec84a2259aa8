import { describe, expect, it } from "vitest";
import { findLooseRows } from "../../../src/diff/tables/rows.ts";
import { splitLines } from "../show-alignment.ts";

/** The lines with `=` before each row. */
function show(text: string, header: string | null = null): string {
  const lines = splitLines(text);
  const rows = findLooseRows(lines, header);
  return lines
    .map((line, index) => `${rows?.[index] === 1 ? "=" : " "} ${line}`)
    .join("")
    .trimEnd();
}

describe("rows without outer pipes", () => {
  it("stand above and below a rule, up to a line that holds no pipe", () => {
    expect(
      show(`
Text | text
a | b
--- | ---
c | d
| e | f

g | h`),
    ).toBe(
      `
  Text | text
= a | b
= --- | ---
= c | d
= | e | f
  
  g | h`.slice(1),
    );
  });

  it("are rows below the block's own table only as long as it goes on", () => {
    expect(show("c | d\n# e | f\ng | h", "a | b\n")).toBe("= c | d\n  # e | f\n  g | h");
    expect(show("c | d\n> e | f", "a | b\n")).toBe("= c | d\n  > e | f");
  });

  it.each([
    ["prose", "One | two\n\nthree | four"],
    ["shell lines", "cat a | sort\nsort b | uniq"],
    ["a heading's underline", "a | b\n---"],
    ["a rule of another width", "a | b\n--- | --- | ---"],
    ["code", "```\na | b\n--- | ---\nc | d\n```"],
    ["a list", "- a | b\n--- | ---"],
  ])("are not taken from %s", (_, text) => {
    expect(findLooseRows(splitLines(text), null)).toBeNull();
  });
});
