import { describe, expect, test } from "vitest";

import type { GrammarName } from "../../../src/render/highlight/languages.ts";
import { createRestartScan } from "../../../src/render/highlight/restart.ts";

/** The line that a scan of all lines would start afresh from, or that it is in doubt. */
function scan(grammar: GrammarName, lines: readonly string[], hasInjections = false): string {
  const reader = createRestartScan(grammar, lines, hasInjections);
  reader.readTo(lines.length - 1);
  return reader.inDoubt() ? "doubt" : (lines[reader.restart()] ?? "");
}

describe("Markdown starts afresh", () => {
  test.each([
    ["at a heading", ["# A", "text", "## B"], "## B"],
    ["at any line of a paragraph", ["# A", "one *two", "three* four"], "three* four"],
    ["at an item in the first column", ["# A", "- a", "- b", "  more"], "- b"],
    ["not at a heading in a list", ["# A", "- a", "  # B"], "- a"],
    ["not at an underline", ["# A", "text", "---"], "text"],
    [
      "not at a row of a table, which the row before may have begun",
      ["# A", "| a |", "|-|"],
      "# A",
    ],
    ["not at a line of a quotation", ["# A", "> a", "> b"], "# A"],
    ["behind a fence", ["# A", "```js", "# B", "```", "# C"], "# C"],
    ["not in a fence", ["# A", "~~~", "```", "# B"], "~~~"],
    [
      "not behind a fence that a longer marker does not close",
      ["# A", "```", "````", "# B"],
      "```",
    ],
    ["behind an indented fence", ["# A", "- a", "  ```", "  # b", "  ```", "# C"], "# C"],
    ["in a fence that its list ends", ["# A", "- a", "  ```", "# B"], "# B"],
    ["behind whatever an item holds", ["# A", "- <div>", "  <script>", "1. ```", "# B"], "# B"],
    ["behind what goes on with a paragraph", ["# A", "text", "    ```", "    <div>", "# B"], "# B"],
    ["behind front matter", ["", "---", "# key", "---", "# A"], "# A"],
    ["not in front matter", ["---", "# key", "# key"], "---"],
  ])("%s", (_, lines, line) => {
    expect(scan("markdown", lines)).toBe(line);
  });

  test.each([
    ["front matter that is not plain", ["---- x", "# A"]],
    ["HTML, also in a quotation", ["# A", "> <div>", "# B"]],
    ["HTML behind a break of items", ["# A", "* * *", "  <div>", "# B"]],
    ["HTML that an item may hold or not", ["# A", "- a", " <div>", "# B"]],
    ["a fence that its list may end", ["# A", "  ```", "# B"]],
    ["a fence that may go on with a paragraph", ["# A", "> text", "    ```", "# B"]],
  ])("never behind %s, unless tokenising settles it", (_, lines) => {
    expect(scan("markdown", lines)).toBe("doubt");
  });
});

describe("Markdown with injections starts afresh", () => {
  test("behind fences of other languages", () => {
    expect(scan("markdown", ["# A", "```js", "```", "# B"], true)).toBe("# B");
  });

  test.each([
    ["a fence of one that injects itself", ["# A", "```vue", "```", "# B"]],
    ["such a fence in a fence", ["# A", "````md", "```vue", "```", "````", "# B"]],
    ["such a fence that goes on with a paragraph", ["# A", "text", "    ~~~ nix", "# B"]],
    ["double braces in a fence", ["# A", "```", "{{ a", "```", "# B"]],
    ["double braces in front matter", ["---", "a: {{ b", "---", "# A"]],
  ])("never behind %s, unless tokenising settles it", (_, lines) => {
    expect(scan("markdown", lines, true)).toBe("doubt");
    expect(scan("markdown", lines)).not.toBe("doubt");
  });

  test("behind front matter that raised doubt, which was settled", () => {
    const lines = ["---", "a: {{ b }}", "---", "# A", "```", "---", "# B"];
    const reader = createRestartScan("markdown", lines, true);
    reader.readTo(6);
    reader.settle(2);
    reader.readTo(6);
    expect([reader.inDoubt(), reader.restart()]).toEqual([false, 4]);
  });
});

describe("MDX starts afresh", () => {
  test.each([
    ["behind complete tags", ["# A", "<Card title='a' open={1}>", "text", "</Card>", "# B"], "# B"],
    ["behind expressions in text", ["# A", "text {a", "# B"], "# B"],
    ["behind whatever an item holds", ["# A", "- <Card", "  {a", "1. > b", "   {", "# B"], "# B"],
    ["behind what goes on with a paragraph", ["# A", "text", "    <Card", "# B"], "# B"],
    ["behind a fence in a tag", ["# A", "<Card>", "    ```", "# b", "  ```", "# C"], "# C"],
    ["not in a fence in a tag", ["# A", "<Card>", "    ```", "# B"], "<Card>"],
    ["behind text in a tag", ["# A", "<Card>", "  text", "    {a", "  <b/>", "# B"], "# B"],
  ])("%s", (_, lines, heading) => {
    expect(scan("mdx", lines)).toBe(heading);
  });

  test.each([
    ["a tag that is not complete", ["# A", "<Card", "# B"]],
    ["a tag behind a tag", ["# A", "<b><Card", "# B"]],
    ["a tag behind an item", ["# A", "- a", " <Card", "# B"]],
    ["a tag behind a paragraph", ["# A", "text", "  <Card", "# B"]],
    ["front matter", ["---", "a: b", "---", "# A"]],
    ["an import", ["# A", "import a from 'b'", "# B"]],
    ["an expression", ["# A", "{", "# B"]],
    ["mathematics", ["# A", "$$", "# B"]],
    ["a quotation, which any `>` continues", ["# A", "> a", "# B -> C"]],
  ])("never behind %s", (_, lines) => {
    expect(scan("mdx", lines)).toBe("doubt");
  });
});

test("other grammars are always in doubt", () => {
  expect(scan("python", ["# A"])).toBe("doubt");
});

test("in doubt, a later line that was found at rest settles it", () => {
  const lines = ["# A", "<div>", "text", "text", "- B", "  more"];
  const reader = createRestartScan("markdown", lines);
  reader.readTo(5);
  reader.settle(0);
  expect([reader.inDoubt(), reader.restart()]).toEqual([true, 1]);
  reader.settle(2);
  reader.readTo(5);
  expect([reader.inDoubt(), reader.restart()]).toEqual([false, 4]);
});

test("inside a closed fence that stands in nothing, only its last line matters", () => {
  const lines = ["# A", "```", "a", "b", "```", "  text", "- c", "  ```", "  d", "  ```"];
  const reader = createRestartScan("markdown", lines);
  reader.readTo(3);
  expect([1, 2, 3].map(reader.skipFence)).toEqual([1, 2, 3]);
  reader.readTo(9);
  expect([0, 1, 2, 3, 4, 5].map(reader.skipFence)).toEqual([0, 1, 4, 4, 4, 5]);
  expect([7, 8, 9].map(reader.skipFence)).toEqual([7, 8, 9]);
});
