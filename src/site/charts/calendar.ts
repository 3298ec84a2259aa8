/**
 * The calendar heat map: one cell a day, weeks as columns that begin on Monday, in two blocks that
 * stand side by side or, on a narrow screen, one below the other. Shades go by quantiles of what is
 * shown, so that one huge day does not fade all others.
 */
import { scaleQuantile } from "d3-scale";
import type { IsoDate } from "../../model.ts";
import { addDays, daysBetween, monthName, weekdayIndex } from "../text/dates.ts";

/** 0 is nothing, 4 the busiest quarter of the days on which something changed. */
export type CalendarLevel = 0 | 1 | 2 | 3 | 4;

interface CalendarCell {
  readonly date: IsoDate;
  readonly column: number;
  /** 0 is Monday. */
  readonly row: number;
  readonly amount: number;
  readonly level: CalendarLevel;
}

export interface CalendarBlock {
  readonly columns: number;
  readonly cells: readonly CalendarCell[];
  /** Month names over the column in which the month's first day lies. */
  readonly months: readonly { readonly column: number; readonly label: string }[];
}

const weeksShown = 52;
/** A calendar year touches so many weeks at most. */
const weeksOfYear = 54;

/**
 * Lays out the weeks up to `to`, at most 52 of them and none before `from`.
 * `amounts`: how much changed on a date, positive.
 */
export function layCalendar(
  from: IsoDate,
  to: IsoDate,
  amounts: ReadonlyMap<IsoDate, number>,
): CalendarBlock[] {
  return layWeeks(from, to, amounts, weeksShown);
}

/** Lays out the part of a calendar year that lies between two dates, January on the left. */
export function layYear(
  year: string,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  amounts: ReadonlyMap<IsoDate, number>,
): CalendarBlock[] {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return layWeeks(from > first ? from : first, to < last ? to : last, amounts, weeksOfYear);
}

function layWeeks(
  from: IsoDate,
  to: IsoDate,
  amounts: ReadonlyMap<IsoDate, number>,
  limit: number,
): CalendarBlock[] {
  const lastMonday = addDays(to, -weekdayIndex(to));
  const earliest = addDays(lastMonday, -7 * (limit - 1));
  const start = from > earliest ? from : earliest;
  const firstMonday = addDays(start, -weekdayIndex(start));
  const weeks = daysBetween(firstMonday, lastMonday) / 7 + 1;
  const dates = Array.from({ length: daysBetween(start, to) + 1 }, (_, index) =>
    addDays(start, index),
  );
  const levelOf = scaleByQuantiles(dates.map((date) => amounts.get(date) ?? 0));
  const half = weeks > limit / 2 ? Math.ceil(weeks / 2) : weeks;
  return [0, half]
    .filter((offset) => offset < weeks)
    .map((offset) => {
      const monday = addDays(firstMonday, offset * 7);
      const columns = Math.min(half, weeks - offset);
      const end = addDays(monday, columns * 7);
      const cells = dates
        .filter((date) => date >= monday && date < end)
        .map((date) => {
          const amount = amounts.get(date) ?? 0;
          const column = Math.floor(daysBetween(monday, date) / 7);
          return { date, column, row: weekdayIndex(date), amount, level: levelOf(amount) };
        });
      return { columns, cells, months: labelMonths(cells) };
    });
}

/** Four shades with about as many days each; equal amounts share a shade. */
export function scaleByQuantiles(amounts: readonly number[]): (amount: number) => CalendarLevel {
  const scale = scaleQuantile<CalendarLevel>()
    .domain(amounts.filter((amount) => amount > 0))
    .range([1, 2, 3, 4]);
  return (amount) => (amount > 0 ? scale(amount) : 0);
}

function labelMonths(cells: readonly CalendarCell[]): { column: number; label: string }[] {
  return cells
    .filter(({ date }) => date.endsWith("-01"))
    .map(({ date, column }) => ({ column, label: monthName(date).slice(0, 3) }));
}
