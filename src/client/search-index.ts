/** The search indexes, one a source, loaded when first needed and searched as one. */
import { gradeLiteralness, planSearch } from "../site/search-query.ts";

export interface SearchSource {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  /** The folder of its index, with a slash at the end. */
  readonly index: string;
}

export interface SearchHit {
  readonly url: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly content: string;
  readonly excerpt: string;
  readonly sub_results: readonly {
    readonly title: string;
    readonly excerpt: string;
    readonly anchor?: { readonly id: string };
  }[];
}

export interface SearchRequest {
  readonly query: string;
  /** Newest first instead of the best match first. */
  readonly newestFirst: boolean;
  /** Wanted values by the filter's name; a filter without a value is absent. */
  readonly filters: Readonly<Record<string, string>>;
}

/** How many records each value of each filter would leave. */
export type FilterCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface SearchAnswer {
  /** Records found; a change has one for each side that matches. */
  readonly count: number;
  readonly filters: FilterCounts;
  /** Loads the next `count` changes; fewer at the end. */
  readonly next: (count: number) => Promise<SearchHit[]>;
}

interface PagefindResult {
  readonly data: () => Promise<SearchHit>;
}

interface PagefindAnswer {
  readonly results: readonly PagefindResult[];
  readonly filters: FilterCounts;
}

interface Pagefind {
  readonly options: (options: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly mergeIndex: (path: string, options: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly filters: () => Promise<FilterCounts>;
  readonly search: (
    query: string | null,
    options: Readonly<Record<string, unknown>>,
  ) => Promise<PagefindAnswer>;
}

/** Results that are loaded together, so that those that hold the words to the letter come first. */
const rankingWindow = 6;

let loading: Promise<Pagefind> | null = null;

/** Loads the indexes of all sources; does nothing the second time. */
export function loadIndexes(sources: readonly SearchSource[]): Promise<Pagefind> {
  loading ??= load(sources).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** How many records each filter's values have in all. */
export async function countFilters(sources: readonly SearchSource[]): Promise<FilterCounts> {
  return (await loadIndexes(sources)).filters();
}

/** Searches what changed in all sources. */
export async function searchChanges(
  sources: readonly SearchSource[],
  { query, newestFirst, filters }: SearchRequest,
): Promise<SearchAnswer> {
  const pagefind = await loadIndexes(sources);
  const { phrase, words } = planSearch(query);
  const options = { filters, ...(newestFirst && { sort: { date: "desc" } }) };
  const loose = await pagefind.search(words === "" ? null : words, options);
  const exact = phrase === null || newestFirst ? null : await pagefind.search(phrase, options);
  const results = [...(exact?.results ?? []), ...loose.results];
  return {
    count: loose.results.length,
    filters: loose.filters,
    next: createPager(results, newestFirst ? "" : query),
  };
}

/** Loads results in windows; one hit a change, those that hold `typed` to the letter first. */
function createPager(
  results: readonly PagefindResult[],
  typed: string,
): (count: number) => Promise<SearchHit[]> {
  const seen = new Set<string>();
  let waiting: SearchHit[] = [];
  let loaded = 0;
  const loadWindow = async () => {
    const window = results.slice(loaded, loaded + rankingWindow);
    loaded += window.length;
    const hits = await Promise.all(window.map((result) => result.data()));
    const fresh = hits.filter((hit) => {
      const key = `${hit.meta["source"] ?? ""}${hit.meta["anchor"] ?? ""}`;
      const isFresh = !seen.has(key);
      seen.add(key);
      return isFresh;
    });
    const grades = new Map(fresh.map((hit) => [hit, gradeLiteralness(hit.content, typed)]));
    waiting.push(...fresh.toSorted((a, b) => (grades.get(b) ?? 0) - (grades.get(a) ?? 0)));
  };
  return async (count) => {
    while (waiting.length < count && loaded < results.length) await loadWindow();
    const hits = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return hits;
  };
}

async function load(sources: readonly SearchSource[]): Promise<Pagefind> {
  const [first, ...others] = sources;
  if (!first) throw new Error("No source has anything to search yet.");
  const absolute = (path: string) => new URL(path, location.href).href;
  const pagefind = (await import(
    /* @vite-ignore */ absolute(`${first.index}pagefind.js`)
  )) as Pagefind;
  await pagefind.options({ excerptLength: 24 });
  await Promise.all(
    others.map(({ index, lang }) =>
      pagefind.mergeIndex(absolute(index), { language: lang, excerptLength: 24 }),
    ),
  );
  return pagefind;
}
