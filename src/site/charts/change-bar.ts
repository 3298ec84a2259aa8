/**
 * The change bar: deletions to the left of an axis, additions to its right, the formatting-only part
 * outermost. Its whole length goes by the logarithm of the changed lines, so that
 * bars of a list compare; inside it lengths go by plain share.
 */
import type { Counts } from "../../model.ts";
import { scaleLines } from "./activity-chart.ts";
import { contentCounts, countLines } from "../pages/totals.ts";

export interface BarSegment {
  readonly kind: "removed" | "added" | "cosmetic";
  /** In pixels from the axis; negative is to its left. */
  readonly start: number;
  readonly end: number;
}

/** The segments of a bar, left to right; `full` pixels stand for the largest changes. */
export function layChangeBar(
  counts: Counts & { readonly cosmetic: Counts },
  full: number,
): BarSegment[] {
  const lines = countLines(counts);
  if (lines === 0) return [];
  const content = contentCounts(counts);
  const length = scaleLines(lines, full);
  const measure = (count: number) => (count / lines) * length;
  const left = -measure(counts.deletions);
  const right = measure(counts.additions);
  const segments: BarSegment[] = [
    { kind: "cosmetic", start: left, end: -measure(content.deletions) },
    { kind: "removed", start: -measure(content.deletions), end: 0 },
    { kind: "added", start: 0, end: measure(content.additions) },
    { kind: "cosmetic", start: measure(content.additions), end: right },
  ];
  return segments
    .map(({ kind, start, end }) => ({ kind, start: round(start), end: round(end) }))
    .filter(({ start, end }) => end > start);
}

function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
