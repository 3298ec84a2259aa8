import { describe, expect, test } from "vitest";

import type { GrammarName } from "../../src/render/languages.ts";
import { createRestartScan } from "../../src/render/restart.ts";

/** The line that a scan of all lines would start afresh from, or that it is in doubt. */
function scan(grammar: GrammarName, lines: readonly string[]): string {
  const reader = createRestartScan(grammar, lines);
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
  ])("%s", (_, lines, line) => {
    expect(scan("markdown", lines)).toBe(line);
  });

  test.each([
    ["front matter", ["---", "# key", "---", "# A"]],
    ["front matter behind empty lines", ["", "---", "# A"]],
    ["HTML, also in a list", ["# A", "- <div>", "# B"]],
    ["a fence that its list may end", ["# A", "  ```", "# B"]],
    ["a fence behind a list's mark", ["# A", "- ```", "# B"]],
    ["a fence that may go on a paragraph", ["# A", "text", "    ```", "# B"]],
  ])("never behind %s, unless tokenising settles it", (_, lines) => {
    expect(scan("markdown", lines)).toBe("doubt");
  });
});

describe("MDX starts afresh", () => {
  test.each([
    ["behind complete tags", ["# A", "<Card title='a' open={1}>", "text", "</Card>", "# B"], "# B"],
    ["behind expressions in text", ["# A", "text {a", "# B"], "# B"],
  ])("%s", (_, lines, heading) => {
    expect(scan("mdx", lines)).toBe(heading);
  });

  test.each([
    ["a tag that is not complete", ["# A", "<Card", "# B"]],
    ["a tag behind a tag", ["# A", "<b><Card", "# B"]],
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
