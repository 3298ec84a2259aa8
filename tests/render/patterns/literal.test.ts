import { expect, test } from "vitest";

import { readLiteral } from "../../../src/render/patterns/literal.ts";

test.each<[source: string, text: string, isCaptured: boolean]>([
  ["a b", "a b", false],
  ["(])", "]", true],
  [String.raw`\*\*`, "**", false],
  [String.raw`(\()`, "(", true],
])("%s finds one text", (source, text, isCaptured) => {
  expect(readLiteral(source)).toEqual({ text, isCaptured });
});

test.each([
  "",
  "a|b",
  "a.",
  "a?",
  "a{2}",
  "[a]",
  "^a",
  String.raw`\ba`,
  String.raw`\n`,
  "(a)b",
  "a(b)",
  String.raw`(a)b\)`,
  "(?:a)",
  "(?i)a",
  "((a))",
  "é",
])("%s finds others or more", (source) => {
  expect(readLiteral(source)).toBeNull();
});
