/** The search indexes, one a source, loaded when first needed and searched as one. */

export interface SearchSource {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  /** The folder of its index, with a slash at the end. */
  readonly index: string;
}

export interface SearchHit {
  readonly meta: Readonly<Record<string, string>>;
  readonly excerpt: string;
  readonly sub_results: readonly {
    readonly title: string;
    readonly excerpt: string;
    readonly anchor?: { readonly id: string };
  }[];
}

export interface SearchRequest {
  readonly query: string;
  /** Empty for all. */
  readonly source: string;
  /** Empty for both. */
  readonly side: string;
  readonly order: string;
}

/** One result; its text is loaded when asked for. */
interface SearchResult {
  readonly data: () => Promise<SearchHit>;
}

interface Pagefind {
  readonly options: (options: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly mergeIndex: (path: string, options: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly search: (
    query: string,
    options: Readonly<Record<string, unknown>>,
  ) => Promise<{ readonly results: readonly SearchResult[] }>;
}

let loading: Promise<Pagefind> | null = null;

/** Loads the indexes of all sources; does nothing the second time. */
export function loadIndexes(sources: readonly SearchSource[]): Promise<Pagefind> {
  loading ??= load(sources).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** Searches what changed in all sources. */
export async function searchChanges(
  sources: readonly SearchSource[],
  { query, source, side, order }: SearchRequest,
): Promise<readonly SearchResult[]> {
  const pagefind = await loadIndexes(sources);
  const filters = { ...(source && { source }), ...(side && { side }) };
  const sort = order === "date" ? { date: "desc" } : {};
  const { results } = await pagefind.search(query, { filters, sort });
  return results;
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
