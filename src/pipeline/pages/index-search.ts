/** Pagefind indexes of each source, in volumes, of changes and not of pages. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { close, createIndex, type PagefindIndex } from "pagefind";
import type { Cache } from "../../archive/cache.ts";
import { linkFolder } from "../../archive/copy-folder.ts";
import { checksumFile } from "../../archive/checksums.ts";
import type { ArchiveFacts, PairFacts, SourceFacts } from "../../model.ts";
import { recordChange, type SearchChange } from "../../site/search/records.ts";
import { cutVolumes, type SearchVolume } from "../../site/search/volumes.ts";
import { createUrls } from "../../site/addresses/urls.ts";
import { dateOf } from "../../stamp.ts";
import { hashText } from "../hash.ts";

export interface SearchBuild {
  /** A folder for the indexes of this build. */
  readonly folder: string;
  readonly cache: Cache;
  /** Hash of what makes records (see `code-hash.ts`). */
  readonly codeHash: string;
  readonly onPair: () => void;
}

export interface BuiltSearch {
  readonly records: number;
  /** Copies the indexes of all sources to their places in the site. */
  readonly place: (siteFolder: string) => void;
}

const countFile = "records.json";

/**
 * Texts of results stand in at most so many files a volume: hosts limit the number of a site's files, and a
 * result is still only a few kilobytes.
 */
const maxFragments = 256;

/** Parts of Pagefind's output that no page of ours asks for. */
const unused = /^pagefind-(?:component-ui|highlight|modular-ui|ui)\./;

/**
 * Indexes the changes of every source; a volume whose changes are all known comes from the cache.
 * Throws where Pagefind refuses a record or drops one.
 */
export async function indexSearch(archive: ArchiveFacts, build: SearchBuild): Promise<BuiltSearch> {
  const indexes: { place: string; folder: string; records: number }[] = [];
  for (const source of archive.sources) {
    for (const volume of cutVolumes(source)) {
      const place = path.join(source.id, "pagefind", volume.folder);
      indexes.push({ place, ...(await indexVolume(source, volume, build)) });
    }
  }
  await close();
  return {
    records: indexes.reduce((sum, { records }) => sum + records, 0),
    place(siteFolder) {
      for (const { place, folder } of indexes) {
        const target = path.join(siteFolder, place);
        // The cache notices what somebody writes to a site: it holds their checksums.
        linkFolder(folder, target);
        for (const name of [countFile, checksumFile]) rmSync(path.join(target, name));
      }
    },
  };
}

async function indexVolume(
  source: SourceFacts,
  { folder, pairs }: SearchVolume,
  build: SearchBuild,
): Promise<{ folder: string; records: number }> {
  const key = hashText(
    JSON.stringify([build.codeHash, source.id, source.lang, pairs.map((pair) => pair.key)]),
  );
  const kept = build.cache.findFolder(key);
  if (kept !== null) {
    const { records } = JSON.parse(readFileSync(path.join(kept, countFile), "utf8")) as {
      records: number;
    };
    pairs.forEach(() => {
      build.onPair();
    });
    return { folder: kept, records };
  }
  const made = path.join(build.folder, source.id, `volume-${folder.slice(0, -1)}`);
  const records = await writeIndex(source, pairs, made, build);
  for (const name of readdirSync(made)) if (unused.test(name)) rmSync(path.join(made, name));
  writeFileSync(path.join(made, countFile), JSON.stringify({ records }));
  return { folder: build.cache.keepFolder(key, made), records };
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
    maxFragments,
  });
  if (!index) throw new Error(`Pagefind cannot make an index: ${errors.join("; ")}`);
  let records = 0;
  for (const pair of pairs) {
    records += await addPair(index, source, pair, build.cache);
    build.onPair();
  }
  // Where Pagefind writes them itself, a full disk ends its process and nobody is told.
  const made = await index.getFiles();
  if (made.errors.length > 0) {
    throw new Error(`Pagefind cannot make an index: ${made.errors.join("; ")}`);
  }
  for (const { path: name, content } of made.files) writeFile(path.join(folder, name), content);
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
  const bytes = cache.read("search", pair.key);
  if (!bytes) throw new Error(`The cache lost the search texts of ${pair.to}: build again.`);
  const changes = JSON.parse(bytes.toString("utf8")) as SearchChange[];
  return new Map(changes.map((change) => [change.anchor, change]));
}

function writeFile(file: string, content: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** What the index itself says that it holds. */
function countRecords(folder: string): number {
  const entry = JSON.parse(readFileSync(path.join(folder, "pagefind-entry.json"), "utf8")) as {
    languages: Record<string, { page_count: number }>;
  };
  return Object.values(entry.languages).reduce((sum, { page_count: count }) => sum + count, 0);
}
