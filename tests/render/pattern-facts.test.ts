import { describe, expect, test } from "vitest";

import { readPattern } from "../../src/render/pattern-facts.ts";

describe("a pattern is anchored", () => {
  test.each([
    [String.raw`^a`, true],
    [String.raw`\Ga`, true],
    [String.raw`(^|\G)(\s*)a`, true],
    [String.raw`((?:^|\G)a|^b)c|\Gd`, true],
    ["\\\uFFFFa", true],
    [String.raw`(^|\G)?a`, false],
    [String.raw`^a|b`, false],
    [String.raw`(^|a)b`, false],
    [String.raw`(?<=^)a`, false],
    [String.raw`(?!^)a`, false],
    [String.raw`\^a`, false],
    [String.raw`[^a]`, false],
  ])("%s: %s", (source, anchored) => {
    expect(readPattern(source).anchored).toBe(anchored);
  });
});

describe("a match requires", () => {
  test.each<[source: string, required: readonly string[] | null]>([
    ["abc", ["abc"]],
    [String.raw`a\.b`, ["a.b"]],
    // What may be missing, and what follows a repetition, is no part of it.
    ["abc?", ["ab"]],
    ["ab*c", ["a"]],
    ["ab+c", ["ab"]],
    ["a{0,2}b", ["b"]],
    ["ab+{0,1}", ["a"]],
    ["(?:ab){2,}+", ["ab"]],
    ["a{1,2}*b?", null],
    // In Oniguruma this is `(?:a{2})?`.
    ["a{2}?b", ["b"]],
    ["a{b", ["a{b"]],
    // Longer is better than shorter, and few choices better than many.
    [String.raw`(<)(script|style)\b`, ["script", "style"]],
    ["[-*+]x", ["x"]],
    ["`{3,}|~{3,}", ["`", "~"]],
    ["(?:ab)?c", ["c"]],
    ["a|b*", null],
    // Only what comes at or behind the start of a match is searched for.
    [String.raw`(?<=a)(?<!b)(?!c)(?=d)`, ["d"]],
    ["(?i)ab-", ["-"]],
    ["(?i:a)b", null],
    [String.raw`\x41\u0042\101\p{Lu}\h\k<name>`, null],
    ["[a-z][^b][[:alpha:]][]c][\\d]", null],
    ["[[a]b]c", ["c"]],
    ["é", null],
    ["(?x) a # b", null],
    ["(?~a)b", null],
    ["(*FAIL)", null],
    ["a)b", null],
  ])("%s: %s", (source, required) => {
    expect(readPattern(source).required).toEqual(required);
  });
});
