/**
 * The activity chart: along an axis of time, additions rise above it and deletions fall below it.
 * Heights go by logarithm, so that small changes stay visible beside a rewrite.
 */
import { scaleQuantize, scaleSymlog } from "d3-scale";
import type { Counts, IsoDate } from "../../model.ts";
import { daysBetween } from "../text/dates.ts";

interface ActivityMark {
  /** The mark's left edge. */
  readonly x: number;
  /** Heights above and below the line, at most half the chart's height. */
  readonly up: number;
  readonly down: number;
}

export interface ActivityChart {
  readonly width: number;
  readonly height: number;
  readonly markWidth: number;
  readonly marks: readonly ActivityMark[];
}

/** A change of so many lines fills the chart. */
const fullLines = 2000;

/**
 * One mark for each of `slots` equal stretches of time between two dates in which something changed.
 * Sizes are in pixels; marks have a gap of one pixel.
 */
export function layActivityChart(
  counts: readonly (Counts & { readonly date: IsoDate })[],
  range: { readonly from: IsoDate; readonly to: IsoDate },
  { slots, slotWidth, height }: { slots: number; slotWidth: number; height: number },
): ActivityChart {
  const days = daysBetween(range.from, range.to) + 1;
  const slotOf = scaleQuantize(
    [0, days],
    Array.from({ length: slots }, (_, index) => index),
  );
  const sums = new Map<number, { additions: number; deletions: number }>();
  for (const { date, additions, deletions } of counts) {
    const offset = daysBetween(range.from, date);
    if (offset < 0 || offset >= days) continue;
    const slot = slotOf(offset);
    const sum = sums.get(slot) ?? { additions: 0, deletions: 0 };
    sums.set(slot, {
      additions: sum.additions + additions,
      deletions: sum.deletions + deletions,
    });
  }
  const marks = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([slot, sum]) => ({
      x: slot * slotWidth,
      up: scaleLines(sum.additions, height / 2 - 1),
      down: scaleLines(sum.deletions, height / 2 - 1),
    }));
  return { width: slots * slotWidth, height, markWidth: slotWidth - 1, marks };
}

/** The length, of at most `full`, that stands for so many lines; to a tenth, and visible from one on. */
export function scaleLines(lines: number, full: number): number {
  if (lines <= 0) return 0;
  const length = scaleSymlog([0, fullLines], [0, full]).clamp(true)(lines);
  return Math.max(1, Math.round(length * 10) / 10);
}
