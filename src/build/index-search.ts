/** One Pagefind index a source, of changes and not of pages. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { close, createIndex, type PagefindIndex } from "pagefind";
import type { Cache } from "../archive/cache.ts";
import type { ArchiveFacts, PairFacts, SourceFacts } from "../model.ts";
import { recordChange, type SearchChange } from "../site/search-records.ts";
import { createUrls } from "../site/urls.ts";
import { dateOf } from "../stamp.ts";
import { hashText } from "./hash.ts";

export interface SearchBuild {
  /** A folder for the indexes of this build. */
  readonly folder: string;
  readonly cache: Cache;
  /** Hash of what makes records (see `made-by.ts`). */
  readonly maker: string;
  readonly onPair: () => void;
}

export interface BuiltSearch {
  readonly records: number;
  /** Copies the indexes of all sources to their places in the site. */
  readonly place: (siteFolder: string) => void;
}

const countFile = "records.json";

/**
 * Indexes the changes of every source; an index whose changes are all known comes from the cache.
 * Throws where Pagefind refuses a record or drops one.
 */
export async function indexSearch(archive: ArchiveFacts, build: SearchBuild): Promise<BuiltSearch> {
  const indexes: { source: string; folder: string; records: number }[] = [];
  for (const source of archive.sources) {
    indexes.push({ source: source.id, ...(await indexSource(source, build)) });
  }
  await close();
  return {
    records: indexes.reduce((sum, { records }) => sum + records, 0),
    place(siteFolder) {
      for (const { source, folder } of indexes) {
        const place = path.join(siteFolder, source, "pagefind");
        cpSync(folder, place, { recursive: true });
        rmSync(path.join(place, countFile));
      }
    },
  };
}

async function indexSource(
  source: SourceFacts,
  build: SearchBuild,
): Promise<{ folder: string; records: number }> {
  const pairs = source.days.flatMap((day) => day.pairs);
  const key = hashText(
    JSON.stringify([build.maker, source.id, source.lang, pairs.map(({ patch }) => patch)]),
  );
  const folder = build.cache.indexFolder(key);
  if (existsSync(folder)) {
    const { records } = JSON.parse(readFileSync(path.join(folder, countFile), "utf8")) as {
      records: number;
    };
    return { folder, records };
  }
  const draft = path.join(build.folder, source.id);
  const records = await writeIndex(source, pairs, draft, build);
  writeFileSync(path.join(draft, countFile), JSON.stringify({ records }));
  mkdirSync(path.dirname(folder), { recursive: true });
  moveFolder(draft, folder);
  return { folder, records };
}

async function writeIndex(
  source: SourceFacts,
  pairs: readonly PairFacts[],
  folder: string,
  build: SearchBuild,
): Promise<number> {
  const { index, errors } = await createIndex({
    forceLanguage: source.lang,
    // Words such as $ref; other signs inside words are found without being named.
    includeCharacters: "$",
  });
  if (!index) throw new Error(`Pagefind cannot make an index: ${errors.join("; ")}`);
  let records = 0;
  for (const pair of pairs) {
    records += await addPair(index, source, pair, build.cache);
    build.onPair();
  }
  const written = await index.writeFiles({ outputPath: folder });
  if (written.errors.length > 0) {
    throw new Error(`Pagefind cannot write ${folder}: ${written.errors.join("; ")}`);
  }
  await index.deleteIndex();
  const kept = countRecords(folder);
  if (kept !== records) {
    throw new Error(
      `The index of ${source.id} holds ${String(kept)} of ${String(records)} records: some changes could not be found.`,
    );
  }
  return records;
}

async function addPair(
  index: PagefindIndex,
  source: SourceFacts,
  pair: PairFacts,
  cache: Cache,
): Promise<number> {
  const date = dateOf(pair.to);
  const address = createUrls("/").day(source.id, date);
  const place = { source: source.id, date, address, lang: source.lang };
  const texts = readSearchTexts(cache, pair);
  const records = pair.changes.flatMap((change) => {
    const text = texts.get(change.anchor);
    if (!text) throw new Error(`The cache lost the search text of ${change.path} in ${pair.to}.`);
    return recordChange(change, text, place);
  });
  // All at once: Pagefind answers each in its own time.
  await Promise.all(
    records.map(async ({ url, html }) => {
      const answer = await index.addHTMLFile({ url, content: html });
      if (answer.errors.length === 0) return;
      throw new Error(`Pagefind refuses ${url}: ${answer.errors.join("; ")}`);
    }),
  );
  return records.length;
}

function readSearchTexts(cache: Cache, pair: PairFacts): Map<string, SearchChange> {
  const bytes = cache.read("search", pair.patch);
  if (!bytes) throw new Error(`The cache lost the search texts of ${pair.to}: build again.`);
  const changes = JSON.parse(bytes.toString("utf8")) as SearchChange[];
  return new Map(changes.map((change) => [change.anchor, change]));
}

/** What the index itself says that it holds. */
function countRecords(folder: string): number {
  const entry = JSON.parse(readFileSync(path.join(folder, "pagefind-entry.json"), "utf8")) as {
    languages: Record<string, { page_count: number }>;
  };
  return Object.values(entry.languages).reduce((sum, { page_count: count }) => sum + count, 0);
}

/** Another build may have put the same folder there meanwhile, which is as good. */
function moveFolder(draft: string, folder: string): void {
  const beside = `${folder}.${String(process.pid)}`;
  cpSync(draft, beside, { recursive: true });
  try {
    renameSync(beside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(beside, { recursive: true });
  }
}
