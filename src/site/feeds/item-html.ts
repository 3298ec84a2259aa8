/** An item's HTML: what happened to each file, and the changed lines, within a budget. */
import type { ChangeFacts, Headline } from "../../model.ts";
import { listNotes, kindSigns } from "../text/describe.ts";
import { escapeMarkup, showPlain } from "../text/escape.ts";
import { writeHeadlineHtml } from "../text/headlines.ts";
import type { ViewedChange } from "./item.ts";
import { countNoun, showAmount } from "../text/numbers.ts";

/** About so many UTF-16 code units of HTML an item; mail programs cut what is much longer. */
export const itemBudget = 60_000;

/**
 * The HTML of `changes`, in their order, with `hrefOf` giving each change's absolute address. What the
 * budget leaves no room for is counted and linked: `more` is the address where all of it stands.
 */
export function renderItemHtml(
  intro: string,
  changes: readonly ViewedChange[],
  hrefOf: (change: ChangeFacts) => string,
  more: string,
): string {
  let html = intro;
  for (const [index, viewed] of changes.entries()) {
    const next = writeFeedChange(viewed, escapeMarkup(hrefOf(viewed.change)));
    if (index > 0 && html.length + next.length > itemBudget) {
      const rest = countNoun(changes.length - index, "more file");
      return `${html}<p><a href="${escapeMarkup(more)}">and ${rest}</a></p>`;
    }
    html += next;
  }
  return html;
}

/** The first line of a pair's item, with links to all of it. */
export function renderIntro(text: string, links: readonly (readonly [string, string])[]): string {
  const anchors = links.map(([name, href]) => `<a href="${escapeMarkup(href)}">${name}</a>`);
  return `<p>${escapeMarkup(text)} ${anchors.join(" · ")}</p>`;
}

/** Headlines in an item. */
const mostHeadlines = 8;

/** The best headlines as a list, each with its address. */
export function renderHeadlines<Item extends Headline>(
  headlines: readonly Item[],
  hrefOf: (headline: Item) => string,
): string {
  const items = headlines.slice(0, mostHeadlines).map((headline) => {
    return `<li><a href="${escapeMarkup(hrefOf(headline))}">${writeHeadlineHtml(headline)}</a></li>`;
  });
  return items.length < 2 ? "" : `<ul>${items.join("")}</ul>`;
}

function writeFeedChange({ change, html, removedLines }: ViewedChange, href: string): string {
  const { name } = kindSigns[change.kind];
  const from = change.previousPath === null ? "" : ` from ${showPlain(change.previousPath)}`;
  const what = change.kind === "modified" ? "" : `${name.toLowerCase()}${from}, `;
  const counts = removedLines === null ? showAmount(change) : countNoun(removedLines, "line");
  const notes = listNotes(change).map((note) => escapeMarkup(showPlain(note)));
  return [
    `<h3 style="font-size:1.05em;margin:1.2em 0 .3em"><a href="${href}">${escapeMarkup(showPlain(change.path))}</a>`,
    ` <small style="font-weight:normal">${escapeMarkup(what + counts)}</small></h3>`,
    notes.length > 0 ? `<p style="margin:.3em 0">${notes.join(" ")}</p>` : "",
    html.replaceAll("\0", href),
  ].join("");
}
