/** A Markdown table has one line a row: lists, code and paragraphs in a cell become lines with breaks between. */
import { toString } from "hast-util-to-string";
import type { Element, ElementContent } from "hast";

/** Stands for `<br>` until the Markdown is written; a plain `br` would become a blank there. */
export const cellBreak = "cell-break";
/** A line of code, in its property `value`, where its indentation is safe. */
export const cellCode = "cell-code";

const blocks = new Set([
  ..."p div section article ul ol li dl dt dd pre blockquote table thead tbody tr".split(" "),
  ..."h1 h2 h3 h4 h5 h6 figure figcaption details summary".split(" "),
]);

/** The children of a cell; as they are where nothing among them needs a line of its own. */
export function flattenCell(children: readonly ElementContent[]): ElementContent[] {
  if (!children.some(hasBlock)) return [...children];
  const lines = listLines(children)
    .map(trimLine)
    .filter((line) => line.length > 0);
  const breaks: Element = { type: "element", tagName: cellBreak, properties: {}, children: [] };
  return lines.flatMap((line, index) => (index === 0 ? line : [breaks, ...line]));
}

type Line = ElementContent[];

function hasBlock(node: ElementContent): boolean {
  if (node.type !== "element") return false;
  return blocks.has(node.tagName) || node.children.some(hasBlock);
}

function listLines(nodes: readonly ElementContent[]): Line[] {
  let current: Line = [];
  const lines: Line[] = [current];
  const begin = (line: Line = []) => {
    current = line;
    lines.push(current);
  };
  for (const node of nodes) {
    if (node.type === "element" && node.tagName === "br") begin();
    else if (!hasBlock(node) || node.type !== "element") current.push(node);
    else {
      for (const line of listBlockLines(node)) begin(line);
      begin();
    }
  }
  return lines;
}

function listBlockLines(block: Element): Line[] {
  const { tagName, children } = block;
  if (tagName === "pre") {
    return toString(block)
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => [codeLine(line)]);
  }
  if (tagName === "ul" || tagName === "ol") return listItems(block);
  if (tagName === "tr") {
    const cells = children.filter((child) => child.type === "element");
    return [cells.flatMap((cell, index) => [text(index === 0 ? "" : " / "), text(toString(cell))])];
  }
  const lines = listLines(children)
    .map(trimLine)
    .filter((line) => line.length > 0);
  // A link or emphasis around blocks is one around each of their lines.
  return blocks.has(tagName) ? lines : lines.map((line) => [{ ...block, children: line }]);
}

function listItems(list: Element): Line[] {
  const items = list.children.filter((child) => child.type === "element");
  return items.flatMap((item, index) => {
    const mark = list.tagName === "ol" ? `${String(index + 1)}. ` : "- ";
    const lines = listLines(item.children)
      .map(trimLine)
      .filter((line) => line.length > 0);
    return lines.map((line, number) => (number === 0 ? [text(mark), ...line] : line));
  });
}

/** Without the blanks between blocks, which are none of a line. */
function trimLine(line: Line): Line {
  const isBlank = (node: ElementContent | undefined) =>
    node?.type === "comment" || (node?.type === "text" && node.value.trim() === "");
  const first = line.findIndex((node) => !isBlank(node));
  if (first === -1) return [];
  const kept = line.slice(first, line.findLastIndex((node) => !isBlank(node)) + 1);
  return kept.map((node, index): ElementContent => {
    if (node.type !== "text") return node;
    const value = index === 0 ? node.value.trimStart() : node.value;
    return text(index === kept.length - 1 ? value.trimEnd() : value);
  });
}

function text(value: string): ElementContent {
  return { type: "text", value };
}

function codeLine(value: string): Element {
  return { type: "element", tagName: cellCode, properties: { value }, children: [] };
}
