import fc from "fast-check";
import { expect, test } from "vitest";

import { createDocument, type Document } from "../../../src/markdown/read/document.ts";
import { readBlocks } from "../../../src/markdown/read/read-blocks.ts";
import { splitLines } from "../whole.ts";

const describeBlocks = (document: Document, segments = document.segments) =>
  readBlocks(document, segments).map(({ key, start, end }) => ({ key, start, end }));

/** The blocks of a text that is parsed whole. */
function readWhole(text: string) {
  const document = createDocument(splitLines(text), "markdown");
  const all = { kind: "flow", start: 0, end: document.lines.length, headings: true } as const;
  return describeBlocks(document, [all]);
}

test("segments that are parsed together are read as in the whole document", () => {
  let several = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { minLength: 6, maxLength: 16 }), (chosen) => {
      const text = `${chosen.join("\n")}\n`;
      fc.pre(!text.startsWith("---"));
      const document = createDocument(splitLines(text), "markdown");
      if (document.segments.length > 2) several += 1;
      const whole = readWhole(text);
      expect(describeBlocks(document)).toEqual(whole);
      // Some of them are remembered, others not.
      const odd = document.segments.filter((_, at) => at % 2 === 1);
      const lines = new Set(odd.flatMap(({ start, end }) => [...Array(end).keys()].slice(start)));
      expect(describeBlocks(document, odd)).toEqual(whole.filter(({ start }) => lines.has(start)));
    }),
    { numRuns: 1500, seed: 5 },
  );
  expect(several).toBeGreaterThan(300);
});

const table = "| a | `b` |\n| - | :-: |\n| 1 | [x] |\n| 2 |\n| 3 | d | e |\n| *4 | f* |";

const parts = [
  ...["| 5 | g \\| h |", "| 6 |", `${table}\n| 7 | [y z] |`, `${table}\n| 8 |`, `${table}\n| 9 |`],
  ...["", "", "", "", "", "foo *bar*", "a [x] b", "c [Y z][] d", "  two", "   three", "    four"],
  ...["# a", "## b [x]", "  # i2", "    # code", "===", "---", "***", "-", "  ---", "e\\"],
  ...[
    "| a | `b` |",
    "| - | - |",
    "| [x] | d |",
    "bar | baz",
    "[x]: /u",
    "[y Z]: <v> 't'",
    "[^1]: n",
  ],
  ...[
    "[^1] z",
    "[y\nz]",
    "> [y\n> z]",
    "[y z]: /late",
    "a@b.example",
    "https://b.example/c",
    "~d~",
  ],
  ...["```", "```js x", "~~~", "  ```", "   ```", "- ```", "> ```", "1. ```"],
  ...["- a", "* x", "- [ ] t", "1. one", "10. ten", "- # h", "> q", ">", "  - b", "- > c"],
  ...[
    "<div>",
    "</div>",
    "<b>",
    "<b> x",
    "<Foo bar={x}>",
    "  <div>",
    "- <div>",
    "<x/>",
    "<a\nb='c'>",
  ],
  ...["<!-- c", "-->", "<!-- x -->", "<pre>", "</pre>", "  <pre>", "<?php", "?>", "<!X", "]]>"],
];
