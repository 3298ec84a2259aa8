/** One Pagefind index a source, of changes and not of pages. */
import path from "node:path";
import { close, createIndex } from "pagefind";
import type { Cache } from "../archive/cache.ts";
import type { ArchiveFacts, PairFacts, SourceFacts } from "../model.ts";
import { recordChange, type SearchChange } from "../site/search-records.ts";
import { createUrls } from "../site/urls.ts";
import { dateOf } from "../stamp.ts";

/**
 * Indexes every source of the archive into `siteFolder`, and gives the number of records. `onPair` is
 * told of each pair. Throws where Pagefind refuses a record or the index lacks a change.
 */
export async function indexSearch(
  archive: ArchiveFacts,
  siteFolder: string,
  cache: Cache,
  onPair: () => void,
): Promise<number> {
  let records = 0;
  for (const source of archive.sources) {
    records += await indexSource(source, siteFolder, cache, onPair);
  }
  await close();
  return records;
}

async function indexSource(
  source: SourceFacts,
  siteFolder: string,
  cache: Cache,
  onPair: () => void,
): Promise<number> {
  const { index, errors } = await createIndex({
    forceLanguage: source.lang,
    // Words such as $ref; other signs inside words are found without being named.
    includeCharacters: "$",
  });
  if (!index) throw new Error(`Pagefind cannot make an index: ${errors.join("; ")}`);
  let records = 0;
  const urls = createUrls("/");
  for (const pair of source.days.flatMap(({ pairs }) => pairs)) {
    const texts = readSearchTexts(cache, pair);
    for (const change of pair.changes) {
      const text = texts.get(change.anchor);
      if (!text) throw new Error(`The cache lost the search text of ${change.path} in ${pair.to}.`);
      const date = dateOf(pair.to);
      const place = {
        source: source.id,
        date,
        address: urls.day(source.id, date),
        lang: source.lang,
      };
      for (const record of recordChange(change, text, place)) {
        const answer = await index.addHTMLFile({ url: record.url, content: record.html });
        if (answer.errors.length > 0) {
          throw new Error(`Pagefind refuses ${record.url}: ${answer.errors.join("; ")}`);
        }
        records += 1;
      }
    }
    onPair();
  }
  const outputPath = path.join(siteFolder, source.id, "pagefind");
  const written = await index.writeFiles({ outputPath });
  if (written.errors.length > 0) {
    throw new Error(`Pagefind cannot write ${outputPath}: ${written.errors.join("; ")}`);
  }
  await index.deleteIndex();
  return records;
}

function readSearchTexts(cache: Cache, pair: PairFacts): Map<string, SearchChange> {
  const bytes = cache.read("search", pair.patch);
  if (!bytes) throw new Error(`The cache lost the search texts of ${pair.to}: build again.`);
  const changes = JSON.parse(bytes.toString("utf8")) as SearchChange[];
  return new Map(changes.map((change) => [change.anchor, change]));
}
