import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { classify, signsOf } from "../classify.ts";
import { renderWhole } from "../whole.ts";

describe("cosmetic", () => {
  test.each([
    ["re-wrapping", "one two three\nfour\n", "one two\nthree four\n"],
    ["list markers", "* a\n* b\n", "- a\n- b\n"],
    ["numbering style", "1) a\n2) b\n", "1. a\n1. b\n"],
    ["escapes", "a\\_b\\! &amp; c\n", "a_b! & c\n"],
    ["trailing blanks", "a \n\nb\n", "a\n\nb\n"],
    ["a blank line more", "a\n\nb\n", "a\n\n\nb\n"],
    ["emphasis markers", "*a* __b__\n", "_a_ **b**\n"],
    ["an underlined heading", "Title\n=====\n", "# Title #\n"],
    ["fence markers", "```js\nx\n```\n", "~~~~js\nx\n~~~~\n"],
    ["line ends", "a\r\n\r\n```\r\nb\r\n```\r\n", "a\n\n```\nb\n```\n"],
    ["no final newline", "a\n", "a"],
    ["a link as raw HTML", "[a](/b) c\n", '<a href="/b">a</a> c\n'],
    ["raw tags around code", "**`a`** b\n", "<strong>`a`</strong> b\n"],
    ["a link by reference", "[a](/b) c\n\n[x]: /b\n", "[a][x] c\n\n[x]: /b\n"],
    ["definitions in another order", "[a]: /a\n[b]: /b\n", "[b]: /b\n[a]: /a\n"],
    ["table padding", "|a|b|\n|-|-|\n|1|2|\n", "| a | b |\n| --- | --- |\n| 1 | 2 |\n"],
    ["a footnote in another place", "a[^1] b\n\n[^1]: c\n\nd\n", "a[^1] b\n\nd\n\n[^1]: c\n"],
    ["a blank line at the start", "a\n\nb\n", "\na\n\nb\n"],
    ["an item's indentation", "- a\n\n    ```\n    x\n    ```\n", "- a\n\n  ```\n  x\n  ```\n"],
  ])("%s", (_, from, to) => {
    expect(signsOf(classify(from, to).rows)).toBe("~");
    expect(renderWhole(from).replaceAll("\r", "")).toBe(renderWhole(to));
  });

  test.each([
    ["in MDX", 'a{" "}<B>b</B>\n', "a <B>b</B>\n", "mdx", "~"],
    ["alone on a line", "a\n{' '}\nb\n", "a\nb\n", "mdx", "!"],
    ["at a line's end", 'a{" "}\n<b>c</b>{" "}\nd\n', "a\n<b>c</b>\nd\n", "mdx", "~"],
    ["at a paragraph's end", 'a{" "}\n', "a\n", "mdx", "~"],
    ["instead of a blank line", 'a\n\n{" "}\n\nb\n', "a\n\n\n\nb\n", "mdx", "~"],
    ["in HTML", '<p>\na{" "}\n</p>\n', "<p>\na\n</p>\n", "mdx", "~"],
    ["in a text that is no MDX", 'a{" "}\nb\n', "a\nb\n", "markdown", "!"],
    ["inside a line of Markdown", 'a{" "}b\n', "a b\n", "markdown", "!"],
    ["in code", '```\na{" "}\n```\n', "```\na\n```\n", "mdx", "!"],
  ] as const)("JSX's space %s", (_, from, to, dialect, sign) => {
    expect(signsOf(classify(from, to, dialect).rows)).toBe(sign);
  });

  test("trailing white space only, in plain text and front matter", () => {
    expect(signsOf(classify("a \n* b\n", "a\n- b\n", "plain").rows)).toBe("!~");
    expect(classify("---\na: 1 \nb: *c*\n---\n", "---\na: 1\nb: _c_\n---\n").rows).toEqual([
      "-~ a: 1",
      "-! b: *c*",
      "+~ a: 1",
      "+! b: _c_",
    ]);
  });
});

