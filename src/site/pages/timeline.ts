/** A source's days by year and month, and the latest days of a whole archive; newest first. */
import type { ArchiveFacts, DayFacts, IsoDate, SourceFacts } from "../../model.ts";
import { compareStrings } from "./file-list.ts";

export interface TimelineYear {
  readonly year: string;
  readonly months: readonly TimelineMonth[];
}

/** A year's months, the latest of the whole timeline apart: those are told at length. */
export interface SplitYear {
  readonly year: string;
  readonly days: number;
  readonly recent: readonly TimelineMonth[];
  readonly older: readonly TimelineMonth[];
}

export interface TimelineMonth {
  /** `2026-05`. */
  readonly month: string;
  readonly days: readonly DayFacts[];
}

interface SourceDay {
  readonly source: SourceFacts;
  readonly day: DayFacts;
}

export interface DateGroup {
  readonly date: IsoDate;
  /** In the archive's order of sources. */
  readonly days: readonly SourceDay[];
}

/** The days by year and month. */
export function layTimeline(days: readonly DayFacts[]): TimelineYear[] {
  const months = Map.groupBy(days.toReversed(), ({ date }) => date.slice(0, 7));
  const years = Map.groupBy(months, ([month]) => month.slice(0, 4));
  return [...years].map(([year, entries]) => ({
    year,
    months: entries.map(([month, monthDays]) => ({ month, days: monthDays })),
  }));
}

/** Parts every year's months where the newest of all hold `recentDays` days together. */
export function splitTimeline(years: readonly TimelineYear[], recentDays: number): SplitYear[] {
  let told = 0;
  return years.map(({ year, months }) => {
    const recent: TimelineMonth[] = [];
    for (const month of months) {
      if (told >= recentDays) break;
      recent.push(month);
      told += month.days.length;
    }
    const days = months.reduce((sum, month) => sum + month.days.length, 0);
    return { year, days, recent, older: months.slice(recent.length) };
  });
}

/** The latest `limit` days of all sources together, by date. */
export function listLatestDays(archive: ArchiveFacts, limit: number): DateGroup[] {
  const all = archive.sources.flatMap((source, index) =>
    source.days.slice(-limit).map((day) => ({ source, day, index })),
  );
  const latest = all
    .sort((a, b) => compareStrings(b.day.date, a.day.date) || a.index - b.index)
    .slice(0, limit);
  return [...Map.groupBy(latest, ({ day }) => day.date)].map(([date, days]) => ({ date, days }));
}
