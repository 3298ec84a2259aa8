/**
 * The change bar: deletions to the left of an axis, additions to its right, those that are neither new
 * nor gone outermost. Its whole length goes by the logarithm of the changed lines, so that
 * bars of a list compare; inside it lengths go by plain share.
 */
import { scaleLines } from "./activity-chart.ts";
import { countLines, newAndGone, type Amount } from "../pages/totals.ts";

export interface BarSegment {
  readonly kind: "removed" | "added" | "other";
  /** In pixels from the axis; negative is to its left. */
  readonly start: number;
  readonly end: number;
}

/** The segments of a bar, left to right; `full` pixels stand for the largest changes. */
export function layChangeBar(amount: Amount, full: number): BarSegment[] {
  const lines = countLines(amount);
  if (lines === 0) return [];
  const newOrGone = newAndGone(amount);
  const length = scaleLines(lines, full);
  const measure = (count: number) => (count / lines) * length;
  const left = -measure(amount.deletions);
  const right = measure(amount.additions);
  const segments: BarSegment[] = [
    { kind: "other", start: left, end: -measure(newOrGone.deletions) },
    { kind: "removed", start: -measure(newOrGone.deletions), end: 0 },
    { kind: "added", start: 0, end: measure(newOrGone.additions) },
    { kind: "other", start: measure(newOrGone.additions), end: right },
  ];
  return segments
    .map(({ kind, start, end }) => ({ kind, start: round(start), end: round(end) }))
    .filter(({ start, end }) => end > start);
}

function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
