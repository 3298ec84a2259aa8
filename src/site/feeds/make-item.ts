/** Makes items: one a pair for sources and the site, one a change for files. */
import type {
  ArchiveFacts,
  ChangeFacts,
  Headline,
  PairFacts,
  PlacedHeadline,
  SourceFacts,
} from "../../model.ts";
import { dateOf, showStamp, timeOf } from "../../stamp.ts";
import {
  describeApproximatePair,
  describeGap,
  describeRest,
  listSections,
} from "../text/describe.ts";
import type { FeedItem, FeedView, ReadFeedHtml, ViewedChange } from "./item.ts";
import { createFeedIds } from "./item-id.ts";
import { showPlain } from "../text/escape.ts";
import { itemBudget, renderHeadlines, renderIntro, renderItemHtml } from "./item-html.ts";
import { showDayAndMonth } from "../text/dates.ts";
import { beginWithHeadlines, listHeadlines } from "../text/headlines.ts";
import type { HistoryEntry } from "../pages/file-history.ts";
import { countNoun, showAmount } from "../text/numbers.ts";
import { isFormattingOnly, totalPair } from "../pages/totals.ts";
import { createAbsolute, createUrls } from "../addresses/urls.ts";

/** Files that a summary names. */
const namedFiles = 8;

/** About what an item and one change in it take besides the changed lines, in bytes. */
const overhead = { item: 1000, change: 400 };

/**
 * About the bytes of the pair's item, or null where the view leaves all of the pair out, whatever rules say of
 * noise.
 */
export function estimatePairItem(pair: PairFacts, view: FeedView): number | null {
  const changes = pair.changes.filter(
    (change) =>
      isShown(change, view) ||
      (view === "content" ? change.noise !== undefined : change.feedBytes.removedNoise === true),
  );
  if (changes.length === 0 && !tellsGap(pair, view)) return null;
  let sum = overhead.item;
  for (const change of changes) {
    const bytes = overhead.change + sizeInView(change, view);
    if (sum > overhead.item && sum + bytes > itemBudget) break;
    sum += bytes;
  }
  return sum;
}

/** About the bytes of the item of one change of a file's history. */
export function estimateChangeItem(change: ChangeFacts): number {
  return overhead.item + overhead.change + sizeInView(change, "all");
}

/** The item of one pair. */
export function makePairItem(
  archive: ArchiveFacts,
  source: SourceFacts,
  pair: PairFacts,
  view: FeedView,
  readHtml: ReadFeedHtml,
): FeedItem {
  const viewed = viewPair(pair, view, readHtml);
  const hasGap = tellsGap(pair, view);
  const urls = createUrls(archive.basePath);
  const absolute = createAbsolute(archive);
  const date = dateOf(pair.to);
  const link = absolute(urls.day(source.id, date));
  const counts = countView(pair, viewed, view);
  const rest = view === "all" ? describeRest(totalPair(pair)) : null;
  const sentence = [
    `${showStamp(pair.from)} to ${showStamp(pair.to)}: ${nameFiles(viewed, view)}, ${counts}`,
    ...(rest === null ? [] : [rest]),
    ...(hasGap ? describeGap(pair).map(({ text }) => text) : []),
  ].join("; ");
  const approximate = describeApproximatePair(pair);
  const headlines = chooseHeadlines(pair, view, new Set(viewed.map(({ change }) => change.anchor)));
  const intro = `${sentence}.${approximate === null ? "" : ` ${approximate}`}`;
  return {
    id: createFeedIds(archive).pair(source.id, pair, view, link),
    title:
      titleItem(archive, source, pair, headlines) ??
      showPlain(`${source.title}: ${nameFiles(viewed, view)}, ${counts}`),
    link,
    time: timeOf(pair.to),
    summary: [
      `${beginWithHeadlines(headlines, 5)}${intro}`,
      ...(viewed.length > 0 ? [summarise(viewed)] : []),
    ].join(" "),
    html: renderItemHtml(
      renderHeadlines(headlines, ({ anchor, line }) =>
        absolute(urls.change(source.id, date, anchor, line)),
      ) +
        renderIntro(intro, [
          ["All of this day", link],
          ["Patch", absolute(urls.patch(source.id, pair.to))],
        ]),
      viewed,
      (change) => absolute(urls.change(source.id, date, change.anchor)),
      link,
    ),
  };
}

