import type { ArchiveFacts, PairFacts } from "../model.ts";

/** How many sources, snapshots and changes the archive has. */
export function countArchive(archive: ArchiveFacts) {
  return {
    sources: archive.sources.length,
    snapshots: archive.sources.reduce((sum, { snapshots }) => sum + snapshots.length, 0),
    changes: listPairs(archive).reduce((sum, { changes }) => sum + changes.length, 0),
  };
}

/** All pairs of all sources. */
export function listPairs({ sources }: ArchiveFacts): PairFacts[] {
  return sources.flatMap(({ days }) => days.flatMap(({ pairs }) => pairs));
}
