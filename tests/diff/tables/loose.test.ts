import { expect, test } from "vitest";
import { showAlignment } from "../show-alignment.ts";

test("rows without outer pipes are compared by cell", () => {
  expect(
    showAlignment(
      "Berth | Depth\n--- | ---\nNorth | 4 m\nSouth | 5 m",
      "Berth | Crane | Depth\n--- | --- | ---\nNorth | yes | 4 m\nSouth | no | 6 m",
    ),
  ).toBe(
    `
< Berth | Depth
> Berth | {+Crane+} | Depth
< --- | ---
> --- | --- | ---
< North | 4 m
> North | {+yes+} | 4 m
< South | [-5-] m
> South | {+no+} | {+6+} m`.trim(),
  );
});

test("rows below a header outside the block are compared by cell", () => {
  const header = "Berth | Depth\n";
  const old = "North | How long to wait for the first byte";
  const new_ = "North | Deprecated, see `limits`";
  expect(
    showAlignment(old, new_, "markdown", {
      oldHeader: header,
      newHeader: header,
    }),
  ).toBe(
    "< North | [-How long to wait for the first byte-]\n> North | {+Deprecated, see `limits`+}",
  );
  // Without one they are prose.
  expect(showAlignment(old, new_)).toBe(`- ${old}\n+ ${new_}`);
});

test("rows are no rows in plain text", () => {
  expect(showAlignment("a | b\n--- | ---\nc | d", "a | b\n--- | ---\nc | e", "plain")).toContain(
    "> c | {+e+}",
  );
});

test("header rows are paired though they share no name, where their rows are", () => {
  expect(
    showAlignment(
      "| Group | Channel |\n|--|--|\n| Client Names | #names |\n| Tools | #tools |",
      "| Room | Goes on as |\n|--|--|\n| #names | a thread |\n| #tools | the call |",
    ),
  ).toBe(
    `
< | [-Group-] | [-Channel-] |
> | {+Room+} | {+Goes on as+} |
< |--|--|
> |--|--|
< | [-Client Names-] | #names |
> | #names | {+a thread+} |
< | [-Tools-] | #tools |
> | #tools | {+the call+} |`.trim(),
  );
  expect(showAlignment("| a |\n|--|\n| one |", "| b |\n|--|\n| two |")).toBe(
    "- | a |\n+ | b |\n< |--|\n> |--|\n- | one |\n+ | two |",
  );
});
