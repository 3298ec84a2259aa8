import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";

export type Root = ReturnType<typeof fromMarkdown>;
/** A node that stands directly in the document, or in a quotation, an item or a footnote. */
export type FlowNode = Root["children"][number];

/**
 * Parses Markdown with GFM. Front matter is not looked for: segments begin anywhere, and `---` means
 * front matter at the very top only, where the scanner has taken it away.
 */
export function parseMarkdown(text: string): Root {
  const extensions = [EMAIL.test(text) ? whole : withoutEmails];
  return fromMarkdown(text, { extensions, mdastExtensions });
}

/** Parses a whole document, front matter and all. */
export function parseWhole(text: string): Root {
  return fromMarkdown(keepMark(text), {
    extensions: [whole, frontmatter()],
    mdastExtensions: [...mdastExtensions, frontmatterFromMarkdown()],
  });
}

/** First line of a node, 0-based. */
export function firstLine(node: FlowNode): number {
  return (node.position?.start.line ?? 1) - 1;
}

/** Last line of a node, 0-based. */
export function lastLine(node: FlowNode): number {
  return (node.position?.end.line ?? 1) - 1;
}

const whole = gfm();
const mdastExtensions = gfmFromMarkdown();

/**
 * The parser looks for an address of e-mail at each letter and digit, which takes a third of its time; most
 * texts have none.
 */
const withoutEmails: typeof whole = {
  ...whole,
  text: Object.fromEntries(
    Object.entries(whole.text ?? {}).map(([code, constructs]) => [
      code,
      [constructs ?? []].flat().filter(({ name }) => name !== "emailAutolink"),
    ]),
  ),
};
const EMAIL = /[\w+.-]@[\w-]/;

/** Micromark drops one byte order mark at the start; ours is gone by then, so one there is text. */
function keepMark(text: string): string {
  return text.startsWith("\uFEFF") ? `\uFEFF${text}` : text;
}
