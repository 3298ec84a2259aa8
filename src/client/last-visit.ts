/** Which days are new since the reader's last visit: a line between days, from what this browser remembers. */
import { recall, remember } from "./remember.ts";
import { make } from "./make.ts";

const key = "tidemark-visits";
/** Pages that are opened again within half an hour are one visit. */
const pause = 30 * 60_000;

interface Visit {
  /** The newest snapshot that was told of, and when the page was open last, in milliseconds. */
  readonly newest: string;
  readonly at: number;
  /** The same of the visit before. */
  readonly before: Pick<Visit, "newest" | "at"> | null;
}

/** Draws the line above the first day that was there at the last visit, where days are new. */
export function showLastVisit(): void {
  const rows = [...document.querySelectorAll<HTMLElement>(".day[data-to]")];
  const newest = rows.map(readStamp).sort().at(-1);
  if (newest === undefined) return;
  const visits = readVisits();
  const now = Date.now();
  const before = findBefore(visits[location.pathname], now);
  const kept = before ? { newest: before.newest, at: before.at } : null;
  visits[location.pathname] = { newest, at: now, before: kept };
  remember(key, JSON.stringify(visits));
  const known = kept && rows.find((row) => readStamp(row) <= kept.newest);
  if (!kept || !known || known === rows[0]) return;
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" }).format(kept.at);
  known.before(make("li", { className: "visit" }, `↑ New since your last visit, ${day}`));
}

/** The newest snapshot that the page at a path told of at the last visit, or null where none is known. */
export function recallNewest(path: string): string | null {
  return findBefore(readVisits()[path], Date.now())?.newest ?? null;
}

function findBefore(last: Visit | undefined, now: number): Visit["before"] {
  return last && now - last.at > pause ? last : (last?.before ?? null);
}

function readStamp(row: HTMLElement): string {
  return row.dataset["to"] ?? "";
}

function readVisits(): Record<string, Visit> {
  try {
    return (JSON.parse(recall(key) ?? "{}") ?? {}) as Record<string, Visit>;
  } catch {
    return {};
  }
}
