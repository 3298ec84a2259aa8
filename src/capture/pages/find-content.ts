/** Which part of a page is its content. */
import { Readability } from "@mozilla/readability";
import type { Element, Root } from "hast";
import { selectAll } from "hast-util-select";
import { toString } from "hast-util-to-string";
import { parseHTML } from "linkedom";
import rehypeParse from "rehype-parse";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";

export interface Excerpt {
  readonly selector?: string | undefined;
  readonly remove: readonly string[];
}

/**
 * The content of `page` without what `remove` names: what the selector names;
 * else the one landmark that says it is the content; else what Readability takes for it, else the body.
 * A landmark comes before Readability because that one judges anew when the text changes: a list that
 * it drops one day and keeps the next would look like a change.
 */
export function findContent(page: Root, { selector, remove }: Excerpt): Root {
  const unwanted = new Set(remove.flatMap((words) => selectAll(words, page)));
  const rest = unwanted.size === 0 ? page : without(page, unwanted);
  if (selector !== undefined) return root(dropNested(selectAll(selector, rest)));
  return findLandmark(rest) ?? extract(rest) ?? root(selectAll("body", rest));
}

function findLandmark(page: Root): Root | null {
  for (const words of ["main, [role=main]", "article"]) {
    const found = dropNested(selectAll(words, page));
    if (found.length === 1) return root(found);
  }
  return null;
}

function extract(page: Root): Root | null {
  const { document } = parseHTML(html.stringify(page));
  const article = new Readability(document, { keepClasses: true }).parse();
  if (!article?.content) return null;
  const content = html.parse(article.content);
  const [title] = selectAll("h1", page);
  return title ? restoreTitle(content, title) : content;
}

/** Readability drops the heading that it takes for the page's title, or makes it a lesser one. */
function restoreTitle(content: Root, title: Element): Root {
  if (selectAll("h1", content).length > 0) return content;
  const text = toString(title).trim();
  const lesser = selectAll("h2", content).find((heading) => toString(heading).trim() === text);
  if (!lesser) return { ...content, children: [title, ...content.children] };
  lesser.tagName = "h1";
  return content;
}

const html = unified().use(rehypeParse, { fragment: true }).use(rehypeStringify).freeze();

function root(children: readonly Element[]): Root {
  return { type: "root", children: [...children] };
}

/** Elements that lie in none of the others. */
function dropNested(elements: readonly Element[]): Element[] {
  const inner = new Set<unknown>();
  const collect = (element: Element): void => {
    for (const child of element.children) {
      if (child.type !== "element" || inner.has(child)) continue;
      inner.add(child);
      collect(child);
    }
  };
  for (const element of elements) if (!inner.has(element)) collect(element);
  return elements.filter((element) => !inner.has(element));
}

function without<Parent extends Root | Element>(
  parent: Parent,
  unwanted: ReadonlySet<unknown>,
): Parent {
  const children = parent.children
    .filter((child) => !unwanted.has(child))
    .map((child) => (child.type === "element" ? without(child, unwanted) : child));
  return { ...parent, children };
}
