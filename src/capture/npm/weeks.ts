const week = 7 * 24 * 60 * 60 * 1000;

/** `count` weekly moments in milliseconds since 1970, oldest first, the last of them `last`. */
export function listWeeklyMoments(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * week);
}

/** The latest Monday, 06:00 UTC, that is not after `moment` (milliseconds since 1970). */
export function latestMonday(moment: number): number {
  // 1970-01-05 was a Monday.
  const monday = Date.UTC(1970, 0, 5, 6);
  return monday + Math.floor((moment - monday) / week) * week;
}
