/** Headlines as pages, feeds and Markdown write them, and where each leads. */
import { toDisplay } from "../../bytes.ts";
import { headDay } from "../../headlines/headlines.ts";
import { type HeadlinePart, sayHeadline, toPlain } from "../../headlines/phrases.ts";
import type {
  ChangeFacts,
  DayFacts,
  Headline,
  LineName,
  PairFacts,
  PlacedHeadline,
} from "../../model.ts";
import { dropControls, escapeMarkup, showPlain } from "./escape.ts";
import { memoize } from "../memoize.ts";

/** A headline as plain text, at most `most` characters. */
export function showHeadline(headline: Headline, most?: number): string {
  return showPlain(toPlain(sayHeadline(headline, most)));
}

/** A headline as HTML: what it is about emphasised, code as code, changed words bold, all else escaped. */
export function writeHeadlineHtml(headline: Headline): string {
  return sayHeadline(headline).map(writePart).join("");
}

function writePart({ text, style }: HeadlinePart): string {
  if (style === "plain") return escapeMarkup(text);
  const html = text
    .split("`")
    .map((piece, index) => {
      const escaped = escapeMarkup(dropControls(toDisplay(piece)));
      return index % 2 === 1 ? `<code>${escaped}</code>` : escaped;
    })
    .join("");
  if (style === "name") return `<i>${html}</i>`;
  return style === "change" ? `<b>${html}</b>` : html;
}

/** The best of them in one line of plain text: `A; B, and 8 more`. */
export function listHeadlines(headlines: readonly Headline[], shown: number): string {
  const told = headlines.slice(0, shown).map((headline) => showHeadline(headline));
  const rest = headlines.length - told.length;
  const list = told.join("; ");
  return rest > 0 ? `${list.replace(/\.$/, "")}, and ${String(rest)} more` : list;
}

/** The list as a sentence with a blank behind it, to begin a text with; "" where there is none. */
export function beginWithHeadlines(headlines: readonly Headline[], shown: number): string {
  const list = listHeadlines(headlines, shown);
  return list === "" ? "" : `${list}${/[.!?…]$/.test(list) ? "" : "."} `;
}

/** A headline of a day, and the change that it leads to. */
export interface HeadlineOfDay {
  readonly headline: PlacedHeadline;
  readonly pair: PairFacts;
  readonly change: ChangeFacts;
  readonly line: LineName | undefined;
}

/** The day's headlines, best first, with what they are about. */
export const findHeadlinesOfDay = memoize((day: DayFacts): readonly HeadlineOfDay[] => {
  const changes = new Map(
    day.pairs.flatMap((pair) => pair.changes.map((change) => [change.anchor, { pair, change }])),
  );
  return headDay(day).flatMap((headline) => {
    const place = changes.get(headline.anchor);
    return place ? [{ headline, ...place, line: headline.line }] : [];
  });
});
