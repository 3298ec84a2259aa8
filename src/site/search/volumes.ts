/**
 * A source's search index stands in volumes: large ones of what is settled, which stay as they are from build
 * to build, and a small one of what came since. A reader's browser searches them as one.
 */
import type { ArchiveFacts, PairFacts, SourceFacts } from "../../model.ts";
import { createUrls } from "../addresses/urls.ts";
import { cutRuns } from "../cut-runs.ts";

export interface SearchVolume {
  /** Below the source's index folder: "", `2/`, `3/` and so on, and `recent/`. */
  readonly folder: string;
  /** Oldest first. */
  readonly pairs: readonly PairFacts[];
}

/** So many changes are indexed at once: Pagefind takes about 0.4 MB of memory for each. */
const largest = 1500;

/** Fewer pairs are indexed at once. */
const smallest = 64;

/**
 * Cuts the source's pairs. What is settled depends on the number of pairs alone; its border moves only when
 * what came since has grown to between an eighth and a quarter of all pairs.
 */
export function cutVolumes({ days }: SourceFacts): readonly SearchVolume[] {
  const pairs = days.flatMap((day) => day.pairs);
  if (pairs.length === 0) return [];
  const step = 2 ** Math.floor(Math.log2(pairs.length / 4));
  const border = pairs.length < smallest ? pairs.length : pairs.length - (pairs.length % step);
  const settled = cutRuns(pairs.slice(0, border), ({ changes }) => [changes.length], [largest]).map(
    (volume, index) => ({
      folder: index === 0 ? "" : `${String(index + 1)}/`,
      pairs: volume,
    }),
  );
  const recent = { folder: "recent/", pairs: pairs.slice(border) };
  return [...settled, recent].filter((volume) => volume.pairs.length > 0);
}

/** A source that can be searched. */
export interface SearchSource extends Pick<SourceFacts, "id" | "title" | "lang"> {
  /** The folders of its index's volumes, each with a slash at the end, oldest first. */
  readonly indexes: readonly string[];
}

/** The sources that have something to search. */
export function listSearchSources({ sources, basePath }: ArchiveFacts): SearchSource[] {
  const urls = createUrls(basePath);
  return sources.flatMap((source) => {
    const { id, title, lang } = source;
    const indexes = cutVolumes(source).map(({ folder }) => urls.searchIndex(id) + folder);
    return indexes.length > 0 ? [{ id, title, lang, indexes }] : [];
  });
}
