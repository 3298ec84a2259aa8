import fc from "fast-check";
import { expect, test } from "vitest";

import { createDocument } from "../../../src/markdown/document.ts";
import { readDirectly } from "../../../src/markdown/direct/segment.ts";
import { readBothWays } from "./both-ways.ts";
import { splitLines } from "../whole.ts";

const DEFINITIONS = "\n\n# A\n\n[quay]: /q\n[low tide]: /l\n[^note]: b\n";

test.each([
  // Links and images.
  "[#17](https://harbour.example/17), [@pilot](/pilot) and ([/slate](/slate))",
  '[`gauge.read` option](/gauge), the ["slack" problem](#slack) and [**2024**](/2024)',
  "see [one](</two three> \"four\") and [five](six(7) 'eight')",
  "![a quay](/quay.png) and [![a `quay`](/quay.png)](/quay)",
  "[one [two](/three) four](/five)",
  "[[#17] the mole](/mole)",
  "depths[berth].low and [y/n] ][",
  '[one]({{< ref "/two" >}}) and {{< tide >}}',
  // Emphasis.
  "**`gauge`** and **low & high**: **a *b* c**, ***d***, __e__, f_g_h",
  "**a**b*c**d*e** * f ** g_",
  "(**[one](/two)**), **three.** **four**.",
  // Tags, comments and autolinks in angle brackets.
  '<Badge color="green">Final</Badge> <Icon size={24} /><br>a<wbr/>b',
  "<kbd>Ctrl</kbd> <!-- a *b* --> <a\n  href=b\n>c</a>",
  "a < b, c <d, <e f='g>h'>, <i style={{ j: 'k' }} />",
  "<https://harbour.example/a?b=c&d>",
  // Character references and escapes.
  "tides&mdash;and&nbsp;currents, a &lt; b & c, &#42;d&#x2a; &copy",
  "\\*a\\* \\[b\\] \\`c\\` \\\\ \\d",
  // Addresses.
  'see https://harbour.example/a_(b), (http://c.example/d?e=f&g). "https://h.example"',
  "https://a_b.example.com/c_ and https://harbour.example:80/d*",
  'begins with "http://" or `https://`, https:// or HTTP://- and tide@2, mole@latest. quay@_',
  // Breaks, and what spans lines.
  "one  \ntwo \nthree\\\nfour",
  "`one\ntwo` [three\nfour](/five\n'six') **seven\neight**",
  // Code.
  "``a ` b`` ` c ` ` `` ``` d`",
  "~100 m @ 5 kn, a@ b, @c",
])("%j needs no parser", (text) => {
  for (const [before, after] of [
    ["", "\n"],
    ["- ", "\n"],
    ["", DEFINITIONS],
  ] as const) {
    const source = before + text.replaceAll("\n", `\n${" ".repeat(before.length)}`) + after;
    const { count, direct, parsed } = readBothWays(source);
    expect(count).toBeGreaterThan(0);
    expect(direct).toEqual(parsed);
  }
});

test.each([
  "[quay], [the quay][quay] and ![Low\nTide][]\n",
  "[quay](/a) [quay][none] [none][quay] [none][]\n",
  "![quay] [[quay]] [`quay`][low tide] [quay]({{< a b >}})\n",
])("%j needs no parser where its references are defined", (text) => {
  const { count, direct, parsed } = readBothWays(text + DEFINITIONS);
  expect(count).toBe(2);
  expect(direct).toEqual(parsed);
});

test.each([
  "~one~ two",
  "pilot@harbour.example",
  "[pilot@harbour.example]",
  "www.harbour.example",
  "a\\@b.example",
  "<pilot@harbour.example>",
  "&unheard;",
  "b <?a?>",
  "one[^note]",
  "[a][^note]",
  "[a](b\\c)",
  'a {" "}',
  "[quay]: /a\nb",
  "[ ] a",
  "a\n:-:",
])("%j is left to the parser", (text) => {
  const document = createDocument(splitLines(text + DEFINITIONS), "markdown");
  const [first] = document.segments;
  expect(first && readDirectly(document, first)).toBeNull();
});

const signs = [
  ...["a", "b c", "7", "é", "日", "😀", "\u00a0", " ", " ", "\n", "  \n", ".", ",", ":", ";", "!"],
  ...["(", ")", "[", "]", "![", "](/u)", "]()", "](", "](</v w>)", '](/u "t")', "](a(b))", "[]"],
  ...["[quay]", "[low tide][]", "][quay]", "![quay]", "[^note]", "[a](b)", "[a]:", "[`a`](b)"],
  ...["*", "**", "***", "_", "__", "~", "~~", "`", "``", "`c`", "**a**b", "*a**b*", "_a_", "a_b"],
  ...["<", ">", "<b>", "</b>", "<br/>", '<a href="x>y">', "<a b={7} />", "<a b=c/d>", "<!-- a -->"],
  ...["<http://a.b>", "<a@b.c>", "<a\nb='c'>", "&", "&amp;", "&nbsp;", "&notanentity;", "&#42;"],
  ...["\\", "\\*", "\\[", "\\]", "\\`", "\\<", "\\&", "\\_", "\\\\", "\\|", "|", "|-|", "-", "#"],
  ...["a@b", "a@b.", "D@1", "x@1.a", "-@.b", "http://", "https://-", "http://a_b.c_d/e.f", "www"],
  ...["@", "@a", "a@b.c", "_a_@b.c", "http://a.b", "https://a.b/c_d.", "www.a.b", "HTTP://a"],
  ...["{", "}", '{" "}', "'", '"', "/", "=", "+", "\t", "---", "===", "2. "],
];

test("signs next to any others are read as the parser reads them", () => {
  let count = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 9 }),
      fc.constantFrom("", "- ", "> ", "## ", "| a |\n| - |\n| "),
      fc.boolean(),
      fc.constantFrom("markdown" as const, "mdx" as const),
      (parts, before, defined, dialect) => {
        const text = parts.join("");
        const body = /^[-#|]/.test(before) ? text.replaceAll("\n", " ") : text;
        const source = before + body.replaceAll("\n", `\n${before}`);
        const end = before.startsWith("|") ? " |\n" : "\n";
        const found = readBothWays(source + end + (defined ? DEFINITIONS : ""), dialect);
        count += found.count;
        expect(found.direct).toEqual(found.parsed);
      },
    ),
    { numRuns: 6000, seed: 11 },
  );
  expect(count).toBeGreaterThan(6000);
});
