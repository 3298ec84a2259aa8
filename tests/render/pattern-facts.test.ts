import { describe, expect, test } from "vitest";

import { meets, setOf, type CharacterSet } from "../../src/render/character-set.ts";
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
    // Where case is ignored, in lower case.
    ["(?i)Ab-", ["ab-"]],
    ["(?i:a)B|C", ["a", "c"]],
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

describe("a match holds a character of each of", () => {
  test.each<[source: string, holds: readonly string[]]>([
    ["a[bc]d?", ["a", "bc"]],
    ["(?:ab|[cd]e)", ["ae"]],
    ["a|b*", []],
    ["[-+*]\\\\", ["\\", "*+-"]],
    ["[a-c_]", ["_abc"]],
    ["(?=a)(?<=b)(?!c)", ["a"]],
    ["[^a].", []],
    ["(?i)a", ["Aaé"]],
    [String.raw`\d`, ["0123456789é"]],
    ["[[:digit:]x]", ["0123456789xé"]],
    ["é", ["é"]],
    // What is not known, or another class inside, says nothing.
    [String.raw`[\p{L}]`, []],
    ["[a[b]]", []],
    ["[a&&b]", []],
    ["\\1", []],
  ])("%s: %j", (source, holds) => {
    const sets = readPattern(source).holds;
    expect(sets.map(listCharacters).toSorted()).toEqual(
      holds.map((one) => listCharacters(setOf(one))).toSorted(),
    );
  });
});

describe("the first character of a match that is not blank is one of", () => {
  test.each<[source: string, opens: string | null]>([
    [String.raw`^ *[-+]x`, "+-"],
    [String.raw`(^|\G)[\t ]*(?:#|(\d))`, "#0123456789é"],
    ["a?b", "ab"],
    ["(?=a)b", "a"],
    ["(?= *a?)b", "b"],
    ["(?!a)b", "b"],
    ["[ a]b", "ab"],
    [String.raw`\s*a`, "aé"],
    // It may be blank throughout, or begin with anything.
    ["^ *$", null],
    ["a?", null],
    ["^(?!a)", null],
    [".a", null],
    ["[^a]b", null],
    [String.raw`(a)?\1b`, null],
  ])("%s: %j", (source, opens) => {
    const found = readPattern(source).opens;
    expect(found && listCharacters(found)).toBe(
      opens === null ? null : listCharacters(setOf(opens)),
    );
  });
});

/** In order; é stands for whatever is beyond ASCII. */
function listCharacters(set: CharacterSet): string {
  const all = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  return [...all, "é"].filter((one) => meets(set, setOf(one))).join("");
}
