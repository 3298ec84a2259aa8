import { describe, expect, test } from "vitest";

import { meets, setOf, type CharacterSet } from "../../../src/render/patterns/character-set.ts";
import { readPattern } from "../../../src/render/patterns/facts.ts";

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
    ["(?:ab){2,}+", ["abab"]],
    ["a{1,2}*b?", null],
    // In Oniguruma this is `(?:a{2})?`.
    ["a{2}?b", ["b"]],
    ["a{b", ["a{b"]],
    ["a{3}b", ["aaab"]],
    [" (ab){2,}c", [" abab"]],
    ["(a)(?:b(c))d", ["abcd"]],
    // Longer is better than shorter, and few choices better than many.
    [String.raw`(<)(script|style)\b`, ["script", "style"]],
    ["[-*+]x", ["x"]],
    ["`{3,}|~{3,}", ["```", "~~~"]],
    ["(?:ab)?c", ["c"]],
    ["a|b*", null],
    // Only what comes at or behind the start of a match is searched for.
    [String.raw`(?<=a)(?<!b)(?!c)(?=d)`, ["d"]],
    // Where case is ignored, in lower case.
    ["(?i)Ab-", ["ab-"]],
    ["(?i:a)B|C", ["ab", "c"]],
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

describe("a match holds all of, and a character of each of", () => {
  test.each<[source: string, needs: string, holds: readonly string[]]>([
    ["a[bc]d?", "a", ["bc"]],
    ["abc|cab?|bca", "ac", ["a"]],
    ["(?:ab|[cd]e)", "", ["ae"]],
    ["a|b*", "", []],
    ["[-+*]\\\\", "\\", ["*+-"]],
    ["[a-c_]", "", ["_abc"]],
    ["(?=a)(?<=b)(?!c)", "a", []],
    ["[^a].", "", []],
    ["(?i)a-", "-", ["Aaé"]],
    // Others than its own two cases may equal it then.
    ["(?i)ß", "", []],
    ["(?i)[ſ-ž]", "", []],
    [String.raw`\d`, "", ["0123456789é"]],
    ["[[:digit:]x]", "", ["0123456789xé"]],
    ["é", "é", []],
    // What is not known, or another class inside, says nothing.
    [String.raw`[\p{L}]`, "", []],
    ["[a[b]]", "", []],
    ["[a&&b]", "", []],
    ["\\1", "", []],
  ])("%s: %j, %j", (source, needs, holds) => {
    const facts = readPattern(source);
    expect(listCharacters(facts.needs)).toBe(listCharacters(setOf(needs)));
    expect(facts.holds.map(listCharacters).toSorted()).toEqual(
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

describe("the first character of a match is one of", () => {
  test.each<[source: string, begins: string | null]>([
    ["a", "a"],
    [" ?a", " a"],
    ["(?:a|b?c)d", "abc"],
    [String.raw`(?<!x)\b(?:(a)|b)?c`, "abc"],
    // What is looked at comes first.
    ["(?=[ab])c", "ab"],
    ["(?=a?)c", "ac"],
    ["(?!a)b", "b"],
    ["(?i)a", "aAé"],
    // There may be none.
    ["a*", null],
    ["a|$", null],
    [".a", null],
    ["[^a]b", null],
    [String.raw`(a)?\1b`, null],
  ])("%s: %j", (source, begins) => {
    const found = readPattern(source).begins;
    expect(found && listCharacters(found)).toBe(
      begins === null ? null : listCharacters(setOf(begins)),
    );
  });
});

describe("a match holds neighbours of", () => {
  test.each<[source: string, before: string | null, behind?: string]>([
    ["a[bc]", "a", "bc"],
    [String.raw`(:)(?:[a-c]|\+)x*(:)`, ":", "+abc"],
    // Fewer say more.
    ["[a-e]f[gh]", "f", "gh"],
    ["(?:a|bc?)(?=d)", "abc", "d"],
    [String.raw`a\b(?!x)(?<=y)b`, "a", "b"],
    ["a(?:b|c){2}", "a", "bc"],
    ["(?:a+b|c+d)", "ac", "bd"],
    // Between them there may be something else.
    ["ab?c?", null],
    [String.raw`(a)\1b`, null],
    ["a(?=b?)", null],
    ["a.", null],
    ["ab|c", null],
    // Most texts hold those.
    ["[a-z][a-z]", null],
  ])("%s: %j and %j", (source, before, behind) => {
    const { pair } = readPattern(source);
    expect(pair && [listCharacters(pair.before), listCharacters(pair.behind)]).toEqual(
      before === null ? null : [before, behind].map((one) => listCharacters(setOf(one ?? ""))),
    );
  });
});

/** In order; é stands for whatever is beyond ASCII. */
function listCharacters(set: CharacterSet): string {
  const all = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  return [...all, "é"].filter((one) => meets(set, setOf(one))).join("");
}
