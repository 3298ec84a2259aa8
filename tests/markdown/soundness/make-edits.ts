/** Documents full of places where a blank, a line break or a sign may be text, and edits of these. */

/** What may stand in a document, each a block or two. */
const BLOCKS = [
  "# Title `a  b` {#id}",
  "Title\n=====",
  "One two  \nthree *four* __five__ `six  seven`.",
  "One two\nthree four\\\nfive <b>six</b> [seven](/a 'b  c').",
  "See [x][1] and [y](/b)[.](/b) and [^n].",
  "[1]: /one\n[2]: </t w> 'T  t'",
  "[^n]: Note one\n    goes on.",
  "- a\n- b\n  - c\n\n    d\n- [ ] e",
  "1. a\n   ```sh\n   cd b\n     c\n   ```\n2. d",
  "* a\n\n* b  \n  c",
  "> quote\n> more\n> - item",
  "> [!NOTE]\n> text\n> text",
  "| a | b |\n| --- | :-: |\n| `1  2` | 3 \\| 4 |\n| {x  y} | |",
  "```yaml\na:\n  b: 1\n\n  c: 2\n```",
  "    code\n      more",
  "~~~\nx \n\ty\n~~~",
  "<CodeGroup>\n  ```py Python\n  if x:\n      y()\n\n  z()\n  ```\n</CodeGroup>",
  "<Note>\n  one  \n  two\n  - three\n    - four\n</Note>",
  '<Steps>\n  <Step title="A  b">\n    Do `a  b`.\n\n    ```sh\n    c\n      d\n    ```\n  </Step>\n</Steps>',
  '<div class="a  b" data-x="c\n  d">\nText *a*\n| b |\n</div>',
  '<p>{"a  b"} {x}</p>',
  '<Code code={`if x:\n    y\n\n  z`} lang="a" />',
  "<pre>\na\n  b\n</pre>",
  "Text <code>a  b</code> <kbd>c</kbd> <B>d</B> a<b> e</b>",
  "<details>\n<summary>S</summary>\n\ntext\n\n</details>",
  "<!-- a  b -->\n\ntext",
  "{% highlight sh %}\na\n  b\n\nc\n{% endhighlight %}",
  ":::note\nA b\n:::",
  "!!! warning\n    a b\n    c",
  "$$\na \\\\\nb\n$$\n\n$a\\%b$ and $c_d$",
  "Term\n: Definition  one\n: two",
  "| line one\n| line two",
  "export const x = {\n  a: `b\n    c`,\n};",
  'a{" "}\n<b>c</b>{" "}\nd',
  "a\u00A0b\n\u00A0\nc\u3000d",
  '[[A  B]] {{ "c  d" }} {: .e }',
  '+++\na = "b  c"\n+++',
  "a -- b\n---\n***",
  '![i  j](/k  \'l\') <img src="m" alt="n  o">',
  "Text `a\n   b` and ``c  ` d`` and `e.",
  '[a\nb](/c\n  "d\n  e") and <a href="/f"\n   title="g  h">i</a>',
  "- a\n  > b\n  > c\n\n  | d | e |\n  | - | - |\n  | f | `g  h` |\n- \n- i",
  "1) a\n\n   b\n2) c\n10) d",
  "<table>\n<tr><td>a  b</td>\n<td>\n\n*c*\n\n</td></tr>\n</table>",
  "<Tabs>\n<Tab title='A'>\n- a\n  ```js\n  b\n    c\n  ```\n</Tab>\n</Tabs>",
  "````md\n```\na\n```\n\n  b\n````",
  "\\begin{x}\na  b\n\\end{x}\n\n\\(a  b\\) \\[c\n  d\\]",
  "import a from 'b';\nexport default ({ c }) => (\n  <d>\n    {c}  e\n  </d>\n);",
  "{/* a\n  b */}\n\n{x.map((y) => (\n  <li>{y}  z</li>\n))}",
  "a&nbsp;b &amp; c &lt;d&gt; &copy; \\* e \\_f\\_ g\\\nh",
  "A: https://a.b/c_d_e, www.f.g and <https://h.i> j@k.l",
  "中文  字\n漢字 かな\n\n한국어",
  "| a | b\n|---|---\n| c  d | e\n| f\n\nEnd |",
  "***a** b* ~~c~~ ~d~ _e_f_ **g **h**",
];
/** What is put in somewhere. */
const SIGNS = [
  ..." \n\t`*_-+#>|\\{}[]<$~:!".split(""),
  ...["  ", "\n\n", "    ", "  \n", "- ", "1. ", "```", "<b>", "</b>", "<Note>", "</Note>"],
  ...['{" "}', "&nbsp;", "\u00A0", "\n> ", "\n- ", "**", "<br>", "\\\n", "{/* */}", "[^n]", "\f"],
];

/** Draws whole numbers below a limit. */
export type Draw = (below: number) => number;

/** A document and what one or two small edits make of it. */
export function makeEdit(draw: Draw): { from: string; to: string } {
  const pick = <Item>(items: readonly Item[]) => items[draw(items.length)] as Item;
  const blocks = Array.from({ length: 1 + draw(3) }, () => pick(BLOCKS));
  const from = `${blocks.join(draw(4) === 0 ? "\n" : "\n\n")}\n`;
  let to = from;
  for (let left = 1 + draw(2); left > 0; left--) to = editOnce(to, draw, pick);
  return { from, to };
}

function editOnce(text: string, draw: Draw, pick: <Item>(items: readonly Item[]) => Item): string {
  const lines = text.split("\n");
  const at = draw(lines.length);
  const line = lines[at] ?? "";
  const setLine = (to: string) => lines.with(at, to).join("\n");
  switch (draw(9)) {
    case 0:
      return setLine(" ".repeat(1 + draw(4)) + line);
    case 1:
      return setLine(line.replace(/^[ \t]{1,4}/, ""));
    case 2:
      return setLine(line + pick([" ", "  ", "\t", "\\"]));
    case 3:
      return setLine(line.trimEnd());
    case 4:
      return lines
        .with(at, `${line} ${(lines[at + 1] ?? "").trimStart()}`)
        .toSpliced(at + 1, 1)
        .join("\n");
    case 5:
      return swapBlank(text, draw);
    case 6:
      return lines.toSpliced(at, line === "" ? 1 : 0, ...(line === "" ? [] : [""])).join("\n");
    case 7: {
      const place = draw(text.length);
      return text.slice(0, place) + pick(SIGNS) + text.slice(place);
    }
    default: {
      const signs = [...text.matchAll(/[^\p{L}\p{N}]/gu)];
      const { index } = pick(signs);
      return text.slice(0, index) + (draw(2) === 0 ? "" : pick(SIGNS)) + text.slice(index + 1);
    }
  }
}

/** Some run of blanks becomes another. */
function swapBlank(text: string, draw: Draw): string {
  const runs = [...text.matchAll(/[ \t]+|\n/g)];
  const run = runs[draw(runs.length)];
  if (!run) return text;
  const other = [" ", "  ", "\n", "\t", "\n  ", "    "][draw(6)] ?? "";
  return text.slice(0, run.index) + other + text.slice(run.index + run[0].length);
}