describe("content", () => {
  test.each([
    ["a hard break", "a  \nb\n", "a\nb\n"],
    ["blanks inside code", "```\na\n```\n", "```\na \n```\n"],
    ["what follows a fence's language", "```js\na\n```\n", "```js {1}\na\n```\n"],
    ["a paragraph split in two", "a\nb\n", "a\n\nb\n"],
    ["bullets to numbers", "- a\n- b\n", "1. a\n2. b\n"],
    ["a list's first number", "2. a\n", "3. a\n"],
    ["a ticked box", "- [ ] a\n", "- [x] a\n"],
    ["a heading's depth", "# a\n", "## a\n"],
    ["a table's alignment", "|a|\n|-|\n", "|a|\n|-:|\n"],
    ["preformatted HTML", "<pre>\n a\n</pre>\n", "<pre>\n  a\n</pre>\n"],
    ["blanks at a line's end in it", "<pre>\na\n</pre>\n", "<pre>\na  \n</pre>\n"],
    ["a new paragraph and its blank line", "a\n", "a\n\nb\n"],
    ["a repeated item", "- a\n- b\n", "- a\n- b\n- a\n"],
    ["loosened spacing", "- a\n- b\n", "- a\n\n- b\n"],
    ["a link's title", '[a](/b "c")\n', '[a](/b "d")\n'],
  ])("%s", (_, from, to) => {
    expect(signsOf(classify(from, to).rows)).toBe("!");
  });

  test("an edited line of code that shows a fence", () => {
    const code = (call: string) => `    \`\`\`js\n    depth = 4;\n    ${call};\n    \`\`\`\n`;
    expect(classify(code("moor()"), code("moor(1)")).rows).toEqual([
      "-!     moor();",
      "+!     moor(1);",
    ]);
  });

  test("one row of a table that was padded anew", () => {
    const rows = Array.from({ length: 40 }, (_, at) => String(at));
    const from = ["| a |", "| - |", ...rows.map((row) => `| ${row} |`)].join("\n");
    const to = ["| a   |", "| --- |", ...rows.map((row) => `| ${row === "7" ? "new" : row}   |`)];
    const content = classify(from, to.join("\n")).rows.filter((row) => row.startsWith("!", 1));
    expect(content).toEqual(["-! | 7 |", "+! | new   |"]);
  });

  test("one item of a list with new markers", () => {
    expect(classify("* a\n* b\n* c\n", "- a\n- b!\n- c\n").rows).toEqual([
      "-~ * a",
      "-! * b",
      "-~ * c",
      "+~ - a",
      "+! - b!",
      "+~ - c",
    ]);
  });

  test("items after a new one are only counted anew", () => {
    expect(classify("1. a\n2. b\n", "1. new\n2. a\n3. b\n").rows).toEqual([
      "-~ 1. a",
      "-~ 2. b",
      "+! 1. new",
      "+~ 2. a",
      "+~ 3. b",
    ]);
  });

  test("the reworded lines of a paragraph that was wrapped anew", () => {
    const from = "one two three four\nfive six seven eight\nnine ten\n";
    const to = "one two three\nfour five SIX seven\neight nine ten\n";
    expect(classify(from, to).rows).toEqual([
      "-~ one two three four",
      "-! five six seven eight",
      "-~ nine ten",
      "+~ one two three",
      "+! four five SIX seven",
      "+~ eight nine ten",
    ]);
  });

  test("a raw link's tags, on lines of their own, when its words changed", () => {
    const from = 'see\n<a href="/b">\nthe guide\n</a>\n';
    expect(classify(from, "see\nthe new guide\n").rows).toEqual([
      '-! <a href="/b">',
      "-! the guide",
      "-! </a>",
      "+! the new guide",
    ]);
  });

  test("an item that moved past one that stayed", () => {
    expect(classify("1. stop\n1. save \n1. eat\n", "1. save\n1. stop\n").rows).toEqual([
      "+! 1. save",
      "-! 1. save",
      "-! 1. eat",
    ]);
  });

  test("items that changed their places", () => {
    expect(signsOf(classify("- a\n- b\n- c\n", "- c\n- a\n- b\n").rows)).toBe("!");
  });

  test("both sides of a line that only grew", () => {
    expect(classify("one two\n", "one two three\n").rows).toEqual([
      "-! one two",
      "+! one two three",
    ]);
  });
});

