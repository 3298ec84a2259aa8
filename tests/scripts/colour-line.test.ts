import { expect, test } from "vitest";
import { colourLine } from "../../scripts/bench/colour-line.ts";

/** Makes capital letters spans, and escapes as highlight.js does. */
function highlight(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[A-Z]+/g, (found) => `<span class="hljs-x">${found}</span>`);
}

test.each<[content: string, html: string]>([
  ["a tide", "a tide"],
  ["a &lt;b&gt; &amp;amp; &#x27;c&#x27;", "a &lt;b> &amp;amp; 'c'"],
  ["a <ins>new</ins> tide", "a <ins>new</ins> tide"],
  ["<del>old</del>", "<del>old</del>"],
  [
    "low <del>wATER</del>S <del>&lt;x</del> end",
    'low <del>w</del><span class="hljs-x"><del>ATER</del>S</span> <del>&lt;</del><del>x</del> end',
  ],
])("the text is coloured and the marks stay: %j", (content, html) => {
  expect(colourLine(content, highlight)).toBe(html);
});
