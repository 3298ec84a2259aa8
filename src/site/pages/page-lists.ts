/** Lists of pages that several routes share: their params, what they are made from, their addresses. */
import type { ArchiveFacts, IsoDate } from "../../model.ts";
import { nameVolume } from "../../versions/read-index.ts";
import { createUrls } from "../addresses/urls.ts";
import { dayPageData, narrowSource, sourcePageData } from "./page-data.ts";

/** One page a source. `addressOf` gives a page's address, base path included. */
export function listSourcePages(archive: ArchiveFacts, addressOf: (source: string) => string) {
  return archive.sources.map((source) => ({
    params: { source: source.id },
    props: { archive: sourcePageData(archive, source) },
    address: addressOf(source.id),
  }));
}

/** One page a source of which captures are written down. */
export function listCapturePages(archive: ArchiveFacts, addressOf: (source: string) => string) {
  const sources = archive.sources.filter(({ captures }) => captures !== undefined);
  return listSourcePages({ ...archive, sources }, addressOf);
}

/** The page for texts of each source, which no further snapshot changes. */
export function listTextPages(archive: ArchiveFacts, addressOf: (source: string) => string) {
  const sources = archive.sources.flatMap((source) => {
    const { versions } = source;
    return versions
      ? [narrowSource(source, { versions: { ...versions, index: "", files: [] } })]
      : [];
  });
  return listSourcePages({ ...archive, sources }, addressOf);
}

/** The files of the version store: each source's index, and the volumes of each path. */
export function listVersionFiles(archive: ArchiveFacts) {
  const urls = createUrls(archive.basePath);
  return archive.sources.flatMap(({ id, versions }) => {
    if (!versions) return [];
    const files = versions.files.flatMap((file) =>
      file.volumes.map((key, index) => [nameVolume(file, index + 1), key] as const),
    );
    return [["index.json", versions.index] as const, ...files].map(([name, key]) => ({
      params: { source: id, name: name.replace(/\.json$/, "") },
      props: { key },
      address: urls.versions(id, name),
    }));
  });
}

/** One file a day of every source. */
export function listDayPages(
  archive: ArchiveFacts,
  addressOf: (source: string, date: IsoDate) => string,
) {
  return archive.sources.flatMap((source) =>
    source.days.map((day) => ({
      params: { source: source.id, date: day.date },
      props: { archive: dayPageData(archive, source, day) },
      address: addressOf(source.id, day.date),
    })),
  );
}
