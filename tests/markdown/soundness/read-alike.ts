/** What a reader sees of a whole document, said by renderers that the code under test does not use. */
import { createProcessor } from "@mdx-js/mdx";
import rehypeParse from "rehype-parse";
import remarkGfm from "remark-gfm";
import { unified, type Processor } from "unified";

import { toHtml } from "../whole.ts";

/**
 * Text by its lines; CommonMark; the same with Markdown in raw HTML, as many sites read it; MDX; and CommonMark
 * with the explicit spaces of JSX, for what is called MDX and is none.
 */
export type Reader = "plain" | "markdown" | "untagged" | "mdx" | "spaced";

/**
 * The elements, words and code of a document, one a line: blanks collapsed but for those in code and values.
 * Null where it cannot be parsed, as MDX that holds other languages.
 */
export async function readDocument(text: string, reader: Reader): Promise<string[] | null> {
  if (reader === "plain") return text.split("\n").map((line) => line.trimEnd());
  const read = await readParts(text, reader);
  return read && [...read.frontMatter, ...trimAtBlocks(read.parts)];
}

/** Its words alone, in order, with its code and the values of its attributes; null likewise. */
export async function readWords(text: string, reader: Reader): Promise<string[] | null> {
  if (reader === "plain") return text.split("\n").map((line) => line.trimEnd());
  // What is called MDX and is none is read as Markdown in tags, where indentation is no code.
  const read = await readParts(text, reader === "spaced" ? "indented" : reader);
  if (!read) return null;
  const said = read.parts.map(({ text, kind }) => {
    if (kind === "words") return text;
    const values = / (?!class|points|start)\w.*(?=>$)/.exec(text)?.[0] ?? "";
    return kind === "block" ? ` ${values} ` : values && ` ${values}`;
  });
  return [...read.frontMatter, ...said.join("").split(" ").filter(Boolean)];
}

async function readParts(
  text: string,
  reader: Exclude<Reader, "plain"> | "indented",
): Promise<{ frontMatter: string[]; parts: Part[] } | null> {
  const frontMatter = /^(---|\+\+\+)[ \t]*\r?\n[^]*?\n\1[ \t]*(?=\r?\n|$)/.exec(text)?.[0] ?? "";
  const lines = frontMatter.split("\n").map((line) => line.replace(/[ \t\r]+$/, ""));
  const body = text.slice(frontMatter.length);
  const writer: Writer = { parts: [], words: "" };
  if (reader !== "mdx") {
    const prepared = prepare(body, reader);
    const isOther = reader === "indented" || reader === "untagged";
    const html = String(await (isOther ? toHtmlAsJsx : toHtml).process(prepared));
    write(parseHtml.parse(html) as Node, writer, false);
  } else {
    let tree: Node | null = null;
    const capture = () => (found: unknown) => {
      tree = found as Node;
      return { type: "root", children: [] } as never;
    };
    try {
      await createProcessor({
        format: "mdx",
        remarkPlugins: [remarkGfm],
        rehypePlugins: [capture],
      }).process(body);
    } catch {
      return null;
    }
    if (tree) write(tree, writer, false);
  }
  flush(writer);
  return { frontMatter: lines, parts: writer.parts };
}

function prepare(text: string, reader: Reader | "indented"): string {
  if (reader === "markdown") return text;
  const isSpaced = reader !== "untagged";
  const spaced = isSpaced ? text.replace(EMPTY, "").replace(SPACE, "&#32;") : text;
  if (reader === "spaced") return spaced;
  return spaced.replace(TAG_LINE, "$1<!-- -->");
}

