/** What changed on every date over one source or several, for the calendar and its words. */
import type { DayFacts, IsoDate, SourceFacts } from "../../model.ts";
import { showDate } from "../text/dates.ts";
import { countNoun, showAmount } from "../text/numbers.ts";
import { countLines, newAndGone, sumAmounts, totalDay } from "../pages/totals.ts";

export interface Activity {
  /** Changed lines; those that are neither new nor gone weigh a tenth, so that a re-wrapping is no busy day. */
  readonly amount: number;
  /** `34 files, +229 −193`. */
  readonly text: string;
  readonly href: string | null;
}

const otherWeight = 0.1;

/** Each date on which something changed. `hrefOf` is asked where one source changed on that date. */
export function gatherActivity(
  sources: readonly SourceFacts[],
  hrefOf: (day: DayFacts, source: SourceFacts) => string,
): Map<IsoDate, Activity> {
  const all = sources.flatMap((source) => source.days.map((day) => ({ day, source })));
  const dates = Map.groupBy(all, ({ day }) => day.date);
  return new Map(
    [...dates].map(([date, days]) => {
      const totals = days.map(({ day }) => totalDay(day));
      const sum = sumAmounts(totals);
      const newOrGone = countLines(newAndGone(sum));
      const files = totals.reduce((count, total) => count + total.files, 0);
      const [only, ...others] = days;
      return [
        date,
        {
          amount: newOrGone + (countLines(sum) - newOrGone) * otherWeight || otherWeight,
          text: `${countNoun(files, "file")}, ${showAmount(sum)}`,
          href: only && others.length === 0 ? hrefOf(only.day, only.source) : null,
        },
      ];
    }),
  );
}

/** The whole of it in a sentence. */
export function describeActivity(activity: ReadonlyMap<IsoDate, Activity>): string {
  const dates = [...activity.keys()].sort();
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return "Nothing changed yet.";
  const busiest = dates.reduce((best, date) =>
    (activity.get(date)?.amount ?? 0) > (activity.get(best)?.amount ?? 0) ? date : best,
  );
  const span =
    first === last ? `on ${showDate(first)}` : `from ${showDate(first)} to ${showDate(last)}`;
  return `Changes on ${countNoun(dates.length, "day")} ${span}; most on ${showDate(busiest)} (${activity.get(busiest)?.text ?? ""}).`;
}
