/**
 * The part of the archive that a page shows. A page gets its data and nothing else (but for addresses of files,
 * which are permanent): what another part of the archive becomes cannot change it, and pages with equal data
 * are equal, byte for byte. Of captures only pages about a whole source tell: a day's page stays as it is when
 * the next one is taken.
 */
import type { ArchiveFacts, DayFacts, FileFacts, PairFacts, SourceFacts } from "../../model.ts";
import { traceHistories } from "./file-history.ts";
import type { Week } from "./weeks.ts";

/** All of one source. */
export function sourcePageData(archive: ArchiveFacts, source: SourceFacts): ArchiveFacts {
  return { ...archive, sources: [source] };
}

/** One day with the files that it names, and the dates of the days beside it. */
export function dayPageData(
  archive: ArchiveFacts,
  source: SourceFacts,
  day: DayFacts,
): ArchiveFacts {
  const index = source.days.indexOf(day);
  const beside = (other: DayFacts | undefined) => (other ? [{ date: other.date, pairs: [] }] : []);
  const named = new Set(
    day.pairs.flatMap(({ changes, missing, returned, notBack }) => [
      ...changes.map(({ path }) => path),
      ...missing,
      ...returned,
      ...notBack,
    ]),
  );
  return sourcePageData(archive, {
    ...source,
    captures: undefined,
    versions: undefined,
    snapshots: [],
    days: [...beside(source.days[index - 1]), day, ...beside(source.days[index + 1])],
    files: source.files.filter(({ path }) => named.has(path)).map(withoutEnd),
  });
}

/** A week's days, and one of each week beside it for its name. */
export function weekPageData(archive: ArchiveFacts, source: SourceFacts, week: Week): ArchiveFacts {
  const [first] = week.days;
  const start = first ? source.days.indexOf(first) : 0;
  const beside = (other: DayFacts | undefined) => (other ? [{ date: other.date, pairs: [] }] : []);
  return sourcePageData(archive, {
    ...source,
    captures: undefined,
    snapshots: [],
    days: [
      ...beside(source.days[start - 1]),
      ...week.days,
      ...beside(source.days[start + week.days.length]),
    ],
    files: [],
  });
}

/** One file with the days of its history, the files beside it, and those that it was renamed to. */
export function filePageData(
  archive: ArchiveFacts,
  source: SourceFacts,
  file: FileFacts,
): ArchiveFacts {
  const { entries = [], departures = [] } = traceHistories(source).get(file.path) ?? {};
  const dates = new Set([...entries, ...departures].map(({ date }) => date));
  const targets = new Set(departures.map(({ change }) => change.path));
  const index = source.files.indexOf(file);
  return sourcePageData(archive, {
    ...source,
    captures: undefined,
    versions: undefined,
    snapshots: [],
    days: source.days.filter(({ date }) => dates.has(date)),
    files: source.files.flatMap((other, at) => {
      if (other === file) return [file];
      const isNamed = Math.abs(at - index) === 1 || targets.has(other.path);
      return isNamed ? [withoutEnd(other)] : [];
    }),
  });
}

/** Nothing but these pairs, and of each source its newest snapshot where `withNewest` is set. */
export function pairsPageData(
  archive: ArchiveFacts,
  pairs: readonly PairFacts[],
  withNewest: boolean,
): ArchiveFacts {
  const kept = new Set(pairs);
  return {
    ...archive,
    sources: archive.sources.map((source) => ({
      ...source,
      captures: undefined,
      versions: undefined,
      snapshots: withNewest ? source.snapshots.slice(-1) : [],
      days: source.days.flatMap(({ date, pairs: all }) => {
        const here = all.filter((pair) => kept.has(pair));
        return here.length === 0 ? [] : [{ date, pairs: here }];
      }),
      files: [],
    })),
  };
}

/** A page that only names a file does not show whether it is still there. */
function withoutEnd(file: FileFacts): FileFacts {
  return { ...file, present: true };
}
