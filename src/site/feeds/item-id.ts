/**
 * Permanent ids of feeds and their items: tag URIs (RFC 4151) whose authority is the archive's `id`. They
 * name the source, the two stamps and the file, so they outlive a move to another host and any later
 * judgement about a change. An archive without an `id` falls back to the permanent address of what is
 * meant; moving such an archive to another host makes every item new to readers once.
 */
import { encodeText } from "../../bytes.ts";
import type { ArchiveFacts, PairFacts, Path } from "../../model.ts";
import type { FeedView } from "./item.ts";

export interface FeedIds {
  /** A feed, by its place below the archive: "", `handbook/`, `handbook/?removals`. `address` is absolute. */
  feed: (place: string, address: string) => string;
  /** A pair in a view; `address` is absolute. */
  pair: (source: string, pair: PairFacts, view: FeedView, address: string) => string;
  /** One file's change in a pair; `address` is absolute. */
  change: (source: string, pair: PairFacts, path: Path, address: string) => string;
}

/** The ids of one archive. */
export function createFeedIds({ id }: Pick<ArchiveFacts, "id">): FeedIds {
  const tag = (specific: string, address: string) =>
    id === null ? address : `tag:${id}:${specific}`;
  const nameSpan = (source: string, { from, to }: PairFacts) => `${source}/${from}..${to}`;
  return {
    feed: tag,
    pair: (source, pair, view, address) => {
      const query = view === "all" ? "" : `?${view}`;
      const [page = address] = address.split("#");
      return tag(`${nameSpan(source, pair)}${query}`, `${page}${query}#${pair.to}`);
    },
    change: (source, pair, path, address) =>
      tag(`${nameSpan(source, pair)}/${encodePath(path)}`, address),
  };
}

/** Percent-encodes a path's bytes; its slashes stay. */
export function encodePath(path: Path): string {
  return [...encodeText(path)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._~/-]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
