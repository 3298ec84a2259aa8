/** Addresses of search records: the day, and as a query the change, the side and the record's number. */
import type { IsoDate } from "../../model.ts";

export interface RecordAddress {
  /** The day's address below the index's folder, such as `handbook/2026-01-06`. */
  readonly day: string;
  readonly date: IsoDate;
  readonly anchor: string;
}

/** Writes the address of record `number` (from 0) of one side. */
export function formatAddress(
  day: string,
  anchor: string,
  side: "inserted" | "deleted",
  number: number,
): string {
  return `${day}?${anchor}${side === "inserted" ? "i" : "d"}${number === 0 ? "" : String(number + 1)}`;
}

/** Reads what `formatAddress` wrote, wherever the index was put. */
export function parseAddress(address: string): RecordAddress {
  const [, source = "", date = "", anchor = ""] =
    /([^/]+)\/(\d{4}-\d{2}-\d{2})\/\?(c[0-9a-f]{10})/.exec(address) ?? [];
  return { day: `${source}/${date}`, date, anchor };
}
