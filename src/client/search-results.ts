/** Draws what was found: each change with its date, path and side, and the places inside it. */
import { showDate } from "../site/text/dates.ts";
import { parseAddress } from "../site/search/record-address.ts";
import { cleanExcerpt, type ExcerptPart } from "../site/search/excerpt.ts";
import { createUrls } from "../site/addresses/urls.ts";
import type { SearchHit, SearchSource } from "./search-index.ts";

const placesShown = 3;

/** One found change as a list item; it leads to the life of the phrase that was asked for. */
export function drawHit(
  { url, filters, excerpt, sub_results: places }: SearchHit,
  query: string,
  sources: readonly SearchSource[],
  base: string,
): HTMLElement {
  const { date, anchor, headline } = parseAddress(url);
  const [source, path, side, kind] = ["source", "file", "side", "kind"].map(
    (name) => filters[name]?.[0] ?? "",
  ) as [string, string, string, string];
  const day = createUrls(base).day(source, date);
  const item = make("li", `hit ${side}`);
  const head = make("p", "head");
  const title = make("a", "path", path);
  title.setAttribute("href", `${day}#${anchor}`);
  const sign = make("span", "sign", side === "deleted" ? "−" : "+");
  sign.title = side === "deleted" ? "Removed text" : "Added text";
  const time = make("time", "", showDate(date));
  time.setAttribute("datetime", date);
  const name = sources.length > 1 ? sources.find(({ id }) => id === source)?.title : undefined;
  head.append(sign, title, time);
  if (name !== undefined) head.append(make("span", "source", name));
  if (kind !== "modified") head.append(make("span", "kind", kind));
  item.append(head);
  if (headline !== "") item.append(drawHeadline(headline));
  const found = places.filter((place) => place.anchor !== undefined);
  for (const place of found.slice(0, placesShown)) {
    item.append(drawPlace(`${day}#${place.anchor?.id ?? ""}`, place.title, path, place.excerpt));
  }
  if (found.length === 0) item.append(drawPlace(`${day}#${anchor}`, "", path, excerpt));
  if (found.length > placesShown) {
    const more = make("a", "more", `${String(found.length - placesShown)} more in this change`);
    more.setAttribute("href", `${day}#${anchor}`);
    item.append(more);
  }
  const phrase = query.replaceAll('"', "").trim();
  if (phrase !== "") {
    const life = make("a", "more", "Life of this phrase");
    const address = createUrls(base).text(source, path, date);
    life.setAttribute("href", `${address}&phrase=${encodeURIComponent(phrase.toWellFormed())}`);
    item.append(life);
  }
  return item;
}

/** Code stands between backticks. */
function drawHeadline(headline: string): HTMLElement {
  const element = make("p", "headline");
  const parts = headline.split("`");
  element.append(...parts.map((part, index) => (index % 2 === 1 ? make("code", "", part) : part)));
  return element;
}

function drawPlace(href: string, section: string, path: string, excerpt: string): HTMLElement {
  const link = make("a", "place");
  link.setAttribute("href", href);
  const { heading, text } = cleanExcerpt(readMarks(excerpt), section);
  if (section !== path && heading.length > 0) link.append(drawParts("section", heading));
  link.append(drawParts("excerpt", text));
  return link;
}

function drawParts(className: string, parts: readonly ExcerptPart[]): HTMLElement {
  const element = make("span", className);
  element.append(...parts.map(({ text, isMarked }) => (isMarked ? make("mark", "", text) : text)));
  return element;
}

/** The excerpt's text and its marks, and nothing else that its HTML may hold. */
function readMarks(html: string): ExcerptPart[] {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map((node) => ({
    text: node.textContent ?? "",
    isMarked: node.nodeName === "MARK",
  }));
}

function make(name: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  element.textContent = text;
  return element;
}
