import fc from "fast-check";
import { expect, test } from "vitest";

import { createDocument } from "../../../src/markdown/document.ts";
import { readDirectly } from "../../../src/markdown/direct/segment.ts";
import { readBothWays } from "./both-ways.ts";
import { splitLines } from "../whole.ts";

test.each([
  "one `two` three\nfour [five](/six#a) **seven**\n",
  "## A `b` heading\n",
  "```js {1}\nx\n\n  y\n```\n",
  '<div class="a">\n  b\n</div>\n',
  "- one\n  two\n  - three\n- four\n",
  "1. one\n\n   two\n\n2. three\n",
  "- one\n  - two\n\n  - three\n",
  "- - one\n\n    two\n",
  "Options:\n- `a`\n- [`b`](/b)\n",
  "| a |\n| - |\n| b \\\\| |\n",
  "| a |\n| - |\n| b \\| `c \\| d` [e\\|f](/g) |\n",
  'see [the slate]({{< ref "/slate#one" >}}), [both]({{< ref "/b" >}}) and `c`\n',
  "| a | b |\n| - | :-: |\n| `c` | *d* \\| e |\n",
  '<Card\n  title="A"\n  href="/b"\n/>\n',
  "1. one:\n\n   ```js {1}\n   a\n\n     - b\n   ```\n\n2. two\n   ~~~\n   c\n   ~~~\n   three\n",
  "- one\n  - two\n     ```\n    a\n   \n     b\n     ```\n",
  "[one]: /a\n[Two words]: https://b.example/c\n",
  "_one two_ and **[three](/four)**\n",
  "- **Depth:** `low | high`\n- one | two\n",
  "# Berth #4 ##\n",
  "<!-- tides:\n\n-->\n",
  "<script>\n\na\n</script>\n",
  "> one\n> two\n>\n> ```\n> three\n> ```\n",
  "> - one\n> - two\n",
  '<Buoy\n  name="a"\n  chart="https://a.example/b"\n>\n  one\n</Buoy>\n',
  "    one\n\n      two\n\n</Buoy>\n",
  "- one\n\n      two\n\n  three\n",
  "- one\n  - two\n\n  three\n\n* four\n",
  "- one\n  # two\n  <div>\n  three\n  </div>\n",
  "[one]: </a>\n",
  "```js one \ntwo\n```\n",
  "| \u00a0a | b\u00a0 |\n| - | - |\n| <br>c | \\*d\\| |\n",
  // Lazy lines.
  "- one\ntwo\n- three\n\n  four\nfive\n",
  "- one\n  - two\nthree\n  four\n     - five\nsix\n",
  "1. one\n  two\n   three\n2. four\n\n3. five\nsix\n",
  "> one\ntwo\n> three\n",
  "- > one\n  two\nthree\n- four\n",
  // Rows without bars around them, or with more or fewer cells than others.
  "a | b\n--- | ---\n`c` | d\n| e\nf |\n",
  "| a | b |\n| - | - |\n| c | d | e |\n| f |\n| g \\| h\n| i \\|\n",
  // Definitions.
  "[`gauge.read()`]: /gauge?a=b&c=d\n[#17]: </b> \"The 'slate'\"\n",
])("%j needs no parser", (text) => {
  const { count, direct, parsed } = readBothWays(text);
  expect(count).toBe(1);
  expect(direct).toEqual(parsed);
});

test.each(["one [two][a] and [a b]\n", "| [one][a] | two |\n| - | - |\n| [A  b][] | `c` |\n"])(
  "%j needs no parser where its references are defined",
  (text) => {
    const { count, direct, parsed } = readBothWays(`${text}\n[a]: /b\n\n# C\n\n[a b]: /d\n`);
    expect(count).toBe(4);
    expect(direct).toEqual(parsed);
  },
);

test.each([
  "[a]: /b 'title'\n",
  // Lazy lines that go on with no paragraph, or may begin a block; what may be tables or headings.
  "- # one\ntwo\n",
  "- one\n<two>\n",
  "- ```\n  one\n  ```\ntwo\n",
  "- one\n===\n",
  "1. one\ntwo\n3) three\n",
  "one | two\n-|-\n- three\n",
  "| one |\n|-|-|\n",
  "- one\n  ---\n",
  "one\n- 2. two\n",
  "    one\n2. two\n",
  '<img src="one\r\n  two">\r\n',
  "    one\n      \n",
  // A fence that its item ends, one that a tab indents, one that never closes.
  "- a\n  ```\n  b\n- c\n",
  "- a\n\n  ```\n\tb\n  ```\n",
  "- a\n  ```\n",
])("%j is left to the parser, at least in part", (text) => {
  const document = createDocument(splitLines(text), "markdown");
  const [first] = document.segments;
  expect(first && readDirectly(document, first)).toBeNull();
});

