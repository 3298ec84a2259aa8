/**
 * The pages of a file's history. Parts are numbered from the oldest change, so that they never shift;
 * the plain address shows the newest part, and shows it newest first.
 */
import type { FileHistory, HistoryEntry } from "./file-history.ts";
import { cutParts, sizeOnSharedPage } from "./parts.ts";
import type { Urls } from "../addresses/urls.ts";

/** The entries of each part, oldest part first, each part oldest first; at least one part. */
export function cutHistory({ entries }: FileHistory): readonly (readonly HistoryEntry[])[] {
  return cutParts(entries, ({ change }) => sizeOnSharedPage(change));
}

/** The address of a part (from 1) of `parts`: the last one has the plain address. */
export function addressOfFilePart(
  urls: Urls,
  source: string,
  address: string,
  part: number,
  parts: number,
): string {
  const plain = urls.file(source, address);
  return part === parts ? plain : `${plain}${String(part)}/`;
}
