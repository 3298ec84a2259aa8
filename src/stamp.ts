/** Stamps: reading, ordering and showing them. All in UTC. */
/** `2026-05-21T0636Z`, with seconds `2026-05-21T063614Z`, or a bare date `2026-05-21`. */
export type Stamp = string;

/** `2026-05-21`, UTC. */
export type IsoDate = string;

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2})(\d{2})(\d{2})?Z)?$/;

/**
 * The moment a stamp names, in milliseconds since 1970, or null where `text` is no stamp. A bare date
 * is its midnight. Dates that do not exist (February 30) are no stamps.
 */
export function parseStamp(text: string): number | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const time = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
  const back = new Date(time);
  return back.getUTCFullYear() === year &&
    back.getUTCMonth() + 1 === month &&
    back.getUTCDate() === day
    ? time
    : null;
}

/** Milliseconds since 1970 of a stamp that was checked when it was read. */
export function timeOf(stamp: Stamp): number {
  const time = parseStamp(stamp);
  if (time === null) throw new RangeError(`${stamp} is no stamp`);
  return time;
}

/** Orders stamps by the moment they name. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return timeOf(a) - timeOf(b);
}

/** The stamp of a moment, to the minute (or to the second). */
export function formatStamp(time: number, precision: "minute" | "second" = "minute"): Stamp {
  const iso = new Date(time).toISOString();
  const clock = iso.slice(11, precision === "minute" ? 16 : 19).replaceAll(":", "");
  return `${iso.slice(0, 10)}T${clock}Z`;
}

/** The UTC date a stamp falls on. */
export function dateOf(stamp: Stamp): IsoDate {
  return stamp.slice(0, 10);
}

/** `2026-05-21 06:36 UTC`, or the date alone for a bare date. */
export function showStamp(stamp: Stamp): string {
  const clock = showClock(stamp);
  return clock === null ? dateOf(stamp) : `${dateOf(stamp)} ${clock} UTC`;
}

/** `06:36` (or `06:36:14`), or null for a bare date. */
export function showClock(stamp: Stamp): string | null {
  const clock = /T(\d{2})(\d{2})(\d{2})?Z$/.exec(stamp);
  if (!clock) return null;
  return clock.slice(1).filter(Boolean).join(":");
}

/** As the `datetime` attribute of `<time>` wants it. */
export function toIsoTime(stamp: Stamp): string {
  return showClock(stamp) === null
    ? stamp
    : new Date(timeOf(stamp)).toISOString().replace(".000", "");
}