const SPACE = /(?<!\\)\{(["'])\s+\1\}/g;
const EMPTY = /^[ \t]*(?:\{(["'])[ \t]+\1\}[ \t]*)+$/gm;
const TAG_LINE = /^([ \t]*)(?:<\/?(?!img\b)[A-Za-z][^<>`]*>[ \t]*)+$/gm;

/** Whether some lines are tags alone: where none is, `untagged` is `markdown`. */
export function hasTagLines(text: string): boolean {
  return text.search(TAG_LINE) >= 0;
}

/** Where JSX is read, indentation makes no code. */
const toHtmlAsJsx = toHtml()
  .use(function ignoreIndentation(this: Processor) {
    const data = this.data() as { micromarkExtensions?: unknown[] };
    data.micromarkExtensions?.push({ disable: { null: ["codeIndented"] } });
  })
  .freeze();
const parseHtml = unified().use(rehypeParse, { fragment: true }).freeze();

interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly name?: string | null;
  readonly value?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly attributes?: readonly Node[];
  readonly children?: readonly Node[];
}

interface Part {
  readonly text: string;
  readonly kind: "words" | "inline" | "block";
}

interface Writer {
  readonly parts: Part[];
  words: string;
}

const INLINE = new Set(
  "a abbr b bdi br cite code data del em i img input ins kbd mark q s samp small span strong sub sup time u var".split(
    " ",
  ),
);
const LISTS = new Set(["d", "points", "class", "className", "rel"]);
const EXACT = new Set(["pre", "code", "textarea", "xmp", "listing", "script", "style"]);

function write(node: Node, writer: Writer, exact: boolean, number = 0): void {
  switch (node.type) {
    case "text":
      if (exact) writer.words += showCode(String(node.value));
      else writer.words += String(node.value);
      return;
    case "comment":
    case "doctype":
      return;
    case "mdxFlowExpression":
    case "mdxTextExpression":
    case "mdxjsEsm": {
      const code = String(node.value).replace(/[ \t]+(?=\n|$)/g, "");
      writer.words += /^(["'])\s+\1$/.test(code) ? " " : `{${JSON.stringify(code)}}`;
      return;
    }
  }
  const name = node.tagName ?? node.name ?? "";
  const isInline = node.type === "mdxJsxTextElement" || INLINE.has(name);
  const kind = isInline ? "inline" : "block";
  if (name !== "") {
    flush(writer);
    writer.parts.push({ text: `<${name}${writeAttributes(node)}>`, kind });
  }
  if (number > 0) writer.words += `${String(number)}. `;
  let item = name === "ol" ? Number(node.properties?.["start"] ?? 1) : 0;
  for (const child of node.children ?? []) {
    const isItem = item > 0 && child.tagName === "li";
    write(child, writer, exact || EXACT.has(name), isItem ? item : 0);
    if (isItem) item += 1;
  }
  if (name !== "") {
    flush(writer);
    writer.parts.push({ text: `</${name}>`, kind });
  }
}

/** Its blanks are no blanks between words; at the end of a line nobody sees them. */
function showCode(code: string): string {
  return JSON.stringify(code.replace(/[ \t]+(?=\n)/g, "")).replaceAll(" ", "\u2423");
}

function writeAttributes({ properties, attributes }: Node): string {
  const named = Object.entries(properties ?? {}).map(([name, value]) => {
    return ` ${name}=${writeValue(name, value)}`;
  });
  const jsx = (attributes ?? []).map(({ name, value }) => {
    if (typeof value === "object" && value !== null) {
      return ` ${String(name)}={${JSON.stringify((value as Node).value)}}`;
    }
    return ` ${String(name)}=${writeValue(name ?? "", value)}`;
  });
  return [...named, ...jsx].join("");
}

function flush(writer: Writer): void {
  const text = writer.words.replace(/[ \t\r\n\f]+/g, " ");
  writer.words = "";
  if (text !== "") writer.parts.push({ text, kind: "words" });
}

function writeValue(name: string, value: unknown): string {
  return JSON.stringify(LISTS.has(name) ? String(value).replace(/\s+/g, " ") : value);
}

/** Blanks beside a block or a blank show nothing; whether there are any beside an element in a line is seen. */
function trimAtBlocks(parts: readonly Part[]): string[] {
  let endsBlank = true;
  return parts.flatMap(({ text, kind }, at) => {
    if (kind !== "words") {
      if (kind === "block") endsBlank = true;
      return [text];
    }
    const start = endsBlank ? text.replace(/^ /, "") : text;
    endsBlank = text.endsWith(" ");
    let next = at + 1;
    while (parts[next]?.kind === "inline" && parts[next]?.text.startsWith("</") === true) next += 1;
    const shown = (parts[next]?.kind ?? "block") === "block" ? start.replace(/ $/, "") : start;
    return shown === "" ? [] : [shown];
  });
}
