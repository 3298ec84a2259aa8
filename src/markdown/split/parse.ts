/** Markdown to trees. By remark's own parser alone: the rest of remark weighs as much again in a browser. */
import type { Root } from "mdast";
import { fromMarkdown, type Options } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";

export type { Root };
/** A node that stands directly in the document, or in a quotation, an item or a footnote. */
export type FlowNode = Root["children"][number];

/**
 * Parses Markdown with GFM. Front matter is not looked for: segments begin anywhere, and `---` means
 * front matter at the very top only, where the scanner has taken it away.
 */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(keepMark(text), segments);
}

/** Parses a whole document, front matter and all. */
export function parseWhole(text: string): Root {
  return fromMarkdown(keepMark(text), documents);
}

/** First line of a node, 0-based. */
export function firstLine(node: FlowNode): number {
  return (node.position?.start.line ?? 1) - 1;
}

/** Last line of a node, 0-based. */
export function lastLine(node: FlowNode): number {
  return (node.position?.end.line ?? 1) - 1;
}

const segments = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] } satisfies Options;
const frontMatters: ("yaml" | "toml")[] = ["yaml", "toml"];
const documents = {
  extensions: [...segments.extensions, frontmatter(frontMatters)],
  mdastExtensions: [...segments.mdastExtensions, frontmatterFromMarkdown(frontMatters)],
} satisfies Options;

/** Micromark drops one byte order mark at the start; ours is gone by then, so one there is text. */
function keepMark(text: string): string {
  return text.startsWith("\uFEFF") ? `\uFEFF${text}` : text;
}

/** Signs of links, emphasis, code and HTML in one paragraph: a parser may try each with each. */
const MOST_SIGNS = 2_000;
/** Lines of one paragraph: a parser joins them, the longer the slower. */
const MOST_LINES = 10_000;
/** Markers of quotations and items on one line: a parser enters every one, on every line. */
const DEEP = /(?:>[ \t]*|(?:[-+*]|\d{1,9}[.)])[ \t]+){60}/;

/** Whether parsing a text could take long, or nest deeper than the stack allows. */
export function isTooHard(text: string): boolean {
  if (text.length > MOST_CELLS && text.split("\n").some(isTooLong)) return true;
  if (DEEP.test(text)) return true;
  if (text.length < MOST_SIGNS) return false;
  if (text.length < MOST_LINES && (text.match(SIGNS)?.length ?? 0) <= MOST_SIGNS) return false;
  let signs = 0;
  let lines = 0;
  for (const line of text.split("\n")) {
    if (NEW_BLOCK.test(line)) signs = lines = 0;
    lines += 1;
    if (line.length > 0) signs += line.match(SIGNS)?.length ?? 0;
    if (signs > MOST_SIGNS || lines > MOST_LINES) return true;
  }
  return false;
}

/** Nobody reads so long a line of prose, or a row of so many cells, and remark takes seconds for it. */
const LONGEST_LINE = 100_000;
const MOST_CELLS = 1_000;

function isTooLong(line: string): boolean {
  return (
    line.length > LONGEST_LINE || (line.length > MOST_CELLS && line.split("|").length > MOST_CELLS)
  );
}

const SIGNS = /[[\]*_`~<&!@]|www\./g;
/** A blank line, a row, a heading or an item; a line of a quotation goes on with its paragraph. */
const NEW_BLOCK = /^\s*(?:$|\||#|[-+*][ \t]|\d{1,9}[.)][ \t])/;
