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

/** One source with nothing but what is given of it. */
export function narrowSource(source: SourceFacts, part: Partial<SourceFacts>): SourceFacts {
  const none = { captures: undefined, versions: undefined, snapshots: [], days: [], files: [] };
  return { ...source, ...none, ...part };
}

/** One day with the files that it names, and the dates of the days beside it. */
export function dayPageData(
  archive: ArchiveFacts,
  source: SourceFacts,
  day: DayFacts,
): ArchiveFacts {
  const named = new Set(
    day.pairs.flatMap(({ changes, missing, returned, notBack }) => [
      ...changes.map(({ path }) => path),
      ...missing,
      ...returned,
      ...notBack,
    ]),
  );
  const part = {
    days: takeDays(source, [day]),
    files: source.files.filter(({ path }) => named.has(path)).map(withoutEnd),
  };
  return sourcePageData(archive, narrowSource(source, part));
}

/** A week's days, and one of each week beside it for its name. */
export function weekPageData(archive: ArchiveFacts, source: SourceFacts, week: Week): ArchiveFacts {
  return sourcePageData(archive, narrowSource(source, { days: takeDays(source, week.days) }));
}

/** Days in a row, and of those beside them the dates. */
function takeDays({ days }: SourceFacts, taken: readonly DayFacts[]): DayFacts[] {
  const start = days.findIndex((day) => day === taken[0]);
  const end = start + taken.length;
  const beside = (at: number) => days.slice(at, at + 1).map(({ date }) => ({ date, pairs: [] }));
  return [...(start > 0 ? beside(start - 1) : []), ...taken, ...beside(end)];
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
  const part = {
    days: source.days.filter(({ date }) => dates.has(date)),
    files: source.files.flatMap((other, at) => {
      if (other === file) return [file];
      const isNamed = Math.abs(at - index) === 1 || targets.has(other.path);
      return isNamed ? [withoutEnd(other)] : [];
    }),
  };
  return sourcePageData(archive, narrowSource(source, part));
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
    sources: archive.sources.map((source) =>
      narrowSource(source, {
        snapshots: withNewest ? source.snapshots.slice(-1) : [],
        days: source.days.flatMap(({ date, pairs: all }) => {
          const here = all.filter((pair) => kept.has(pair));
          return here.length === 0 ? [] : [{ date, pairs: here }];
        }),
      }),
    ),
  };
}

/** A page that only names a file does not show whether it is still there. */
function withoutEnd(file: FileFacts): FileFacts {
  return { ...file, present: true };
}
