/** What the address of a comparison asks for, looked up in the index; nothing of it is shown as it is. */
import { dateOf, parseStamp, showStamp } from "../../stamp.ts";
import { showDate } from "../../site/text/dates.ts";
import type { IndexedFile, VersionIndex } from "../../versions/format.ts";
import { findIndexedFile, findSnapshot } from "../../versions/read-index.ts";

/** Numbers of snapshots in the index, and the file where only one is compared. */
export interface Choice {
  readonly from: number;
  readonly to: number;
  readonly file: IndexedFile | null;
}

export interface ReadAddress {
  readonly choice: Choice;
  /** Sentences about what was asked for and is not there. */
  readonly notes: readonly string[];
}

/** Reads the query of an address; the index has a snapshot at least. */
export function readAddress(index: VersionIndex, query: URLSearchParams): ReadAddress {
  const newest = index.snapshots.length - 1;
  const to = readSnapshot(index, query.get("to"), newest);
  const from = readSnapshot(index, query.get("from"), Math.max(to.snapshot - 1, 0));
  const path = query.get("file");
  const file = path === null ? null : findIndexedFile(index, path);
  const unknown =
    "No snapshot here ever had the file that the address names; all files are compared.";
  const notes = [...from.notes, ...to.notes, ...(path !== null && !file ? [unknown] : [])];
  return {
    choice: { from: from.snapshot, to: to.snapshot, file },
    notes: [...new Set(notes)],
  };
}

function readSnapshot(
  index: VersionIndex,
  text: string | null,
  otherwise: number,
): { readonly snapshot: number; readonly notes: readonly string[] } {
  if (text === null || text === "") return { snapshot: otherwise, notes: [] };
  const [first = "", last = ""] = [index.snapshots[0], index.snapshots.at(-1)];
  if (parseStamp(text) === null) {
    const span = `Snapshots are there from ${showDate(dateOf(first))} to ${showDate(dateOf(last))}.`;
    const example = `A date in the address looks like ${dateOf(last)}.`;
    return { snapshot: otherwise, notes: [`${example} ${span}`] };
  }
  const snapshot = findSnapshot(index, text);
  if (snapshot === null) {
    return { snapshot: 0, notes: [`The first snapshot is that of ${showStamp(first)}.`] };
  }
  const isAnother = text.includes("T") && index.snapshots[snapshot] !== text;
  const found = showStamp(index.snapshots[snapshot] ?? "");
  const note = `No snapshot was taken at just that time: ${found} is the last one before it.`;
  return { snapshot, notes: isAnother ? [note] : [] };
}