/** The item of one change of a file's history. */
export function makeChangeItem(
  archive: ArchiveFacts,
  source: SourceFacts,
  { date, pair, change }: HistoryEntry,
  readHtml: ReadFeedHtml,
): FeedItem {
  const urls = createUrls(archive.basePath);
  const absolute = createAbsolute(archive);
  const link = absolute(urls.change(source.id, date, change.anchor));
  const [html] = readHtml(pair, change.anchor);
  const viewed = [{ change, html: html?.html ?? "", removedLines: null }];
  const sentence = `${showStamp(pair.from)} to ${showStamp(pair.to)}: ${change.kind}, ${showAmount(change)}`;
  return {
    id: createFeedIds(archive).change(source.id, pair, change.path, link),
    title:
      titleItem(null, source, pair, change.headlines) ??
      showPlain(`${change.path}: ${change.kind}, ${showAmount(change)}`),
    link,
    time: timeOf(pair.to),
    summary: `${beginWithHeadlines(change.headlines, 5)}${sentence}. ${summarise(viewed)}`,
    html: renderItemHtml(
      renderIntro(`${sentence}.`, [["All of this day", absolute(urls.day(source.id, date))]]),
      viewed,
      () => link,
      link,
    ),
  };
}

/** `16 November: eslint 10.14.0 → 10.15.0, and 8 more`; null where there is nothing to tell. */
function titleItem(
  archive: ArchiveFacts | null,
  source: SourceFacts,
  pair: PairFacts,
  headlines: readonly Headline[],
): string | null {
  if (headlines.length === 0) return null;
  // Of several sources the site's feed has items of all.
  const isOnly = archive === null || archive.sources.length === 1;
  const where = isOnly ? "" : `${showPlain(source.title)}, `;
  return `${where}${showDayAndMonth(dateOf(pair.to))}: ${listHeadlines(headlines, 1)}`;
}

/** Headlines that take something away. */
const ofRemovals = /-removed$|^file-emptied$/;

/** The headlines that the view shows. */
function chooseHeadlines(
  { headlines }: PairFacts,
  view: FeedView,
  shown: ReadonlySet<string>,
): readonly PlacedHeadline[] {
  if (view === "all") return headlines;
  return headlines.filter(
    ({ anchor, kind }) => shown.has(anchor) && (view === "content" || ofRemovals.test(kind)),
  );
}

/** Whether rules of noise leave nothing of the pair that the view shows. */
export function isSilentPair(pair: PairFacts, view: FeedView): boolean {
  if (view === "all") return pair.silent === true;
  return chooseChanges(pair, view).length === 0;
}

/** The pair's changes that the view shows, in the pair's order. */
function chooseChanges({ changes }: PairFacts, view: FeedView): readonly ChangeFacts[] {
  return changes.filter((change) => isShown(change, view));
}

function isShown(change: ChangeFacts, view: FeedView): boolean {
  if (view === "all") return true;
  if (view === "content") return !isFormattingOnly(change);
  const { removed, removedNoise } = change.feedBytes;
  return change.kind === "removed" || (removed !== null && removedNoise !== true);
}

function tellsGap(pair: PairFacts, view: FeedView): boolean {
  return view === "all" && describeGap(pair).length > 0;
}

function sizeInView({ feedBytes }: ChangeFacts, view: FeedView): number {
  return view === "removals" ? (feedBytes.removed ?? 0) : feedBytes.all;
}

function viewPair(pair: PairFacts, view: FeedView, readHtml: ReadFeedHtml): ViewedChange[] {
  const changes = chooseChanges(pair, view);
  if (changes.length === 0) return [];
  const kept = new Map(readHtml(pair, null).map((html) => [html.anchor, html]));
  return changes.map((change) => {
    const html = kept.get(change.anchor);
    return view === "removals"
      ? { change, html: html?.removed?.html ?? "", removedLines: html?.removed?.lines ?? 0 }
      : { change, html: html?.html ?? "", removedLines: null };
  });
}

function nameFiles(viewed: readonly ViewedChange[], view: FeedView): string {
  const files = countNoun(viewed.length, "file");
  return view === "removals" ? `text removed from ${files}` : `${files} changed`;
}

/** The pair's figures, as its day says them, whatever formatting a view leaves out. */
function countView(pair: PairFacts, viewed: readonly ViewedChange[], view: FeedView): string {
  if (view === "removals") {
    return countNoun(
      viewed.reduce((sum, { removedLines }) => sum + (removedLines ?? 0), 0),
      "line",
    );
  }
  return showAmount(totalPair(pair));
}

/** `guide/tides.md (In fog) +2 −1; a.md +3 −0; and 4 more files.` */
function summarise(viewed: readonly ViewedChange[]): string {
  const named = viewed.slice(0, namedFiles).map(({ change, removedLines }) => {
    const sections = listSections(change).slice(0, 3).join(", ");
    const where = sections === "" ? "" : ` (${sections})`;
    const counts = removedLines === null ? showAmount(change) : countNoun(removedLines, "line");
    return showPlain(`${change.path}${where} ${counts}`);
  });
  const rest = viewed.length - named.length;
  return `${named.join("; ")}${rest > 0 ? `; and ${countNoun(rest, "more file")}` : ""}.`;
}
