/** Calendar dates as people read them. All in UTC, in English, without a clock. */
import type { IsoDate } from "../../model.ts";

const dayLength = 86_400_000;
const monthNames =
  "January February March April May June July August September October November December".split(
    " ",
  );
const weekdayNames = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** `21 May 2026`. */
export function showDate(date: IsoDate): string {
  return `${showDayAndMonth(date)} ${date.slice(0, 4)}`;
}

/** `21 May`. */
export function showDayAndMonth(date: IsoDate): string {
  return `${String(Number(date.slice(8, 10)))} ${monthName(date)}`;
}

/** `21 May`, `3 Sep`: the month by its first three letters. */
export function showShortDay(date: IsoDate): string {
  return `${String(Number(date.slice(8, 10)))} ${monthName(date).slice(0, 3)}`;
}

/** `May`, of a date or of a `2026-05`. */
export function monthName(date: IsoDate): string {
  return monthNames[Number(date.slice(5, 7)) - 1] ?? "";
}

/** `Thursday`. */
export function weekdayName(date: IsoDate): string {
  return weekdayNames[weekdayIndex(date)] ?? "";
}

/** 0 is Monday, 6 is Sunday (ISO 8601). */
export function weekdayIndex(date: IsoDate): number {
  return (new Date(timeOfDate(date)).getUTCDay() + 6) % 7;
}

/** The date `days` later (or earlier, where negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(timeOfDate(date) + days * dayLength).toISOString().slice(0, 10);
}

/** Whole days from one date to another. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((timeOfDate(to) - timeOfDate(from)) / dayLength);
}

function timeOfDate(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