describe("markup", () => {
  test.each([
    ["[latest models](/a)\n", "[latest models](/b)\n", "link", "latest models", "/a", "/b"],
    [
      "[latest models](/a)\n",
      '<a href="/b">latest models</a>\n',
      "link",
      "latest models",
      "/a",
      "/b",
    ],
    ["see foo\n", "see [foo](/a)\n", "link", "foo", "", "/a"],
    ['x\n<a href="/a">\ny\n</a>\n', 'x\n<a href="/b">\ny\n</a>\n', "link", "y", "/a", "/b"],
    ["[a]\n\n[a]: /b\n", "[a]\n\n[a]: /c\n", "link", "a", "/b", "/c"],
    ["use foo, now\n", "use `foo`, now\n", "code", "foo", "", "code"],
    ["use *foo* now\n", "use **foo** now\n", "emphasis", "foo", "italic", "bold"],
    ["![a b](/a.png)\n", "![a b](/b.png)\n", "image", "a b", "/a.png", "/b.png"],
    ['<Card title="A" href="/a">\n', '<Card title="A" href="/b">\n', "link", "A", "/a", "/b"],
    ["|a|\n|-|\n|[b](/a)|\n", "|a|\n|-|\n|[b](/b)|\n", "link", "b", "/a", "/b"],
    ["see [here.](/a) then\n", "see [here](/b). then\n", "link", "here", "/a", "/b"],
    ["**low water** now\n", "**low** water now\n", "emphasis", "water", "bold", ""],
    ["![](/a.png)\n", "![](/b.png)\n", "image", "", "/a.png", "/b.png"],
    ["港口的水深表。\n", "港口的**水深**表。\n", "emphasis", "水深", "", "bold"],
    ["깃발을 올린다\n", "`깃발`을 올린다\n", "code", "깃발", "", "code"],
    ["see [](/a) now\n", "see [](/b) now\n", "link", "", "/a", "/b"],
    [
      '## <a id="x"></a>Tides\n',
      '## <a id="y"></a>Tides\n',
      "html",
      "",
      '<a id="x">',
      '<a id="y">',
    ],
    ['<a href="/a"></a>\n', '<a href="/b"></a>\n', "link", "", "/a", "/b"],
    ['<iframe src="/a"></iframe>\n', '<iframe src="/b"></iframe>\n', "link", "", "/a", "/b"],
    [
      '<p>\nsee <a href="/a">A &amp; &#66;</a>\n</p>\n',
      '<p>\nsee <a href="/b">A &amp; &#66;</a>\n</p>\n',
      "link",
      "A & B",
      "/a",
      "/b",
    ],
  ])("%j to %j", (from, to, kind, text, before, after) => {
    const { rows, found } = classify(from, to, "mdx");
    expect(signsOf(rows)).toBe("*");
    expect(found.markupEdits.flat()).toEqual([{ kind, text, from: before, to: after }]);
  });

  test("is told of each of several links", () => {
    const { found } = classify("[a](/1) [b c](/1) [d](/1)\n", "[a](/3) [b c](/3) [d](/3)\n");
    expect(found.markupEdits.flat()).toEqual([
      { kind: "link", text: "a", from: "/1", to: "/3" },
      { kind: "link", text: "b c", from: "/1", to: "/3" },
      { kind: "link", text: "d", from: "/1", to: "/3" },
    ]);
  });

  test("is not told of a link whose words changed as well", () => {
    const { found } = classify("see [the old log](/a)\n", "see [the new log](/b)\n");
    expect(found.markupEdits.flat()).toEqual([]);
  });

  test("a line with other words is content, and its links are listed all the same", () => {
    const { rows, found } = classify("see [foo](/a) now\n", "see [foo](/b) then\n");
    expect(signsOf(rows)).toBe("!");
    expect(found.markupEdits.flat()).toEqual([{ kind: "link", text: "foo", from: "/a", to: "/b" }]);
  });
});

test("next to blocks that need no reading, others are read", () => {
  const { rows } = classify(
    "alpha beta gamma\n# One *two*\nfour five six\n",
    "delta epsilon zeta\n# One _two_\nseven eight nine\n",
  );
  expect(rows).toEqual([
    "-! alpha beta gamma",
    "-~ # One *two*",
    "-! four five six",
    "+! delta epsilon zeta",
    "+~ # One _two_",
    "+! seven eight nine",
  ]);
});

test("a line that moved out of a block which was reworded is looked for on the other side", () => {
  const { rows } = classify(
    "one two three\n\n# A\n\nfour [five](/a) six seven\n",
    "eight nine\n\nfour [five](/b) six seven\n\n# B\n\nten\n",
  );
  expect(rows).toContain("-* four [five](/a) six seven");
  expect(rows).toContain("+* four [five](/b) six seven");
});

