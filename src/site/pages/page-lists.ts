/** Lists of pages that several routes share: their params, what they are made from, their addresses. */
import type { ArchiveFacts, IsoDate } from "../../model.ts";
import { dayPageData, sourcePageData } from "./page-data.ts";

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
