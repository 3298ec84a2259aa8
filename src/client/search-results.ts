/** Draws what was found: each change with its date, path and side, and the places inside it. */
import { showDate } from "../site/text/dates.ts";
import { parseAddress } from "../site/search/record-address.ts";
import { cleanExcerpt, type ExcerptPart } from "../site/search/excerpt.ts";
import { createUrls } from "../site/addresses/urls.ts";
import type { SearchSource } from "../site/search/volumes.ts";
import type { SearchHit } from "./search-index.ts";
import { make } from "./make.ts";

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
  const href = `${day}#${anchor}`;
  const [sign, title] =
    side === "deleted" ? (["−", "Removed text"] as const) : (["+", "Added text"] as const);
  const head = make(
    "p",
    { className: "head" },
    make("span", { className: "side", title }, sign),
    make("a", { className: "path", href }, path),
    make("time", { dateTime: date }, showDate(date)),
  );
  const name = sources.length > 1 ? sources.find(({ id }) => id === source)?.title : undefined;
  if (name !== undefined) head.append(make("span", { className: "source" }, name));
  if (kind !== "modified") head.append(make("span", { className: "kind" }, kind));
  const item = make("li", { className: `hit ${side}` }, head);
  if (headline !== "") item.append(drawHeadline(headline));
  const found = places.filter((place) => place.anchor !== undefined);
  for (const place of found.slice(0, placesShown)) {
    item.append(drawPlace(`${day}#${place.anchor?.id ?? ""}`, place.title, path, place.excerpt));
  }
  if (found.length === 0) item.append(drawPlace(href, "", path, excerpt));
  if (found.length > placesShown) {
    const more = `${String(found.length - placesShown)} more in this change`;
    item.append(make("a", { className: "more", href }, more));
  }
  const phrase = query.replaceAll('"', "").trim();
  if (phrase !== "") {
    const address = createUrls(base).text(source, path, date);
    const life = `${address}&phrase=${encodeURIComponent(phrase.toWellFormed())}`;
    item.append(make("a", { className: "more", href: life }, "Life of this phrase"));
  }
  return item;
}

/** Code stands between backticks. */
function drawHeadline(headline: string): HTMLElement {
  const parts = headline.split("`");
  return make(
    "p",
    { className: "headline" },
    ...parts.map((part, index) => (index % 2 === 1 ? make("code", {}, part) : part)),
  );
}

function drawPlace(href: string, section: string, path: string, excerpt: string): HTMLElement {
  const link = make("a", { className: "place", href });
  const { heading, text } = cleanExcerpt(readMarks(excerpt), section);
  if (section !== path && heading.length > 0) link.append(drawParts("section", heading));
  link.append(drawParts("excerpt", text));
  return link;
}

function drawParts(className: string, parts: readonly ExcerptPart[]): HTMLElement {
  const words = parts.map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text));
  return make("span", { className }, ...words);
}

/** The excerpt's text and its marks, and nothing else that its HTML may hold. */
function readMarks(html: string): ExcerptPart[] {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map((node) => ({
    text: node.textContent ?? "",
    isMarked: node.nodeName === "MARK",
  }));
}
