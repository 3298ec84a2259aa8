/**
 * Addresses of search records: the day, and as a query the change, the side, the record's number, and what
 * the change says. A search gives the address back and never looks for words in it.
 */
import type { IsoDate } from "../../model.ts";

export interface RecordAddress {
  /** The day's address below the index's folder, such as `handbook/2026-01-06`. */
  readonly day: string;
  readonly date: IsoDate;
  readonly anchor: string;
  /** The best headline of the change, as plain text; "" for none. */
  readonly headline: string;
}

/** Writes the address of record `number` (from 0) of one side. */
export function formatAddress(
  day: string,
  anchor: string,
  side: "inserted" | "deleted",
  number: number,
  headline: string,
): string {
  const record = `${anchor}${side === "inserted" ? "i" : "d"}${number === 0 ? "" : String(number + 1)}`;
  return `${day}?${record}${headline === "" ? "" : `&${encodeURIComponent(headline.toWellFormed())}`}`;
}

/** Reads what `formatAddress` wrote, wherever the index was put. */
export function parseAddress(address: string): RecordAddress {
  const [, source = "", date = "", anchor = "", headline = ""] =
    /([^/]+)\/(\d{4}-\d{2}-\d{2})\/\?(c[0-9a-f]{10})[id]\d*(?:&([^&#]*))?/.exec(address) ?? [];
  return { day: `${source}/${date}`, date, anchor, headline: decodeURIComponent(headline) };
}