test("lazy lines are read as the parser reads them", () => {
  let count = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...indents), fc.constantFrom(...starts)), {
        minLength: 2,
        maxLength: 7,
      }),
      (parts) => {
        const found = readBothWays(parts.map((part) => part.join("")).join("\n"));
        count += found.count;
        expect(found.direct).toEqual(found.parsed);
      },
    ),
    { numRuns: 6000, seed: 3 },
  );
  expect(count).toBeGreaterThan(3500);
});

const indents = ["", "", "", " ", "  ", "   ", "    ", "     "];
const starts = [
  ...["a", "b c", "d\\", "`e", "f`", "**g", "h**", "<i>", "", "- j", "- k", "* l", "1. m", "2. n"],
  ...[
    "> o",
    "> - p",
    "- > q",
    "- - r",
    "# s",
    "```",
    "| t | u |",
    "|-|-|",
    "[v]: /w",
    "- [v] x",
    "-",
  ],
];

test("what is read without a parser is what the parser reads", () => {
  let count = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...lines), { maxLength: 7 }),
      fc.boolean(),
      (parts, defined) => {
        const definitions = defined ? "\n\n# A\n\n[long]: /z\n[long er]: /w\n" : "";
        const found = readBothWays(parts.join("\n") + definitions);
        count += found.count;
        expect(found.direct).toEqual(found.parsed);
      },
    ),
    { numRuns: 6000, seed: 5 },
  );
  expect(count).toBeGreaterThan(6000);
});

const lines = [
  ...["", "", "", "foo", "foo bar ", "  foo", "    foo", "`a` b", "a `b", "``a` b", "a_b c", "_a_"],
  ...[
    "**a** b",
    "**a:**",
    "a**b**c",
    "**a **b",
    "*a*",
    "[a](/b)",
    "![a](/b)",
    "[`a`](/b_c)",
    "[a]",
  ],
  ...["[a](/b", "a](/b)", "[a](</b>)", "a & b", "a &amp; b", "a@b.c", "www.a.b", "a http://b.c"],
  ...["- a", "- b", "* a", "  - c", "  c", "   d", "1. a", "2. b", "1) c", "   - e", "- [ ] a"],
  ...[
    "-     a",
    "- - a",
    "- # a",
    "> a",
    "# a",
    "# a #",
    "## `b`",
    "---",
    "===",
    "| a | b |",
    "|-|-|",
  ],
  ...[
    "| `c` | *d* |",
    "| e |",
    "|a\\|b|c|",
    "|:-:|-:|",
    "```",
    "```js x",
    "~~~",
    "  ```",
    "<div>",
    "</div>",
  ],
  ...[
    "<b>a</b>",
    '<A\nb="c"\n/>',
    "<!-- a",
    "-->",
    "a\\",
    "a  ",
    "\ta",
    "[x]: /y",
    "[x] a",
    ...["[long]: /z", "[Long  er]: /w?a=b", "[^n]: o", "[long]", "[a][long]", "[long er][]"],
    ...["![long]", "[a][long](/b)", "[a][b][long]", "[[long]]", "[`a`][long]", "- [long] a"],
    ...["**[a](/b)**", "**[a](/b)**c", "a **[b](/c)** **d**", "_a b_ c", "_a_b", "(_a_)", "_a"],
    ...['<A\nb="c"\n>', "| [a][long] | b |"],
    'a{" "}',
    '{" "}',
    ...[
      "- > d",
      "> - e",
      "10. f",
      "     g",
      "c | d",
      "-|-",
      "--- | ---",
      "| e",
      "f |",
      "g \\|",
      "<b>",
    ],
    ...["[`a b`]: /c", "[#1]: /d?a=b&c=d", '[a!]: </e> "f"', "[`a b`]", "[x](/y", "z)", "`p", "q`"],
  ],
];
