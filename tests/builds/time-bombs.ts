/** Files whose change would take minutes, or the stack, if a step were quadratic or deeper than it may be. */

export interface Bomb {
  readonly name: string;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

const repeat = (text: string, times: number) => text.repeat(times);
const list = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join("");

/** One text around which a word changes: the text is parsed as a whole, on both sides. */
const markdown = (name: string, text: string, end = "\n"): Bomb => ({
  name,
  path: `${name}.md`,
  from: `# Depths\n\none fathom ${text}${end}`,
  to: `# Depths\n\ntwo fathoms ${text}${end}`,
});

/** The same, as a paragraph that is wrapped in another place: what is formatting only is looked for. */
const rewrapped = (name: string, text: string): Bomb => ({
  name: `${name}-rewrapped`,
  path: `${name}-rewrapped.md`,
  from: `# Depths\n\none fathom and\nmore ${text}\n`,
  to: `# Depths\n\none fathom\nand more ${text}\n`,
});

const blocks = (name: string, from: string, to: string, extension = "md"): Bomb => ({
  name,
  path: `${name}.${extension}`,
  from,
  to,
});

/** A fence of one language, in which a long line changes. */
const fence = (language: string, name: string, line: string): Bomb =>
  blocks(
    `fence-${language}-${name}`,
    `# Code\n\n\`\`\`${language}\n${line}\nold\n\`\`\`\n`,
    `# Code\n\n\`\`\`${language}\n${line} \nnew\n\`\`\`\n`,
  );

const inline: readonly (readonly [name: string, text: string])[] = [
  ["brackets", repeat("[", 50_000)],
  ["brackets-closed", repeat("[", 20_000) + repeat("]", 20_000)],
  ["brackets-links", repeat("[a](", 20_000)],
  ["brackets-pairs", repeat("[a]", 20_000)],
  ["images", repeat("![", 50_000)],
  ["images-nested", `${repeat("![", 5_000)}a${repeat("](b)", 5_000)}`],
  ["emphasis", repeat("*a_", 20_000)],
  ["emphasis-open", repeat("*a **a ", 10_000)],
  ["emphasis-closed", `${repeat("*a ", 10_000)}b${repeat("*", 10_000)}`],
  ["stars", repeat("*", 100_000)],
  ["strike", repeat("~a ~~b", 10_000)],
  ["backticks", list(400, (index) => `e${repeat("`", index + 1)}`)],
  ["backticks-alone", repeat("` `` ", 20_000)],
  ["angles", repeat("<", 50_000)],
  ["comments", repeat("<!--", 20_000)],
  ["declarations", repeat("<!A ", 20_000)],
  ["instructions", repeat("<?", 20_000)],
  ["cdata", repeat("<![CDATA[", 10_000)],
  ["tags", repeat("<a b='", 10_000)],
  ["attributes", `<a ${repeat("b=c ", 30_000)}`],
  ["autolinks", repeat("www.", 30_000)],
  ["autolinks-schemes", repeat("http://a", 20_000)],
  ["autolinks-ends", `www.a.b/${repeat("(", 20_000)}${repeat(")", 20_000)}`],
  ["autolinks-stops", `www.a.b/${repeat("?!.,:*_~", 10_000)}x`],
  ["emails", repeat("a@", 30_000)],
  ["emails-dots", `${repeat("a.", 30_000)}@b`],
  ["entities", repeat("&", 50_000)],
  ["entities-named", repeat("&amp;&lt;&#35;&#x1f600;", 5_000)],
  ["entities-long", `&#x${repeat("0", 50_000)};`],
  ["escapes", repeat("\\", 50_000)],
  ["footnotes", repeat("[^a]", 20_000)],
  ["footnotes-open", repeat("[^", 30_000)],
  ["references", `${repeat("[a][", 20_000)}`],
  ["words", repeat("sea ", 50_000)],
  ["word", repeat("a", 500_000)],
  ["spaces", `a${repeat(" ", 200_000)}b`],
  ["tabs", `a${repeat("\t", 100_000)}b`],
  ["no-spaces", repeat("海", 100_000)],
  ["combining", `a${repeat("\u0301", 100_000)}`],
  ["surrogates", repeat("\u{1f600}", 50_000)],
  ["braces", repeat("{", 50_000)],
];

const nested = (sign: string, count: number, text: string) => `${repeat(sign, count)}${text}\n`;
const stairs = (count: number, text: string) =>
  list(count, (index) => `${repeat("  ", index)}- ${text} ${String(index)}\n`);
const table = (columns: number, rows: number, cell: (row: number, column: number) => string) => {
  const row = (index: number) => `|${list(columns, (column) => ` ${cell(index, column)} |`)}\n`;
  return `${row(0)}|${repeat("---|", columns)}\n${list(rows, (index) => row(index + 1))}`;
};
const numbered = (count: number, write: (index: number) => string) =>
  list(count, (index) => `${write(index)}\n`);
const jsx = (depth: number, text: string) =>
  `# Parts\n\n${list(depth, (index) => `${repeat(" ", index % 50)}<Box n={${String(index)}}>\n`)}\n${text}\n\n${repeat("</Box>\n", depth)}`;

export const bombs: readonly Bomb[] = [
  ...inline.map(([name, text]) => markdown(name, text)),
  ...inline.map(([name, text]) => rewrapped(name, text)),
  blocks("quotes", nested(">", 50_000, "old"), nested(">", 50_000, "new")),
  blocks("quotes-spaced", nested("> ", 50_000, "old"), nested("> ", 50_000, "new")),
  blocks(
    "quotes-many",
    numbered(2_000, () => `${repeat("> ", 40)}old`),
    numbered(2_000, () => `${repeat("> ", 40)}new`),
  ),
  blocks("items", nested("- ", 10_000, "old"), nested("- ", 10_000, "new")),
  blocks("items-numbered", nested("1. ", 10_000, "old"), nested("1. ", 10_000, "new")),
  blocks("items-quotes", nested("> - ", 10_000, "old"), nested("> - ", 10_000, "new")),
  blocks("items-stairs", stairs(400, "old"), stairs(400, "new")),
  blocks(
    "items-flat",
    numbered(20_000, (index) => `- item ${String(index)}`),
    numbered(20_000, (index) => `* item ${String(index)}`),
  ),
  blocks(
    "items-loose",
    numbered(10_000, (index) => `- item ${String(index)}\n\n\n`),
    numbered(10_000, (index) => `- item ${String(index)}\n\n`),
  ),
  blocks(
    "fence-open",
    `# A\n\n\`\`\`\n${repeat("old line\n", 200_000)}`,
    `# A\n\n\`\`\`\n${repeat("new line\n", 200_000)}`,
  ),
  blocks(
    "fence-toggled",
    `a\n${numbered(60_000, (index) => `line ${String(index)}`)}`,
    `\`\`\`\n${numbered(60_000, (index) => `line ${String(index)}`)}`,
  ),
  blocks("fences", repeat("```\na\n```\nold\n", 10_000), repeat("```\na\n```\nnew\n", 10_000)),
  blocks(
    "fence-lengths",
    list(300, (index) => `${repeat("`", index + 3)}\nold\n`),
    list(300, (index) => `${repeat("`", index + 3)}\nnew\n`),
  ),
  blocks("line", `${repeat("old word ", 555_000)}\n`, `${repeat("new word ", 555_000)}\n`),
  blocks(
    "line-text",
    `${repeat("old word ", 555_000)}\n`,
    `${repeat("new word ", 555_000)}\n`,
    "txt",
  ),
  blocks(
    "line-shuffled",
    `${list(100_000, (index) => `word${String((index * 7919) % 997)} `)}\n`,
    `${list(100_000, (index) => `word${String((index * 6101) % 997)} `)}\n`,
    "txt",
  ),
  blocks(
    "line-edited",
    `${list(100_000, (index) => `word${String(index)} `)}\n`,
    `${list(100_000, (index) => (index % 7 === 0 ? `term${String(index)} ` : `word${String(index)} `))}\n`,
  ),
  blocks(
    "table-wide",
    table(5_000, 100, () => "old"),
    table(5_000, 100, (row) => (row % 2 === 0 ? "new" : "old")),
  ),
  blocks(
    "table-padded",
    table(200, 500, (row, column) => `c${String(row * column)}`),
    table(200, 500, (row, column) => `c${String(row * column)}  `),
  ),
  blocks(
    "table-long",
    table(5, 20_000, (row) => `old ${String(row)}`),
    table(5, 20_000, (row) => `new ${String(row)}`),
  ),
  blocks(
    "table-pipes",
    `${repeat("|", 100_000)}\n|-|\nold\n`,
    `${repeat("|", 100_000)}\n|-|\nnew\n`,
  ),
  blocks(
    "lines-changed",
    numbered(200_000, (index) => `old ${String(index)}`),
    numbered(200_000, (index) => `new ${String(index)}`),
    "txt",
  ),
  blocks(
    "lines-changed-markdown",
    numbered(50_000, (index) => `old ${String(index)}`),
    numbered(50_000, (index) => `new ${String(index)}`),
  ),
  blocks("lines-equal", repeat("same\n", 200_000), repeat("same\n", 199_000), "txt"),
  blocks("lines-equal-markdown", repeat("same\n\n", 100_000), repeat("same\n\n", 99_000)),
  blocks(
    "lines-two",
    numbered(100_000, (index) => (index % 3 === 0 ? "a" : "b")),
    numbered(100_000, (index) => (index % 5 === 0 ? "a" : "b")),
    "txt",
  ),
  blocks(
    "lines-reversed",
    numbered(20_000, String),
    numbered(20_000, (index) => String(20_000 - index)),
    "txt",
  ),
  blocks(
    "lines-shuffled",
    numbered(30_000, (index) => String((index * 7_919) % 30_011)),
    numbered(30_000, (index) => String((index * 104_729) % 30_011)),
    "txt",
  ),
  blocks("lines-blank", repeat("\n", 200_000), repeat("\n", 150_000)),
  blocks(
    "definitions",
    numbered(50_000, (index) => `[a${String(index)}]: /old/${String(index)}`),
    numbered(50_000, (index) => `[a${String(index)}]: /new/${String(index)}`),
  ),
  blocks(
    "definitions-same",
    numbered(50_000, () => `[a]: /old`),
    numbered(50_000, () => `[a]: /new`),
  ),
  blocks(
    "definitions-used",
    numbered(3_000, (index) => `[a${String(index)}]: /old\n\n[a${String(index)}]`),
    numbered(3_000, (index) => `[a${String(index)}]: /new\n\n[a${String(index)}]`),
  ),
  blocks(
    "definitions-none",
    `${numbered(60_000, (index) => `[a]\n[a${String(index)}]: /b\n`)}old\n`,
    `${numbered(60_000, (index) => `[a]\n[a${String(index)}]: /b\n`)}new\n`,
  ),
  blocks(
    "definitions-quoted",
    `${numbered(2_100, (index) => `# A\n\n> [a${String(index)}]: /b\n`)}[d][a2098]\n`,
    `${numbered(2_100, (index) => `# A\n\n> [a${String(index)}]: /b\n`)}[d][a2099]\n`,
  ),
  blocks(
    "html-open",
    numbered(100_000, () => "<div>"),
    numbered(100_000, () => "<div >"),
  ),
  blocks("html-inline-open", `a ${repeat("<b>", 100_000)}\n`, `b ${repeat("<b>", 100_000)}\n`),
  blocks(
    "html-file",
    `${repeat("<div><p class=a>", 50_000)}old\n`,
    `${repeat("<div><p class=a>", 50_000)}new\n`,
    "html",
  ),
  blocks(
    "headings",
    numbered(30_000, (index) => `# Old ${String(index)}`),
    numbered(30_000, (index) => `# New ${String(index)}`),
  ),
  blocks("headings-signs", `${repeat("#", 100_000)} old\n`, `${repeat("#", 100_000)} new\n`),
  blocks("underlines", repeat("a\n=\n", 20_000), repeat("b\n=\n", 20_000)),
  blocks(
    "underline-late",
    `${repeat("a\n", 50_000)}===\nold\n`,
    `${repeat("a\n", 50_000)}===\nnew\n`,
  ),
  blocks("breaks", repeat("* * *\n", 30_000), repeat("- - -\n", 30_000)),
  blocks("break-long", `${repeat("* ", 50_000)}a\n`, `${repeat("* ", 50_000)}b\n`),
  blocks(
    "json-line",
    `{${list(100_000, (index) => `"key${String(index)}": [${String(index)}, "old"], `)}"end": 0}\n`,
    `{${list(100_000, (index) => `"key${String(index)}": [${String(index)}, "new"], `)}"end": 0}\n`,
    "json",
  ),
  blocks(
    "json-deep",
    `${repeat("[", 100_000)}0${repeat("]", 100_000)}\n`,
    `${repeat("[", 100_000)}1${repeat("]", 100_000)}\n`,
    "json",
  ),
  blocks(
    "json-deep-lines",
    `${repeat("[\n", 30_000)}0\n${repeat("]\n", 30_000)}`,
    `${repeat("[\n", 30_000)}1\n${repeat("]\n", 30_000)}`,
    "json",
  ),
  blocks(
    "yaml-deep",
    list(1_500, (index) => `${repeat(" ", index)}a:\n`),
    list(1_500, (index) => `${repeat(" ", index)}b:\n`),
    "yaml",
  ),
  blocks("mdx-deep", jsx(5_000, "old"), jsx(5_000, "new"), "mdx"),
  blocks(
    "mdx-braces",
    `# A\n\n${repeat("{", 20_000)}old${repeat("}", 20_000)}\n`,
    `# A\n\n${repeat("{", 20_000)}new${repeat("}", 20_000)}\n`,
    "mdx",
  ),
  blocks(
    "mdx-module",
    `export const a = (\n\n${repeat("# A heading\n\nwords of the pier\n\n", 20_000)}`,
    `export const b = (\n\n${repeat("# A heading\n\nwords of the quay\n\n", 20_000)}`,
    "mdx",
  ),
  blocks(
    "mdx-attributes",
    `# A\n\n<Box ${repeat("a={b} ", 20_000)}>\nold\n</Box>\n`,
    `# A\n\n<Box ${repeat("a={b} ", 20_000)}>\nnew\n</Box>\n`,
    "mdx",
  ),
  blocks(
    "front-matter",
    `---\n${numbered(40_000, (index) => `key${String(index)}: old value`)}---\n\n# A\n`,
    `---\n${numbered(40_000, (index) => `key${String(index)}: new value`)}---\n\n# A\n`,
  ),
  blocks(
    "front-matter-open",
    `---\n${numbered(40_000, (index) => `key${String(index)}: old value`)}`,
    `---\n${numbered(40_000, (index) => `key${String(index)}: new value`)}`,
  ),
  blocks("returns", `${repeat("a\r", 50_000)}old\n`, `${repeat("a\r", 50_000)}new\n`),
  blocks("returns-lines", repeat("old\r\n", 50_000), repeat("new\n", 50_000)),
  blocks(
    "underline-later",
    `${repeat("a\n", 240_000)}===\nold\n`,
    `${repeat("a\n", 240_000)}===\nnew\n`,
  ),
  blocks("paragraph-lines", `old\n${repeat("a\n", 240_000)}`, `new\n${repeat("a\n", 240_000)}`),
  blocks(
    "headings-definitions",
    `${numbered(10_000, (index) => `[a${String(index)}]: /b\n\n# A [a${String(index)}] \`c\``)}old\n`,
    `${numbered(10_000, (index) => `[a${String(index)}]: /b\n\n# A [a${String(index)}] \`c\``)}new\n`,
  ),
  blocks(
    "headings-marked",
    `${numbered(100_000, () => "# `a` [b](c) **d** <e> &amp; f")}old\n`,
    `${numbered(100_000, () => "# `a` [b](c) **d** <e> &amp; f")}new\n`,
  ),
  blocks(
    "headings-underlined",
    `${numbered(50_000, () => "a *b* `c`\n===\n")}old\n`,
    `${numbered(50_000, () => "a *b* `c`\n===\n")}new\n`,
  ),
  blocks(
    "hunks",
    numbered(400_000, (index) => (index % 8 === 0 ? `old ${String(index)}` : "x")),
    numbered(400_000, (index) => (index % 8 === 0 ? `new ${String(index)}` : "x")),
    "txt",
  ),
  blocks(
    "hunks-markdown",
    numbered(40_000, (index) => (index % 8 === 0 ? `old ${String(index)}\n` : "x\n")),
    numbered(40_000, (index) => (index % 8 === 0 ? `new ${String(index)}\n` : "x\n")),
  ),
  ...[4_800, 2_400, 1_200].map((length) =>
    blocks(
      `fences-shell-${String(length)}`,
      list(40, (index) => `\`\`\`sh\n${repeat("\"'`", length / 3)}${String(index)}\nold\n\`\`\`\n`),
      list(40, (index) => `\`\`\`sh\n${repeat("\"'`", length / 3)}${String(index)}\nnew\n\`\`\`\n`),
    ),
  ),
  fence(
    "shell",
    "quotes-lines",
    numbered(40, (index) => repeat("\"'`", 1_600) + String(index)),
  ),
  ...[
    "ts",
    "tsx",
    "css",
    "html",
    "yaml",
    "python",
    "shell",
    "json",
    "rust",
    "go",
    "java",
    "php",
    "ruby",
    "sql",
    "xml",
    "diff",
    "toml",
    "markdown",
    "mdx",
    "vue",
  ].flatMap((language) => [
    fence(language, "quotes", repeat("\"'`", 1_600)),
    fence(language, "braces", repeat("{[(<", 1_200)),
    fence(language, "backslashes", repeat("\\", 4_900)),
    fence(language, "words", repeat("a.b:c=d, ", 540)),
    fence(language, "generics", repeat("a<", 2_400)),
    fence(language, "dollars", repeat("${a#", 1_200)),
    fence(language, "spaces", `a${repeat(" ", 4_900)}b`),
    fence(language, "dashes", repeat("- ", 2_400)),
  ]),
  ...["ts", "css", "html", "yaml", "python", "shell"].map((language) =>
    fence(
      language,
      "lines",
      numbered(5_000, (index) => `${repeat("\"'`{[(\\", 3)} ${String(index)}`),
    ),
  ),
];
