/** What the captures of a source tell of its health: day by day, in sum, and where it turned. */
import type {
  CaptureLog,
  CaptureOutcome,
  CaptureProblem,
  CaptureRecord,
} from "../../capture-log.ts";
import type { IsoDate, SourceFacts, Stamp } from "../../model.ts";
import { dateOf } from "../../stamp.ts";
import { addDays, daysBetween } from "../text/dates.ts";
import { countContentLines, countLines, totalDays } from "../pages/totals.ts";

/** What a day's captures came to; `none` where there was none. */
export type DayOutcome = CaptureOutcome | "none";

/** Words, and a sign that needs no colour. */
export const outcomeWords: Record<DayOutcome, { readonly name: string; readonly sign: string }> = {
  captured: { name: "captured", sign: "●" },
  unchanged: { name: "nothing changed", sign: "·" },
  partial: { name: "partly failed", sign: "◐" },
  refused: { name: "refused", sign: "⊘" },
  failed: { name: "failed", sign: "✕" },
  none: { name: "no capture", sign: "–" },
};

/** Of several captures of a day the first of these counts: what the archive knows of that day. */
const byWorth = Object.keys(outcomeWords) as DayOutcome[];

/** Sums are those of so many days up to the newest capture. */
const daysSummed = 30;

/** Captures older than this are thinned, so that of single days nothing can be said. */
const daysWhole = 365;

/** Well, or what is wrong. */
export type Health = "well" | Exclude<CaptureOutcome, "captured" | "unchanged">;

/** What one capture says of the health of its source. */
export function healthOf({ outcome }: CaptureRecord): Health {
  return outcome === "captured" || outcome === "unchanged" ? "well" : outcome;
}

/** Every day from the first capture (a year ago at most) to the newest one. */
export function listCaptureDays({ records }: CaptureLog): Map<IsoDate, DayOutcome> {
  const [first] = records;
  const last = records.at(-1);
  if (!first || !last) return new Map();
  const byDate = Map.groupBy(records, ({ stamp }) => dateOf(stamp));
  const to = dateOf(last.stamp);
  const count = Math.min(daysBetween(dateOf(first.stamp), to) + 1, daysWhole);
  const dates = Array.from({ length: count }, (_, index) => addDays(to, index + 1 - count));
  return new Map(dates.map((date) => [date, judgeDay(byDate.get(date) ?? [])]));
}

function judgeDay(records: readonly CaptureRecord[]): DayOutcome {
  const outcomes = new Set<DayOutcome>(records.map(({ outcome }) => outcome));
  return byWorth.find((outcome) => outcomes.has(outcome)) ?? "none";
}

/** How many days came to what; only what there is. */
function countDays(
  days: ReadonlyMap<IsoDate, DayOutcome>,
): { readonly outcome: DayOutcome; readonly days: number }[] {
  const counts = Map.groupBy(days.values(), (outcome) => outcome);
  return byWorth.flatMap((outcome) => {
    const { length = 0 } = counts.get(outcome) ?? [];
    return length > 0 ? [{ outcome, days: length }] : [];
  });
}

export interface CaptureSummary {
  readonly last: CaptureRecord;
  /** The newest one that got all there was. */
  readonly lastSuccess: CaptureRecord | null;
  /** Captures in a row, up to the newest, that were as that one is. */
  readonly since: { readonly stamp: Stamp; readonly captures: number };
  /** Within the last days, `from` and `to` included. */
  readonly recent: {
    readonly from: IsoDate;
    readonly to: IsoDate;
    readonly captures: number;
    readonly failures: readonly CaptureProblem[];
    /** Changed lines, and those of them that are formatting only. */
    readonly lines: { readonly all: number; readonly formatting: number };
  };
}

/** The sum of it, or null where no capture is known. */
export function summarizeCaptures(source: SourceFacts): CaptureSummary | null {
  const records = source.captures?.records ?? [];
  const last = records.at(-1);
  if (!last) return null;
  const to = dateOf(last.stamp);
  const from = addDays(to, 1 - daysSummed);
  const recent = records.filter(({ stamp }) => dateOf(stamp) >= from);
  const health = healthOf(last);
  const run = records.slice(records.findLastIndex((record) => healthOf(record) !== health) + 1);
  const totals = totalDays(source.days.filter(({ date }) => date >= from && date <= to));
  return {
    last,
    lastSuccess: records.findLast((record) => healthOf(record) === "well") ?? null,
    since: { stamp: (run[0] ?? last).stamp, captures: run.length },
    recent: {
      from,
      to,
      captures: recent.length,
      failures: addUp(recent.flatMap(({ failures }) => failures)),
      lines: {
        all: countLines(totals),
        formatting: countLines(totals) - countContentLines(totals),
      },
    },
  };
}

/** The same reason's counts added up; addresses as the newest capture tells them. */
function addUp(problems: readonly CaptureProblem[]): CaptureProblem[] {
  return [...Map.groupBy(problems, ({ reason }) => reason)]
    .map(([reason, told]) => ({
      reason,
      count: told.reduce((sum, { count }) => sum + count, 0),
      addresses: told.at(-1)?.addresses ?? [],
    }))
    .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/**
 * Captures at which the health turned, oldest first; that the first one of all was well is no news. Only
 * of the last eleven months: of what is older, captures are missing on purpose.
 */
export function listTurns({ records }: CaptureLog): CaptureRecord[] {
  const last = records.at(-1);
  if (!last) return [];
  const from = addDays(dateOf(last.stamp), -330);
  return records.filter((record, index) => {
    const before = records[index - 1];
    return (
      dateOf(record.stamp) >= from && healthOf(record) !== (before ? healthOf(before) : "well")
    );
  });
}

/** `2 added, 1 kept`; "" where there is nothing to say. */
export function describeFiles({ added, modified, removed, kept }: CaptureRecord): string {
  return Object.entries({ added, modified, removed, kept })
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${String(count)} ${word}`)
    .join(", ");
}

/** A sentence about the days, for people who do not see the calendar. */
export function describeDays(days: ReadonlyMap<IsoDate, DayOutcome>): string {
  const parts = countDays(days).map(
    ({ outcome, days: count }) => `${outcomeWords[outcome].name} on ${String(count)}`,
  );
  return `Of the last ${days.size === 1 ? "day" : `${String(days.size)} days`} up to the newest capture: ${parts.join(", ")}.`;
}
