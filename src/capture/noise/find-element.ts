/** Where in a page some words stand, as a CSS selector for the key `remove`. Pure. */
import type { Element, Root } from "hast";
import { selectAll } from "hast-util-select";
import { toString } from "hast-util-to-string";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { isSelector } from "../../config-capture.ts";

const parser = unified().use(rehypeParse).freeze();

/** A longer text around the words is more than what changes. */
const mostLetters = 200;

/**
 * The selector of the innermost element that holds `words` (of a Markdown text) and has an id, a class or a
 * name of its own; null where there is none, or where it would take much more with it.
 */
export function findElement(html: string, words: string): string | null {
  const page = parser.parse(html);
  const wanted = simplify(words);
  if (wanted === "") return null;
  const way = findWay(page, wanted).toReversed();
  for (const element of way) {
    if (toString(element).length > mostLetters) return null;
    const selector = listSelectors(element).find(
      (each) => isSelector(each) && selectAll(each, page).length <= 3,
    );
    if (selector !== undefined) return selector;
  }
  return null;
}

function findWay(parent: Root | Element, wanted: string): Element[] {
  for (const child of parent.children) {
    if (child.type === "element" && simplify(toString(child)).includes(wanted)) {
      return [child, ...findWay(child, wanted)];
    }
  }
  return [];
}

function listSelectors({ tagName, properties }: Element): string[] {
  const { id, className } = properties;
  const classes = Array.isArray(className) ? className.map(String) : [];
  return [
    ...(typeof id === "string" && isName(id) ? [`#${id}`] : []),
    ...classes.filter(isName).map((name) => `.${name}`),
    ...(tagName === "time" || tagName.includes("-") ? [tagName] : []),
  ];
}

function isName(name: string): boolean {
  return /^[A-Za-z][\w-]{0,60}$/.test(name);
}

/** Letters and digits only: Markdown and HTML write the rest in their own ways. */
function simplify(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}
