/**
 * A cache entry that holds something for each change of a pair, under the change's anchor. One change can
 * be read without the others: the entry begins with the length of an index in twelve digits, then comes
 * the index, then each change's JSON.
 */
import type { Cache } from "./cache.ts";

type IndexRow = readonly [anchor: string, offset: number, length: number];

export interface PackedEntry {
  /** What was packed, of all changes or of the one with `anchor`. Throws where the entry is not whole. */
  readonly read: (anchor: string | null) => unknown[];
}

const digits = 12;

/** The entry's bytes. */
export function packEntry(changes: readonly { readonly anchor: string }[]): Buffer {
  const bodies = changes.map((change) => Buffer.from(JSON.stringify(change)));
  let offset = 0;
  const rows = changes.map(({ anchor }, index): IndexRow => {
    const length = bodies[index]?.length ?? 0;
    offset += length;
    return [anchor, offset - length, length];
  });
  const index = Buffer.from(JSON.stringify(rows));
  const head = Buffer.from(String(index.length).padStart(digits, "0"));
  return Buffer.concat([head, index, ...bodies]);
}

/** Opens a packed entry, of which the index is read at once. Throws where the entry is not whole. */
export function openEntry(cache: Cache, kind: "feed" | "texts", key: string): PackedEntry {
  const length = Number(cache.readSlice(kind, key, 0, digits).toString());
  const rows = JSON.parse(cache.readSlice(kind, key, digits, length).toString()) as IndexRow[];
  return {
    read: (anchor) =>
      rows
        .filter(([name]) => anchor === null || name === anchor)
        .map(([, offset, size]) => {
          const body = cache.readSlice(kind, key, digits + length + offset, size);
          return JSON.parse(body.toString("utf8")) as unknown;
        }),
  };
}