test("of a long text of few lines, what is edited is told", () => {
  const words = "word ".repeat(15_000);
  const { rows, found } = classify(`* ${words}\n* b \n`, `- ${words}\n* b\n`);
  expect(found.approximate).toBe(false);
  expect(rows.map((row) => row.slice(0, 3))).toEqual(["-! ", "-~ ", "+! ", "+~ "]);
});

test.each([
  ["quotations", ">".repeat(3500) + " a\n", ">".repeat(3500) + "  a\n"],
  ["items", "- ".repeat(3000) + "a\n", "* ".repeat(3000) + "a\n"],
  ["brackets", "* " + "[".repeat(20_000) + "\n", "- " + "[".repeat(20_000) + "\n"],
  ["emphasis", "* " + "*a _b ".repeat(8000) + "\n", "- " + "*a _b ".repeat(8000) + "\n"],
  ["nested emphasis", `* ${"*".repeat(5000)}a\n`, `- ${"*".repeat(5000)}a\n`],
])("%s beyond the budget are not parsed, which is said", (_, from, to) => {
  const { rows, found } = classify(from, to);
  expect(found.approximate).toBe(true);
  expect(signsOf(rows)).toBe("!");
});

test("of many items each finds its own", () => {
  const list = (count: number, target: string) =>
    Array.from({ length: count }, (_, at) => `- [berth ${String(at)}](/${target})\n`).join("");
  const many = classify(list(400, "old"), list(400, "new"));
  expect([many.found.approximate, signsOf(many.rows)]).toEqual([false, "*"]);
});

test("of lines in quite another order, one stays", () => {
  const lines = Array.from({ length: 900 }, (_, at) => `x${String(at)}`);
  const { rows, found } = classify(
    `${lines.join("\n")}\n`,
    `${lines.toReversed().join(" \n")} \n`,
    "plain",
  );
  expect([found.approximate, signsOf(rows)]).toEqual([false, "!~"]);
});

test("lines that all were rewritten need no search", () => {
  const lines = (end: string) =>
    Array.from({ length: 3_000 }, (_, at) => `x${String(at)}${end}\n`).join("");
  const { rows, found } = classify(lines(" y"), lines(" z"), "plain");
  expect([found.approximate, signsOf(rows)]).toEqual([false, "!"]);
});

test("if all changed lines are cosmetic, whole documents render alike", () => {
  let cosmetic = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), edits, (before, changes) => {
      const after = [...before];
      for (const { at, remove, add } of changes)
        after.splice(at % (after.length + 1), remove, ...add);
      const [from, to] = [before, after].map((all) => all.map((one) => `${one}\n`).join(""));
      const { rows } = classify(from ?? "", to ?? "");
      if (rows.length === 0 || signsOf(rows) !== "~") return;
      cosmetic += 1;
      expect(renderWhole(to ?? "")).toBe(renderWhole(from ?? ""));
    }),
    { numRuns: 800, seed: 3 },
  );
  expect(cosmetic).toBeGreaterThan(5);
});

const line = fc.constantFrom(
  ...["", "", "", "foo bar", "foo", "bar", "  foo", "    foo", "foo  ", "foo\\", " foo bar"],
  ...["- a", "* a", "- b", "  - c", "1. a", "1) b", "3. c", "- [ ] a", "> foo", "> bar", ">"],
  ...["```", "~~~", "```js", "| a | b |", "|a|b|", "| - | - |", "|-|-|", "|:-|-|", "|1|2|"],
  ...["*foo* bar", "_foo_ bar", "**foo** bar", "`foo` bar", "[foo](/a) bar", "[foo][x] bar"],
  ...["[x]: /a", "[x]: /b", "foo\\_bar", "foo_bar", "# foo", "===", "---", "***", "foo<br>"],
  ...["<div>", "</div>", "<pre>", "</pre>", "<!-- a", "-->", "[^1] foo", "[^1]: foo", "a: 1"],
);
const edits = fc.array(
  fc.record({
    at: fc.nat(9),
    remove: fc.nat(1),
    add: fc.array(line, { maxLength: 1 }),
  }),
  { minLength: 1, maxLength: 3 },
);
