/** The search indexes, loaded when first needed and searched as one. */
import { parseAddress } from "../site/search/record-address.ts";
import { gradeLiteralness, planSearch } from "../site/search/query.ts";
import type { SearchSource } from "../site/search/volumes.ts";
import { fetchJson } from "./fetch-json.ts";

export interface SearchHit {
  readonly url: string;
  /** The change's facts, as they can be filtered by. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
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
  readonly score: number;
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

/** By so much the weights of merged indexes differ: enough to tell whose a result is, and no more. */
const weightStep = 1e-7;

let listing: Promise<readonly SearchSource[]> | null = null;
let loading: Promise<readonly Pagefind[]> | null = null;

/** Loads the list of sources; does nothing the second time. */
export function loadSources(address: string): Promise<readonly SearchSource[]> {
  listing ??= fetchJson<readonly SearchSource[]>(address).catch((error: unknown) => {
    listing = null;
    throw error;
  });
  return listing;
}

/** Loads the indexes of all sources; does nothing the second time. */
export function loadIndexes(sources: readonly SearchSource[]): Promise<readonly Pagefind[]> {
  loading ??= load(sources).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** How many records each filter's values have in all. */
export async function countFilters(sources: readonly SearchSource[]): Promise<FilterCounts> {
  const indexes = await loadIndexes(sources);
  return sumFilters(await Promise.all(indexes.map((index) => index.filters())));
}

/** Searches what changed in all sources. */
export async function searchChanges(
  sources: readonly SearchSource[],
  { query, newestFirst, filters }: SearchRequest,
): Promise<SearchAnswer> {
  const indexes = await loadIndexes(sources);
  const { phrase, words } = planSearch(query);
  const options = { filters, ...(newestFirst && { sort: { date: "desc" } }) };
  const ask = (text: string | null) =>
    Promise.all(indexes.map((index) => index.search(text, options)));
  const loose = await ask(words === "" ? null : words);
  const exact = phrase === null || newestFirst ? [] : await ask(phrase);
  const lists = loose.map(({ results }) => results);
  return {
    count: lists.reduce((sum, { length }) => sum + length, 0),
    filters: sumFilters(loose.map((answer) => answer.filters)),
    next: newestFirst
      ? createPager(takeNewest(lists.flatMap(separateIndexes)), "")
      : createPager(
          takeInOrder([
            ...exact.flatMap(({ results }) => results),
            ...lists.flat().toSorted((a, b) => b.score - a.score),
          ]),
          query,
        ),
  };
}

function sumFilters(all: readonly FilterCounts[]): FilterCounts {
  const sums: Record<string, Record<string, number>> = {};
  for (const [name, values] of all.flatMap((counts) => Object.entries(counts))) {
    const sum = (sums[name] ??= {});
    for (const [value, count] of Object.entries(values)) sum[value] = (sum[value] ?? 0) + count;
  }
  return sums;
}

/**
 * The sorted lists of each index again, of results that were sorted and then merged by score: the score of
 * a sorted result is its place in its index (from 0, the oldest) times the index's weight.
 */
function separateIndexes(results: readonly PagefindResult[]): (readonly PagefindResult[])[] {
  const lists = Map.groupBy(results, ({ score }) => {
    const place = Math.round(score);
    // The oldest of an index could be of any: it is a list of its own.
    return place === 0 ? {} : Math.round((score / place - 1) / weightStep);
  });
  return [...lists.values()];
}

/** Gives the next few hits, none at the end. */
type TakeHits = () => Promise<SearchHit[]>;

/** The hits of one list, a window at a time. */
function takeInOrder(results: readonly PagefindResult[]): TakeHits {
  let loaded = 0;
  return () => {
    const window = results.slice(loaded, loaded + rankingWindow);
    loaded += window.length;
    return Promise.all(window.map((result) => result.data()));
  };
}

/** The hits of several lists, each newest first; dates are known only from what is loaded. */
function takeNewest(lists: readonly (readonly PagefindResult[])[]): TakeHits {
  const streams = lists.map((results) => ({ take: takeInOrder(results), hits: [] as SearchHit[] }));
  return async () => {
    const taken: SearchHit[] = [];
    while (taken.length < rankingWindow) {
      await Promise.all(
        streams
          .filter(({ hits }) => hits.length === 0)
          .map(async (stream) => {
            stream.hits = await stream.take();
          }),
      );
      const dated = streams.flatMap((stream) => {
        const [hit] = stream.hits;
        return hit ? [{ stream, date: parseAddress(hit.url).date }] : [];
      });
      const [newest] = dated.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
      const hit = newest?.stream.hits.shift();
      if (!hit) break;
      taken.push(hit);
    }
    return taken;
  };
}

/** One hit a change, in windows; in each window those that hold `typed` to the letter first. */
function createPager(take: TakeHits, typed: string): (count: number) => Promise<SearchHit[]> {
  const seen = new Set<string>();
  let waiting: SearchHit[] = [];
  let isAtEnd = false;
  const loadWindow = async () => {
    const hits = await take();
    isAtEnd = hits.length === 0;
    const fresh = hits.filter((hit) => {
      const { day, anchor } = parseAddress(hit.url);
      const isFresh = !seen.has(day + anchor);
      seen.add(day + anchor);
      return isFresh;
    });
    const grades = new Map(fresh.map((hit) => [hit, gradeLiteralness(hit.content, typed)]));
    waiting.push(...fresh.toSorted((a, b) => (grades.get(b) ?? 0) - (grades.get(a) ?? 0)));
  };
  return async (count) => {
    while (waiting.length < count && !isAtEnd) await loadWindow();
    const hits = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return hits;
  };
}

/**
 * One Pagefind for each language: an index that is merged into another's is searched with that one's
 * word stems, which finds no phrase of another language.
 */
async function load(sources: readonly SearchSource[]): Promise<readonly Pagefind[]> {
  if (sources.length === 0) throw new Error("No source has anything to search yet.");
  const languages = [...new Set(sources.map(({ lang }) => lang))];
  return Promise.all(
    languages.map((language) => loadLanguage(sources.filter(({ lang }) => lang === language))),
  );
}

async function loadLanguage(sources: readonly SearchSource[]): Promise<Pagefind> {
  const [first, ...others] = sources.flatMap(({ indexes }) => indexes);
  const absolute = (path: string) => new URL(path, location.href).href;
  const pagefind = (await import(
    /* @vite-ignore */ absolute(`${first ?? ""}pagefind.js`)
  )) as Pagefind;
  await pagefind.options({ excerptLength: 24 });
  await Promise.all(
    others.map((index, number) =>
      pagefind.mergeIndex(absolute(index), {
        language: sources[0]?.lang,
        excerptLength: 24,
        indexWeight: 1 + (number + 1) * weightStep,
      }),
    ),
  );
  return pagefind;
}
