/** Numbers and sizes as people read them; the minus sign is a real one. */
import type { Counts } from "../../model.ts";
import { countLines, isAllNewOrGone, newAndGone, type Amount } from "../pages/totals.ts";

/** `1 file`, `12 files`, `1,204 files`. */
export function countNoun(count: number, noun: string): string {
  return `${showNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `12,345`. */
export function showNumber(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** `1st`, `2nd`, `13th`. */
export function showOrdinal(number: number): string {
  const isTeen = number % 100 > 10 && number % 100 < 14;
  const ending = isTeen ? undefined : ["th", "st", "nd", "rd"][number % 10];
  return `${showNumber(number)}${ending ?? "th"}`;
}

/** `+229 −193`. */
export function showCounts(counts: Counts): string {
  return `+${showNumber(counts.additions)} −${showNumber(counts.deletions)}`;
}

/**
 * What changed, new and gone first and raw second: `28 new, 12 gone of +5,393 −5,387`, or `+28 −12` where
 * all lines are, or `nothing new, +53 −51` where none is.
 */
export function showAmount(amount: Amount): string {
  const newOrGone = newAndGone(amount);
  if (isAllNewOrGone(amount)) return showCounts(amount);
  if (countLines(newOrGone) === 0) return `nothing new, ${showCounts(amount)}`;
  const parts = [
    ...(newOrGone.additions > 0 ? [`${showNumber(newOrGone.additions)} new`] : []),
    ...(newOrGone.deletions > 0 ? [`${showNumber(newOrGone.deletions)} gone`] : []),
  ];
  return `${parts.join(", ")} of ${showCounts(amount)}`;
}

/** `812 bytes`, `12.3 kB`, `4.1 MB` (decimal units). */
export function showSize(bytes: number): string {
  if (bytes < 1000) return countNoun(bytes, "byte");
  const [divisor, unit] = bytes < 999_950 ? [1000, "kB"] : [1_000_000, "MB"];
  const value = bytes / divisor;
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}

/** A share as whole percent: `<1%` rather than 0, `>99%` rather than 100 where it is not all. */
export function showShare(part: number, whole: number): string {
  const percent = Math.round((part / whole) * 100);
  if (percent === 0 && part > 0) return "<1%";
  if (percent === 100 && part < whole) return ">99%";
  return `${String(percent)}%`;
}
