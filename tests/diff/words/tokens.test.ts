import { describe, expect, it } from "vitest";
import { tokenizeLine } from "../../../src/diff/words/tokens.ts";
import { createVocabulary } from "../../../src/diff/words/vocabulary.ts";
import type { Dialect } from "../../../src/model.ts";

function cut(line: string, dialect: Dialect = "markdown"): string[] {
  const { starts, ends } = tokenizeLine(line, createVocabulary(), dialect);
  return starts.map((start, index) => line.slice(start, ends[index]));
}

describe("tokenizeLine", () => {
  it.each([
    "gpt-5.5",
    "--flag",
    "-o",
    "response_format",
    "CPU\\_PERCENTAGE",
    "MAX\\_\\_SIZE",
    "X-Api-Key",
    "$ref",
    "@scope",
    "@scope/name.js",
    "#anchor",
    "camelCase",
    "1.2.3",
    "v2.0.1-beta.3",
    "2.0.1+build.5",
    "1,000",
    "50%",
    "file.config.js",
    ".env",
    "don't",
    "café",
    "naïve-Größe",
  ])("keeps %s as one word", (word) => {
    expect(cut(word)).toEqual([word]);
    expect(cut(`(${word})`)).toEqual(["(", word, ")"]);
  });

  it("ends words at the punctuation of a sentence", () => {
    expect(cut("Call response_format. It's done, really.")).toEqual([
      "Call",
      "response_format",
      ".",
      "It's",
      "done",
      ",",
      "really",
      ".",
    ]);
  });

  it("cuts a URL at its segments", () => {
    expect(cut("https://example.org/a/b?c=d")).toEqual([
      "https",
      ":",
      "/",
      "/",
      "example.org",
      "/",
      "a",
      "/",
      "b",
      "?",
      "c",
      "=",
      "d",
    ]);
  });

  it("cuts a name of many parts, and keeps a data URI", () => {
    expect(cut("a-b-c-d-e")).toEqual(["a-b-c-d-e"]);
    expect(cut("a1-b1-c1-d1.e1-f1").filter((part) => part.length > 1)).toEqual([
      "a1",
      "b1",
      "c1",
      "d1",
      "e1",
      "f1",
    ]);
    expect(cut("data:image/png;base64,iVBORw0KGgo+/== x")).toEqual([
      "data:image/png;base64,iVBORw0KGgo+/==",
      "x",
    ]);
    expect(cut("data: [DONE]")).toEqual(["data", ":", "[", "DONE", "]"]);
  });

  it("does not take list markers for flags", () => {
    expect(cut("</p>")).toEqual(["<", "/", "p", ">"]);
    expect(cut("- item")).toEqual(["-", "item"]);
  });

  it("keeps emphasis out of words", () => {
    expect(cut("_one_ **two**")).toEqual(["_", "one", "_", "*", "*", "two", "*", "*"]);
  });

  it("gives no token to white space, terminators and JSX blanks", () => {
    expect(cut(" \t\u00a0\r\n")).toEqual([]);
    expect(cut('one{" "}two', "mdx")).toEqual(["one", "two"]);
    expect(cut('one{" "}\n', "markdown")).toEqual(["one"]);
    expect(cut('{" "}x', "markdown")).toEqual(["{", '"', '"', "}", "x"]);
    expect(cut('{" "}', "plain")).toEqual(["{", '"', '"', "}"]);
  });

  it("finds the words of scripts without spaces", () => {
    expect(cut("我们需要软件。")).toEqual(["我们", "需要", "软件", "。"]);
    expect(cut("API を使う")).toEqual(["API", "を", "使う"]);
    expect(cut("โปรแกรมใหม่")).toEqual(["โปรแกรม", "ใหม่"]);
  });

  it("keeps an emoji and what is joined to it together", () => {
    expect(cut("👩‍💻!")).toEqual(["👩‍💻", "!"]);
  });

  it("keeps a flag, and the colour of a hand, in one piece", () => {
    expect(cut("🇩🇪🇩🇰👍🏿!")).toEqual(["🇩🇪", "🇩🇰", "👍🏿", "!"]);
  });

  it("takes a sum and a member for what they are made of", () => {
    expect(cut("1+2")).toEqual(["1", "+", "2"]);
    expect(cut("options?.ssr")).toEqual(["options", "?", ".", "ssr"]);
    expect(cut("read().depth")).toEqual(["read", "(", ")", ".", "depth"]);
  });

  it("takes kept bytes for symbols", () => {
    expect(cut("a\udcff\udc80b")).toEqual(["a", "\udcff", "\udc80", "b"]);
  });

  it("gives equal words equal ids, across lines", () => {
    const vocabulary = createVocabulary();
    const first = tokenizeLine("one two, one", vocabulary, "plain").ids;
    const second = tokenizeLine("two one", vocabulary, "plain").ids;
    expect(first[0]).toBe(first[3]);
    expect(second).toEqual([first[1], first[0]]);
    expect(first[0]).not.toBe(first[1]);
  });
});
