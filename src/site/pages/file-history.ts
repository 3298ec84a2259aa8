/**
 * The history of every file of a source, across renames, and the pages that it stands on. Parts are numbered
 * from the oldest change, so that they never shift; the plain address shows the newest part, newest first.
 */
import type { ChangeFacts, IsoDate, PairFacts, Path, SourceFacts } from "../../model.ts";
import type { Urls } from "../addresses/urls.ts";
import { cutParts, sizeOnSharedPage } from "./parts.ts";
import { memoize } from "../memoize.ts";

/** One change of a file's history and where it stands. */
export interface HistoryEntry {
  readonly date: IsoDate;
  readonly pair: PairFacts;
  readonly change: ChangeFacts;
}

export interface FileHistory {
  /**
   * Oldest first. A rename brings along what the old path's history held by then; it is put behind
   * what the new path's history held before, so that nothing there is ever shifted.
   */
  readonly entries: readonly HistoryEntry[];
  /** Renames away from this path, oldest first. */
  readonly departures: readonly HistoryEntry[];
}

interface GrowingHistory {
  entries: HistoryEntry[];
  departures: HistoryEntry[];
}

/** The histories of all paths of `source`; computed once for each source. */
export const traceHistories = memoize((source: SourceFacts): ReadonlyMap<Path, FileHistory> => {
  const histories = new Map<Path, GrowingHistory>();
  const historyOf = (path: Path): GrowingHistory => {
    const history = histories.get(path) ?? { entries: [], departures: [] };
    histories.set(path, history);
    return history;
  };
  for (const { path } of source.files) historyOf(path);
  for (const day of source.days) {
    for (const pair of day.pairs) {
      // Files may swap names within one pair: every rename takes what stood before the pair.
      const before = new Map(
        pair.changes
          .map(({ previousPath }) => previousPath)
          .filter((path) => path !== null)
          .map((path) => [path, [...historyOf(path).entries]]),
      );
      for (const change of pair.changes) {
        const entry: HistoryEntry = { date: day.date, pair, change };
        const { previousPath } = change;
        if (previousPath !== null) historyOf(previousPath).departures.push(entry);
        const inherited = previousPath === null ? [] : (before.get(previousPath) ?? []);
        const history = historyOf(change.path);
        history.entries = [...withoutRepeats(history.entries, inherited), entry];
      }
    }
  }
  return histories;
});

function withoutRepeats(
  entries: readonly HistoryEntry[],
  inherited: readonly HistoryEntry[],
): HistoryEntry[] {
  const anchors = new Set(entries.map(({ change }) => change.anchor));
  return [...entries, ...inherited.filter(({ change }) => !anchors.has(change.anchor))];
}

/** The entries of each part, oldest part first, each part oldest first; at least one part. */
export function cutHistory({ entries }: FileHistory): readonly (readonly HistoryEntry[])[] {
  return cutParts(entries, ({ change }) => sizeOnSharedPage(change));
}

/** The address of a part (from 1) of `parts`: the last one has the plain address. */
export function addressOfFilePart(
  urls: Urls,
  source: string,
  address: string,
  part: number,
  parts: number,
): string {
  const plain = urls.file(source, address);
  return part === parts ? plain : `${plain}${String(part)}/`;
}
