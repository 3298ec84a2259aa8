import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

import type { LineBlock } from "../../src/model.ts";
import type { Heading } from "../../src/markdown/outline/outline.ts";

/** The oracle: what remark says of whole documents. */
const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).freeze();
/** CommonMark with what sites add to it, as HTML. */
export const toHtml = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkFrontmatter)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze();

export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The top-level headings of a document without lone carriage returns. */
export function readHeadings(text: string): Heading[] {
  return parser
    .parse(text)
    .children.filter((node) => node.type === "heading")
    .map((node) => ({
      line: (node.position?.start.line ?? 0) - 1,
      depth: node.depth,
      text: readText(node),
    }));
}

/** The whole document's HTML, white space collapsed outside `pre`. */
export function renderWhole(text: string): string {
  return String(toHtml.processSync(text))
    .replace(/<br\s*\/?>/g, "<br>")
    .split(/(<pre[\s>][\s\S]*?(?:<\/pre>|$))/)
    .map((part, index) => (index % 2 ? part.trimEnd() : part.replace(/\s+/g, " ")))
    .join("")
    .replace(/ (\/?>)/g, "$1")
    .replace(/\s*(<\/?pre>)\s*/g, "$1")
    .trim();
}

/** Blocks of changed lines by a plain longest common subsequence. */
export function diffLines(from: readonly string[], to: readonly string[]): LineBlock[] {
  const width = to.length + 1;
  const longest = new Int32Array((from.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const blocks: LineBlock[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const [oldStart, newStart] = [i, j];
    while ((i < from.length || j < to.length) && !(i < from.length && from[i] === to[j])) {
      if (j >= to.length || (i < from.length && at(i + 1, j) >= at(i, j + 1))) i += 1;
      else j += 1;
    }
    if (i > oldStart || j > newStart) {
      blocks.push({ old: { start: oldStart, end: i }, new: { start: newStart, end: j } });
    }
    i += 1;
    j += 1;
  }
  return blocks;
}

interface TextNode {
  readonly type: string;
  readonly value?: string;
  readonly alt?: string | null;
  readonly children?: readonly unknown[];
}

function readText(node: unknown): string {
  const { value, alt, children } = node as TextNode;
  return value ?? alt ?? (children ?? []).map(readText).join("");
}
