/** `/<source>/weekly.xml`: an item for every week that is over, for whom a daily feed is too much. */
import type { ArchiveFacts, SourceFacts } from "../../model.ts";
import { timeOf } from "../../stamp.ts";
import { createAbsolute, createUrls } from "../addresses/urls.ts";
import { findHeadlinesOfWeek, listPastWeeks, showWeek, type Week } from "../pages/weeks.ts";
import { addDays } from "../text/dates.ts";
import { beginWithHeadlines, listHeadlines } from "../text/headlines.ts";
import { renderHeadlines, renderIntro } from "./item-html.ts";
import type { FeedItem } from "./item.ts";
import { createFeedIds } from "./item-id.ts";
import { writeItems } from "./write.ts";
import { countNoun } from "../text/numbers.ts";

/** Weeks in the feed: a year. */
const shownWeeks = 52;

/** What the feed is called. */
export function titleOfWeekly({ title }: SourceFacts): string {
  return `${title}: week by week`;
}

/** The feed as Atom. */
export function writeWeeklyFeed(archive: ArchiveFacts, source: SourceFacts): string {
  const absolute = createAbsolute(archive);
  const urls = createUrls(archive.basePath);
  const weeks = listPastWeeks(source).slice(-shownWeeks).toReversed();
  const [newest] = weeks;
  return writeItems(archive, {
    title: titleOfWeekly(source),
    description: `The best of what changed in ${source.title}, week by week.`,
    language: source.lang,
    place: `${source.id}/weeks/`,
    home: absolute(urls.source(source.id)),
    self: absolute(urls.feeds.weekly(source.id)),
    updated: newest ? endOf(newest) : 0,
    items: weeks.map((week) => describeWeek(archive, source, week)),
  });
}

function describeWeek(archive: ArchiveFacts, source: SourceFacts, week: Week): FeedItem {
  const urls = createUrls(archive.basePath);
  const absolute = createAbsolute(archive);
  const link = absolute(urls.week(source.id, week.name));
  const found = findHeadlinesOfWeek(week);
  const headlines = found.map(({ headline }) => headline);
  const told =
    headlines.length === 0 ? "files that were not captured, perhaps" : listHeadlines(headlines, 1);
  const intro = `${showWeek(week)}: changes on ${countNoun(week.days.length, "day")}.`;
  const places = new Map(found.map((item) => [item.headline, item]));
  return {
    id: createFeedIds(archive).feed(`${source.id}/weeks/${week.name}`, link),
    title: `${showWeek(week)}: ${told}`,
    link,
    time: endOf(week),
    summary: `${beginWithHeadlines(headlines, 5)}${intro}`,
    html:
      renderIntro(intro, [["All of this week", link]]) +
      renderHeadlines(headlines, (headline) => {
        const place = places.get(headline);
        return place
          ? absolute(urls.change(source.id, place.day.date, place.change.anchor, place.line))
          : link;
      }),
  };
}

function endOf({ to }: Week): number {
  return timeOf(addDays(to, 1));
}
