/** When to try again, and after how long. Pure. */

/** Tries in all. */
const mostTries = 4;

/** A server that wants longer pauses is asked again by the next capture. */
const longestPause = 60_000;

/** Whether a status is one that may pass. */
export function mayPass(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/**
 * Milliseconds to pause after try number `tries` (1 is the first): what `Retry-After` says (seconds, or
 * a date, judged at `now`), else 1, 2 and 4 seconds. Null where another try is not worth it.
 */
export function choosePause(
  tries: number,
  retryAfter: string | undefined,
  now: number,
): number | null {
  if (tries >= mostTries) return null;
  const asked = readRetryAfter(retryAfter, now);
  if (asked === null) return 1000 * 2 ** (tries - 1);
  return asked > longestPause ? null : asked;
}

function readRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  // Date.parse takes “-5” for a month.
  const date = /[a-z]{3}/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
