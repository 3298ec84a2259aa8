/** What the page that compares snapshots is made from: it is filled by a script in the browser. */
import type { ArchiveFacts, ChangeFacts, DayFacts, PairFacts, SourceFacts } from "../../model.ts";
import { narrowSource } from "./page-data.ts";
import { listSourcePages } from "./page-lists.ts";

/** A change with the day and the pair that it stands on. */
export interface SampleChange {
  readonly day: DayFacts;
  readonly pair: PairFacts;
  readonly change: ChangeFacts;
}

/**
 * The latest change without all that it says: its HTML is what the script copies and fills for each change.
 * Null where nothing has ever changed, and so nothing ever differs.
 */
export function takeSample({ days }: SourceFacts): SampleChange | null {
  for (const { date, pairs } of days.toReversed()) {
    const pair = pairs.findLast(({ changes }) => changes.length > 0);
    const [change] = pair?.changes ?? [];
    if (!pair || !change) continue;
    const sample: ChangeFacts = { ...empty, path: change.path, anchor: change.anchor };
    const alone = { ...pair, changes: [sample] };
    return { day: { date, pairs: [alone] }, pair: alone, change: sample };
  }
  return null;
}

const empty: ChangeFacts = {
  kind: "modified",
  path: "",
  previousPath: null,
  similarity: null,
  anchor: "",
  additions: 0,
  deletions: 0,
  byKind: {},
  hunks: [{ line: "R1", section: [] }],
  moved: 0,
  revert: null,
  binary: false,
  invalidBytes: 0,
  oldSize: 0,
  newSize: 0,
  oldMode: null,
  newMode: null,
  approximate: [],
  headlines: [],
  feedBytes: { all: 0, removed: null },
  fragment: "",
  excerpt: null,
  chunks: [],
};

/** Days whose patches are named to those who cannot run the script. */
const namedDays = 30;

/** One page a source, which knows its latest days only. */
export function listComparePages(archive: ArchiveFacts, addressOf: (source: string) => string) {
  const sources = archive.sources.map((source) =>
    narrowSource(source, { days: source.days.slice(-namedDays) }),
  );
  return listSourcePages({ ...archive, sources }, addressOf);
}
