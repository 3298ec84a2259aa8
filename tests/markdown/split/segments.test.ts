import { expect, test } from "vitest";

import { scanSegments } from "../../../src/markdown/split/segments.ts";
import { splitLines } from "../whole.ts";

function show(text: string): string[] {
  const lines = splitLines(text);
  return scanSegments(lines).map(
    ({ kind, start, end }) => `${kind}: ${lines.slice(start, end).join("").trim()}`,
  );
}

test("cuts where nothing can be open", () => {
  expect(show("---\na: 1\n---\n# A\ntext\nmore\n```\n# x\n```\n- b\n\n  c\n\nlast\n")).toEqual([
    "frontMatter: ---\na: 1\n---",
    "heading: # A",
    "flow: text\nmore",
    "fence: ```\n# x\n```",
    "flow: - b\n\n  c",
    "flow: last",
  ]);
});

test("leaves together what hangs together", () => {
  expect(show("- a\n\n- b\nlazy\n")).toHaveLength(1);
  expect(show("    code\n\n    code\n")).toHaveLength(1);
});

test("asks the parser whether a fence belongs to an item", () => {
  expect(show("10. a\n   ```\n# code\n   ```\n# A\n")).toEqual([
    "flow: 10. a",
    "fence: ```\n# code\n   ```",
    "heading: # A",
  ]);
  expect(show("1. a\n   ```\n# A\n")).toEqual(["flow: 1. a\n   ```", "heading: # A"]);
});
