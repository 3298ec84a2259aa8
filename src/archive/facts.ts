/** What pages read of the archive that is being built. */
import { readFileSync } from "node:fs";
import type { ArchiveFacts, ChangeFacts, Path, StoredHtml, PairFacts } from "../model.ts";
import { readBuildContext } from "./build-context.ts";
import { openCache } from "./cache.ts";
import { openEntry } from "./packed-entry.ts";

let archive: ArchiveFacts | null = null;

/** The facts of the whole archive: metadata only, no text of its documents. */
export function readArchive(): ArchiveFacts {
  archive ??= JSON.parse(readFileSync(readBuildContext().factsFile, "utf8")) as ArchiveFacts;
  return archive;
}

const addresses = new Map<string, ReadonlyMap<Path, string>>();

/**
 * The permanent address of any file that the source ever held, and so the same in every build: lines lead to
 * files that their page does not name, and whose facts it is not given.
 */
export function findFileAddress(sourceId: string, path: Path): string | undefined {
  let own = addresses.get(sourceId);
  if (!own) {
    const files = readArchive().sources.find(({ id }) => id === sourceId)?.files ?? [];
    own = new Map(files.map((file) => [file.path, file.address]));
    addresses.set(sourceId, own);
  }
  return own.get(path);
}

/** The HTML of pieces of a change, all its chunks by default, with placeholders (see `joinChunks` in `site/addresses/change-location.ts`). */
export function readChunks(
  change: ChangeFacts,
  chunks: readonly StoredHtml[] = change.chunks,
): string[] {
  const cache = openCache(readBuildContext().cacheFolder);
  return chunks.map(({ offset, length }) =>
    cache.readSlice("fragments", change.fragment, offset, length).toString("utf8"),
  );
}

/**
 * The HTML for feeds of a pair's changes, or of the one with `anchor`: what `build` kept, as a list of
 * `FeedHtml` (see `site/feeds/item.ts`).
 */
export function readFeedHtml<Kept>(pair: PairFacts, anchor: string | null): Kept[] {
  const cache = openCache(readBuildContext().cacheFolder);
  return openEntry(cache, "feed", pair.key).read(anchor) as Kept[];
}

/** The pair's patch, byte for byte. */
export function readPatch(pair: PairFacts): Uint8Array {
  const patch = openCache(readBuildContext().cacheFolder).read("patch", pair.patch);
  if (!patch) throw new Error(`The cache lost the patch ${pair.patch}: build again.`);
  return patch;
}

/** The JSON of a part of the version store, by its key in the cache. */
export function readVersions(key: string): Uint8Array {
  const json = openCache(readBuildContext().cacheFolder).read("versions", key);
  if (!json) throw new Error(`The cache lost the versions ${key}: build again.`);
  return json;
}
