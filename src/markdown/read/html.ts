import type { MarkupEdit } from "../../model.ts";
import { memoise } from "../split/memo.ts";

/** What formats a stretch of text without being part of it: a link's target, emphasis, code. */
export interface Mark {
  readonly kind: MarkupEdit["kind"];
  readonly value: string;
}

export type Tag =
  | {
      readonly kind: "open";
      readonly name: string;
      readonly title: string;
      readonly marks: readonly Mark[];
    }
  | { readonly kind: "close"; readonly name: string }
  | {
      readonly kind: "image";
      readonly alt: string;
      readonly title: string;
      /** Other attributes, which count as text. */
      readonly rest: string;
      readonly marks: readonly Mark[];
    }
  /** Any other tag counts as text, but for the address that it refers to. */
  | { readonly kind: "other"; readonly text: string; readonly marks: readonly Mark[] };

/** Splits HTML (or JSX read as such) into tags and what is between them; nothing is lost. */
export function splitTags(html: string): string[] {
  return html.split(TAGS).filter((part) => part !== "");
}

/** Reads one tag as `splitTags` gives it; null when it is no tag but text. Most tags come again and again. */
export const readTag = memoise(parseTag, 500_000);

function parseTag(source: string): Tag | null {
  const match = TAG.exec(source);
  if (match === null) return null;
  const [, slash = "", written = "", attributeText = "", selfClosing = ""] = match;
  const name = written;
  if (slash !== "") {
    return FORMATS.has(name)
      ? { kind: "close", name }
      : { kind: "other", text: `</${name}>`, marks: [] };
  }
  const attributes = [...attributeText.matchAll(ATTRIBUTES)].map(
    ([, key = "", double, single, bare]) => ({
      key,
      value: double ?? single ?? bare ?? null,
    }),
  );
  const take = (key: string) => {
    const at = attributes.findIndex((one) => one.key === key && !one.value?.startsWith("{"));
    return at < 0 ? undefined : decode(attributes.splice(at, 1)[0]?.value ?? "");
  };
  const format = selfClosing === "" ? FORMATS.get(name) : undefined;
  if (format !== undefined) {
    const marks: Mark[] = format === null ? [] : [format];
    const href = name === "a" ? take("href") : undefined;
    if (href !== undefined) marks.push({ kind: "link", value: href });
    const title = take("title") ?? "";
    if (attributes.length > 0 || (name === "a" && href === undefined)) {
      marks.push({ kind: "html", value: `<${name}${join(attributes)}>` });
    }
    return { kind: "open", name, title, marks };
  }
  if (name === "br" && attributes.length === 0) return { kind: "other", text: "<br>", marks: [] };
  const src = take("src");
  const marks: Mark[] =
    src === undefined ? [] : [{ kind: PICTURES.test(name) ? "image" : "link", value: src }];
  if (name === "img" && src !== undefined) {
    const alt = take("alt") ?? "";
    const title = take("title") ?? "";
    return { kind: "image", alt, title, rest: join(attributes), marks };
  }
  const href = take("href");
  if (href !== undefined) marks.push({ kind: "link", value: href });
  return { kind: "other", text: `<${name}${join(attributes)}${selfClosing}>`, marks };
}

/** Elements and components that show what their `src` names; others run, play or frame it. */
const PICTURES = /^(?:img|source)$|image|picture|icon|logo/i;

const VALUE = String.raw`"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'=<>{}]+`;
const ATTRIBUTE = String.raw`[ \t\r\n]+[A-Za-z_:@][\w.:-]*(?:[ \t\r\n]*=[ \t\r\n]*(?:${VALUE}))?`;
const TAGS = new RegExp(String.raw`(</?[A-Za-z][\w.:-]*(?:${ATTRIBUTE})*[ \t\r\n]*/?>)`);
const TAG = new RegExp(String.raw`^<(/?)([A-Za-z][\w.:-]*)((?:${ATTRIBUTE})*)[ \t\r\n]*(/?)>$`);
const ATTRIBUTES =
  /[ \t\r\n]+([A-Za-z_:@][\w.:-]*)(?:[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)'|(\{[^{}]*\}|[^\s"'=<>{}]+)))?/g;

const FORMATS: ReadonlyMap<string, Mark | null> = new Map<string, Mark | null>([
  ["a", null],
  ["strong", { kind: "emphasis", value: "bold" }],
  ["em", { kind: "emphasis", value: "italic" }],
  ["del", { kind: "emphasis", value: "strikethrough" }],
  ["b", { kind: "emphasis", value: "<b>" }],
  ["i", { kind: "emphasis", value: "<i>" }],
  ["s", { kind: "emphasis", value: "<s>" }],
  ["code", { kind: "code", value: "code" }],
  ["kbd", { kind: "html", value: "<kbd>" }],
  ["u", { kind: "html", value: "<u>" }],
]);

interface Attribute {
  readonly key: string;
  readonly value: string | null;
}

/** Blanks in a value are text but for those between words of a list. */
function join(attributes: readonly Attribute[]): string {
  return attributes
    .map(({ key, value }) => {
      if (value === null) return ` ${key}`;
      const text = LISTS.has(key) ? value.replace(/\s+/g, " ").trim() : value;
      return ` ${key}=${value.startsWith("{") ? text : `"${text}"`}`;
    })
    .join("");
}

const LISTS: ReadonlySet<string> = new Set(["class", "className", "rel", "d", "points"]);

/** A Markdown link's target is decoded already: `&amp;` in an attribute means the same. */
function decode(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
