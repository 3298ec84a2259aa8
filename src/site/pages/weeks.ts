/** A source's days by week (ISO 8601: from Monday, named by the year of its Thursday). */
import type { DayFacts, IsoDate, SourceFacts } from "../../model.ts";
import { dateOf } from "../../stamp.ts";
import { rank } from "../../headlines/ranking.ts";
import { addDays, daysBetween, showDate, showDayAndMonth, weekdayIndex } from "../text/dates.ts";
import { findHeadlinesOfDay, type HeadlineOfDay } from "../text/headlines.ts";

export interface Week {
  /** `2026-W46`. */
  readonly name: string;
  /** Its Monday and its Sunday. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Oldest first; never empty. */
  readonly days: readonly DayFacts[];
}

/** The week that a date falls into, as `2026-W46`. */
export function weekOf(date: IsoDate): string {
  const thursday = addDays(date, 3 - weekdayIndex(date));
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** The weeks in which something changed, oldest first. */
export function listWeeks({ days }: Pick<SourceFacts, "days">): Week[] {
  return [...Map.groupBy(days, ({ date }) => weekOf(date))].map(([name, members]) => {
    const first = members[0]?.date ?? "";
    const from = addDays(first, -weekdayIndex(first));
    return { name, from, to: addDays(from, 6), days: members };
  });
}

/** Weeks that no further snapshot can add to. */
export function listPastWeeks(source: SourceFacts): Week[] {
  const newest = source.snapshots.at(-1);
  return newest ? listWeeks(source).filter(({ to }) => to < dateOf(newest.stamp)) : [];
}

export interface HeadlineOfWeek extends HeadlineOfDay {
  readonly day: DayFacts;
}

/** The headlines of all of its days, best first. */
export function findHeadlinesOfWeek({ days }: Week): HeadlineOfWeek[] {
  const all = days.flatMap((day) =>
    findHeadlinesOfDay(day).map((found) => ({
      ...found,
      day,
      kind: found.headline.kind,
      weight: found.headline.weight,
    })),
  );
  return rank(all, ({ change }) => change.path);
}

/** `9 to 15 November 2026`, `28 December 2026 to 3 January 2027`. */
export function showWeek({ from, to }: Week): string {
  if (from.slice(0, 7) === to.slice(0, 7))
    return `${String(Number(from.slice(8)))} to ${showDate(to)}`;
  if (from.slice(0, 4) === to.slice(0, 4)) return `${showDayAndMonth(from)} to ${showDate(to)}`;
  return `${showDate(from)} to ${showDate(to)}`;
}
