import { expect, test } from "vitest";
import { toMarkdown } from "../../../src/capture/pages/to-markdown.ts";

const convert = (html: string, selector?: string, remove: string[] = []) =>
  toMarkdown(html, "https://example.org/docs/tides", { selector, remove });

test("the landmark is the content; navigation, footers and scripts are not", () => {
  const html = `<body><header>Harbour</header><nav>Menu</nav><main><nav>Crumbs</nav><h1>Tides</h1>
    <script>document.write("x")</script><p>Twice a day.</p><button>Copy</button>
    <footer>Edited today</footer></main><footer>©</footer></body>`;
  expect(convert(html)).toBe("# Tides\n\nTwice a day.\n");
  expect(convert(html.replaceAll("main>", "article>"))).toBe("# Tides\n\nTwice a day.\n");
});

test("of several articles none is the content", () => {
  expect(convert("<article>One</article><article>Two</article>")).toBe("One\n\nTwo\n");
});

test("a page without landmarks: what Readability finds, and its first heading", () => {
  const text = "The tide comes twice a day, and the harbour master writes it down. ".repeat(8);
  const html = `<body><div class="menu"><a href="/">Home</a> <a href="/b">Berths</a></div>
    <div class="content"><h1>Tides</h1><p>${text}</p><ul><li>ebb</li></ul><p>${text}</p></div></body>`;
  expect(convert(html)).toBe(`# Tides\n\n${text.trim()}\n\n- ebb\n\n${text.trim()}\n`);
});

test("a selector takes all that it names, once; removals go first", () => {
  const html = `<main><p class="a">1<b class="a">x</b></p><p>2</p><p class="a">3 <i>at noon</i></p></main>`;
  expect(convert(html, ".a", ["i"])).toBe("1**x**\n\n3\n");
  expect(convert(html, ".none")).toBe("");
});

test("code keeps its language and its lines", () => {
  const block = "<span class='line'>a</span>\n<span class='line'>  b</span>";
  const fence = "```ts\na\n  b\n```\n";
  expect(convert(`<main><pre><code class="language-ts">${block}</code></pre></main>`)).toBe(fence);
  expect(convert(`<main><pre data-lang="ts"><code>${block}</code></pre></main>`)).toBe(fence);
  expect(
    convert(`<main><div class="highlight-ts"><div><pre>${block}</pre></div></div></main>`),
  ).toBe(fence);
  expect(convert(`<main class="lang-en"><pre>${block}</pre></main>`)).toBe("```\na\n  b\n```\n");
});

test("tables keep their cells and alignment, and are not padded", () => {
  const html = `<main><table><tr><th>Name</th><th align="right">Depth</th></tr>
    <tr><td>a|b</td><td>3</td></tr></table></main>`;
  expect(convert(html)).toBe("| Name | Depth |\n| - | -: |\n| a\\|b | 3 |\n");
});

test("addresses are whole; those that would run something go", () => {
  const html = `<main><a href="../b">b</a> <a href="#c">c</a> <a href="javascript:alert(1)">d</a>
    <img src="e.png" alt="E"></main>`;
  expect(convert(html)).toBe(
    "[b](https://example.org/b) [c](#c) [d]() ![E](https://example.org/docs/e.png)\n",
  );
});

test("signs that link to a heading are no part of it", () => {
  const html = `<main><h2>Ebb <a href="#ebb" class="anchor">#</a></h2><h3><a href="#flood">Flood</a>
    <a href="https://example.org/docs/tides#flood">&ZeroWidthSpace;</a></h3></main>`;
  expect(convert(html)).toBe("## Ebb\n\n### [Flood](#flood)\n");
});

const panels = (
  attributes: string,
) => `<div role="tablist"><button role="tab" aria-controls="p2">pnpm</button></div>
  <div role="tabpanel"><pre><code>npm install tide</code></pre></div>
  <div id="p2" ${attributes}><pre><code>pnpm add tide</code></pre></div>`;

test.each([
  ['role="tabpanel" hidden'],
  ['role="tabpanel" hidden="hidden" aria-hidden="true"'],
  ['role="tabpanel" style="display: none"'],
  ["hidden"],
  ['class="panel" hidden="until-found"'],
])("a panel that is hidden by %s until its tab is chosen is text", (attributes) => {
  const text = "The tide comes twice a day, and the harbour master writes it down. ".repeat(8);
  const landmark = convert(`<main>${panels(attributes)}</main>`);
  expect(landmark).toBe("```\nnpm install tide\n```\n\n```\npnpm add tide\n```\n");
  const found = convert(
    `<div class="content"><p>${text}</p>${panels(attributes)}<p>${text}</p></div>`,
  );
  expect(found).toContain("pnpm add tide");
});

test("what is hidden and no panel is no text", () => {
  expect(convert("<main><p>Seen.</p><p hidden>Not seen.</p></main>")).toBe("Seen.\n");
});

test.each([
  ["a list", "<ul><li>ebb</li><li>flood <b>tide</b></li></ul>", "- ebb<br>- flood **tide**"],
  ["a numbered list", "Do: <ol><li>a</li><li>b|c</li></ol>", "Do:<br>1. a<br>2. b\\|c"],
  ["a list in a list", "<ul><li>a<ul><li>b</li></ul></li></ul>", "- a<br>- b"],
  ["code", "<pre><code>a | b\n  c\n</code></pre>", "`a \\| b`<br>`  c`"],
  ["paragraphs", "<p>one</p>\n<p>two</p>", "one<br>two"],
  ["one paragraph", "<p>one <i>two</i></p>", "one _two_"],
  ["a linked paragraph", '<a href="/x"><p>one</p></a>', "[one](https://example.org/x)"],
  ["a table", "<table><tr><td>a</td><td>b</td></tr></table>", "a / b"],
])("%s in a cell keeps its table whole", (_, cell, text) => {
  const html = `<main><table><tr><th>K</th><th>V</th></tr><tr><td>k</td><td>${cell}</td></tr>
    <tr><td>l</td><td>after</td></tr></table></main>`;
  expect(convert(html)).toBe(`| K | V |\n| - | - |\n| k | ${text} |\n| l | after |\n`);
});
