import type { ArchiveFacts } from "../../model.ts";
import { cutVolumes } from "./volumes.ts";
import { createUrls } from "../addresses/urls.ts";

/** The sources that have something to search, and where the volumes of their indexes are. */
export function listSearchSources(archive: ArchiveFacts) {
  const urls = createUrls(archive.basePath);
  return archive.sources
    .map((source) => ({
      id: source.id,
      title: source.title,
      lang: source.lang,
      indexes: cutVolumes(source).map(({ folder }) => `${urls.searchIndex(source.id)}${folder}`),
    }))
    .filter(({ indexes }) => indexes.length > 0);
}
