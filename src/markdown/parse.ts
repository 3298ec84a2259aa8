import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

export type Root = ReturnType<typeof parser.parse>;
/** A node that stands directly in the document, or in a quotation, an item or a footnote. */
export type FlowNode = Root["children"][number];

/**
 * Parses Markdown with GFM. Front matter is not looked for: segments begin anywhere, and `---` means
 * front matter at the very top only, where the scanner has taken it away.
 */
export function parseMarkdown(text: string): Root {
  return parser.parse(keepMark(text));
}

/** Parses a whole document, front matter and all. */
export function parseWhole(text: string): Root {
  return wholeParser.parse(keepMark(text));
}

/** First line of a node, 0-based. */
export function firstLine(node: FlowNode): number {
  return (node.position?.start.line ?? 1) - 1;
}

/** Last line of a node, 0-based. */
export function lastLine(node: FlowNode): number {
  return (node.position?.end.line ?? 1) - 1;
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
const wholeParser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).freeze();

/** Micromark drops one byte order mark at the start; ours is gone by then, so one there is text. */
function keepMark(text: string): string {
  return text.startsWith("\uFEFF") ? `\uFEFF${text}` : text;
}
