/**
 * The calendar heat map: one cell a day, weeks as columns that begin on Monday, in two blocks that
 * stand side by side or, on a narrow screen, one below the other. Shades go by quantiles of what is
 * shown, so that one huge day does not fade all others.
 */
import type { IsoDate } from "../model.ts";
import { addDays, daysBetween, monthName, weekdayIndex } from "./dates.ts";

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

/**
 * Lays out the weeks up to `to`, at most 52 of them and none before `from`.
 * `amounts`: how much changed on a date, positive.
 */
export function layCalendar(
  from: IsoDate,
  to: IsoDate,
  amounts: ReadonlyMap<IsoDate, number>,
): CalendarBlock[] {
  const lastMonday = addDays(to, -weekdayIndex(to));
  const earliest = addDays(lastMonday, -7 * (weeksShown - 1));
  const start = from > earliest ? from : earliest;
  const firstMonday = addDays(start, -weekdayIndex(start));
  const weeks = daysBetween(firstMonday, lastMonday) / 7 + 1;
  const dates = Array.from({ length: daysBetween(start, to) + 1 }, (_, index) =>
    addDays(start, index),
  );
  const levelOf = scaleByQuantiles(dates.map((date) => amounts.get(date) ?? 0));
  const half = weeks > weeksShown / 2 ? Math.ceil(weeks / 2) : weeks;
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
  const sorted = amounts.filter((amount) => amount > 0).sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const [first, second, third] = [quantile(0.25), quantile(0.5), quantile(0.75)];
  return (amount) => {
    if (amount <= 0) return 0;
    if (amount >= third) return 4;
    if (amount >= second) return 3;
    return amount >= first ? 2 : 1;
  };
}

function labelMonths(cells: readonly CalendarCell[]): { column: number; label: string }[] {
  return cells
    .filter(({ date }) => date.endsWith("-01"))
    .map(({ date, column }) => ({ column, label: monthName(date).slice(0, 3) }));
}
