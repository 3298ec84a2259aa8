import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createLazyDocument } from "../../../src/markdown/read/document.ts";
import { createOutline, sectionAt } from "../../../src/markdown/outline/outline.ts";
import type { Dialect } from "../../../src/model.ts";
import { readHeadings, splitLines } from "../whole.ts";

function outlineOf(text: string, dialect: Dialect = "markdown") {
  return createOutline(createLazyDocument(splitLines(text), dialect));
}

function sections(text: string, dialect: Dialect = "markdown"): string[] {
  const outline = outlineOf(text, dialect);
  return splitLines(text).map((_, line) => sectionAt(outline, line).join(" > "));
}

describe("sectionAt", () => {
  test("gives the path of headings, a heading under itself", () => {
    expect(sections("top\n# A\ntext\n### B\n## C\n# D\n")).toEqual([
      "",
      "A",
      "A",
      "A > B",
      "A > C",
      "D",
    ]);
  });

  test("reads underlined headings from their first line on", () => {
    expect(sections("Two\nlines\n===\ntext\n")).toEqual([
      "Two\nlines",
      "Two\nlines",
      "Two\nlines",
      "Two\nlines",
    ]);
  });

  test.each([
    ["front matter", "---\ntitle: x\n# no\n---\ntext\n"],
    ["a fence", "```sh\n# no\n\n# no\n```\ntext\n"],
    ["a fence that never closes", "~~~\n# no\n```\n# no\n"],
    ["a fence in an item", "1. item\n\n   ```sh\n   # no\n   ```\n"],
    ["a comment", "<!--\n\n# no\n\n-->\n"],
    ["HTML up to the blank line", "<div>\n# no\n</div>\n"],
    ["preformatted HTML", "<pre>\n\n# no\n</pre>\n"],
    ["indented code", "text\n\n    # no\n"],
    ["an item", "- # nested\n  ## nested\n"],
    ["a quotation", "> # nested\n"],
    ["a lazy line", "- item\nlazy\n===\n"],
  ])("finds no heading in %s", (_, text) => {
    expect(sections(text).join("")).toBe("");
    expect(readHeadings(text)).toEqual([]);
  });

  test("gives a heading's text as the syntax tree has it", () => {
    const text =
      "# `code` and *stress* \\# &amp; [link](/x) #\n## [one][a], [none][b], ![alt](/i)\n\n> [a]: /u\n";
    expect(sections(text)[0]).toBe("code and stress # & link");
    expect(sections(text)[1]).toBe("code and stress # & link > one, [none][b], alt");
  });

  test("finds headings after JSX, which is read as HTML", () => {
    expect(sections('<Tabs>\n<Tab title="x">\n\n## In\n\n</Tab>\n</Tabs>\n', "mdx")[3]).toBe("In");
  });

  // A value without quotes ends at a slash, says micromark: the first three are text, the others HTML.
  test.each([
    ["<a href=/tides>", ["A"]],
    ["<a href=a/b>", ["A"]],
    ['<a b=c"d">', ["A"]],
    ["<a b=c=d>", []],
    ['<a b="/c" d=e/>', []],
    ["<a b=/>", []],
  ])("finds the heading behind a line of %s or not, as remark does", (tag, headings) => {
    const text = `${tag}\n# A\n`;
    expect(outlineOf(text).headings.map(({ text }) => text)).toEqual(headings);
    expect(readHeadings(text).map(({ text }) => text)).toEqual(headings);
  });

  test("counts lines as the diff does, whatever ends them", () => {
    expect(sections("\uFEFF# A\r\ntext\r# B\r\nmore")).toEqual(["A", "B", "B"]);
  });

  test("finds nothing in plain text", () => {
    expect(sections("# no\n", "plain")).toEqual([""]);
  });
});

test("headings are those of the whole document", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
      const text = parts.join("\n");
      expect(outlineOf(text).headings).toEqual(readHeadings(text));
    }),
    { numRuns: 1000, seed: 7 },
  );
});

const pieces = [
  ...["", "", "", "", "foo", "a [x] b", "  text2", "   text3", "    text4", "\ttab"],
  ...[
    "# a",
    "## b [x]",
    "### `c` *d* #",
    "  # i2",
    "   ## i3",
    "    # code",
    "## [^1] z",
    " # one",
  ],
  ...["===", "---", "--- ", "--", "-", "=", "***", "- - -", "  ===", "  ---"],
  ...["| a |", "| - |", "bar | baz", "-|-", "[x]: /u", "[x]: /u 't", "t'", "[^1]: foo"],
  ...["```", "```js", "~~~", "````", "  ```", "   ```", "- ```", "> ```"],
  ...["- a", "* x", "+", "1. one", "2. two", "10. ten", "- # h", "  - # y", "> q", "> # q", ">"],
  ...["<div>", "</div>", "<b>", "<b> x", "<Foo bar={x}>", "  <div>", "  <b>", "- <div>", "<x/>"],
  ...["<!-- c", "-->", "<!-- x -->", "<pre>", "</pre>", "  <pre>", "<?php", "?>", "<!X", "]]>"],
];
