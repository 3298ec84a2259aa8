/** Makes a page's content fit for Markdown: nothing that is no text, whole addresses, named languages. */
import { flattenCell } from "./flatten-cells.ts";
import { toString } from "hast-util-to-string";
import type { Element, ElementContent, Root, RootContent } from "hast";

/** A copy of `content`; `address` is the page's own. */
export function tidyContent(content: Root, address: string): Root {
  return { type: "root", children: tidyAll(content.children, { address, language: null }) };
}

interface Place {
  readonly address: string;
  /** The language that an element around names. */
  readonly language: string | null;
}

/** Controls, pictures of text and what browsers would run. `footer` holds edit links and dates. */
const dropped = new Set([
  ..."script style noscript template iframe object embed canvas svg dialog".split(" "),
  ..."button select textarea nav footer form link meta base".split(" "),
]);

const headings = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);

function tidyAll<Content extends RootContent | ElementContent>(
  nodes: readonly Content[],
  place: Place,
): Content[] {
  return nodes.flatMap((node): Content[] => {
    if (node.type !== "element") return [node];
    return isDropped(node) ? [] : [tidy(node, place) as Content];
  });
}

function tidy(element: Element, place: Place): Element {
  const language = readLanguage(element) ?? place.language;
  const inner = headings.has(element.tagName)
    ? element.children.filter((child) => !isHeadingAnchor(child))
    : element.children;
  const properties = { ...element.properties };
  if (element.tagName === "a") properties["href"] = resolve(properties["href"], place.address);
  if (element.tagName === "img") properties["src"] = resolve(properties["src"], place.address);
  const children = tidyAll(inner, { ...place, language });
  if (element.tagName === "pre") return { ...element, properties, children: nameCode(children) };
  if (element.tagName === "code") properties["className"] = toClass(language);
  const isCell = element.tagName === "td" || element.tagName === "th";
  return { ...element, properties, children: isCell ? flattenCell(children) : children };

  // Markdown's converter looks for the language at the code inside a block only.
  function nameCode(block: ElementContent[]): ElementContent[] {
    if (block.some((child) => child.type === "element" && child.tagName === "code")) return block;
    const code = { className: toClass(language) };
    return [{ type: "element", tagName: "code", properties: code, children: block }];
  }
}

function toClass(language: string | null): string[] {
  return language === null ? [] : [`language-${language}`];
}

function isDropped({ tagName, properties }: Element): boolean {
  if (dropped.has(tagName) || "hidden" in properties) return true;
  return tagName === "input" && properties["type"] !== "checkbox";
}

/** The sign beside a heading that links to it. */
function isHeadingAnchor(node: ElementContent): boolean {
  if (node.type !== "element" || node.tagName !== "a") return false;
  return (
    String(node.properties["href"] ?? "").includes("#") && /^[^\p{L}\p{N}]*$/u.test(toString(node))
  );
}

/** A code block's language, as highlighters write it on the block or around it. */
function readLanguage({ tagName, properties }: Element): string | null {
  const isCode = tagName === "pre" || tagName === "code";
  for (const name of isCode ? ["dataLang", "dataLanguage"] : []) {
    const value = properties[name];
    if (typeof value === "string" && languageName.test(value)) return value;
  }
  const classes = Array.isArray(properties["className"]) ? properties["className"] : [];
  for (const name of classes) {
    const language = (isCode ? codeClass : wrapperClass).exec(String(name))?.[1];
    if (language !== undefined && languageName.test(language)) return language;
  }
  return null;
}

const codeClass = /^(?:language|lang|highlight-source|highlight)-(.+)$/;
/** Around a block `lang-en` may well be the language of the people. */
const wrapperClass = /^(?:language|highlight-source|highlight)-(.+)$/;
const languageName = /^[A-Za-z0-9_+#.-]{1,30}$/;

/** A whole address; one inside the page stays, and one that would run something goes. */
function resolve(value: unknown, address: string): string | undefined {
  if (typeof value !== "string") return undefined;
  if (value.startsWith("#")) return value;
  const url = URL.parse(value, address);
  return url !== null && /^(?:https?|mailto|tel|ftp):$/.test(url.protocol) ? url.href : undefined;
}
