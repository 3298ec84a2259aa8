import type { ArchiveFacts } from "../model.ts";
import { createUrls } from "./urls.ts";

/** The sources that have something to search, and where their indexes are. */
export function listSearchSources(archive: ArchiveFacts) {
  const urls = createUrls(archive.basePath);
  return archive.sources
    .filter(({ days }) => days.length > 0)
    .map(({ id, title, lang }) => ({ id, title, lang, index: urls.searchIndex(id) }));
}
