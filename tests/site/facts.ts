/** Facts written short: what a test does not say is plain. */
import {
  lineKinds,
  type ChangeFacts,
  type CountsByKind,
  type DayFacts,
  type PairFacts,
  type Path,
  type RevertFacts,
  type SourceFacts,
  type Stamp,
} from "../../src/model.ts";
import { sumByKind, sumKinds } from "../../src/site/pages/totals.ts";
import { dateOf } from "../../src/stamp.ts";

/** A modified file with `+1 −1`, unless said otherwise; lines of no other kind are new or gone. */
export function makeChange(path: Path, told: Partial<ChangeFacts> = {}): ChangeFacts {
  const change = makeUnsorted(path, told);
  return { ...change, byKind: told.byKind ?? countAsNew(change) };
}

function countAsNew({ additions, deletions }: ChangeFacts): CountsByKind {
  return {
    ...(additions > 0 && { new: { additions, deletions: 0 } }),
    ...(deletions > 0 && { gone: { additions: 0, deletions } }),
  };
}

function makeUnsorted(path: Path, told: Partial<ChangeFacts>): ChangeFacts {
  return {
    kind: "modified",
    path,
    previousPath: null,
    similarity: null,
    anchor: `c-${path}`,
    additions: 1,
    deletions: 1,
    byKind: {},
    hunks: [],
    headlines: [],
    moved: 0,
    revert: null,
    binary: false,
    invalidBytes: 0,
    oldSize: 10,
    newSize: 10,
    oldMode: "100644",
    newMode: "100644",
    approximate: [],
    feedBytes: { all: 500, removed: 500 },
    fragment: "",
    chunks: [],
    excerpt: null,
    ...told,
  };
}

/** A rename; the old path's name is `from`. */
export function makeRename(from: Path, to: Path): ChangeFacts {
  return makeChange(to, { kind: "renamed", previousPath: from, similarity: 0.9 });
}

/** The earlier version that a change brings back, and the lines that differ from it. */
export function makeRevert(
  stamp: Stamp,
  times: number,
  byKind: CountsByKind = {},
  chunks: RevertFacts["chunks"] = [],
): RevertFacts {
  const undoes = { date: "2026-01-01", anchor: "c0000000009" };
  return { stamp, times, undoes, ...sumKinds(byKind, lineKinds), byKind, hunks: 1, chunks };
}

/** A pair; anchors get the stamp, so that they differ between pairs. */
export function makePair(from: Stamp, to: Stamp, changes: readonly ChangeFacts[]): PairFacts {
  const anchored = changes.map((change) => ({ ...change, anchor: `${to} ${change.path}` }));
  return {
    from,
    to,
    additions: anchored.reduce((sum, { additions }) => sum + additions, 0),
    deletions: anchored.reduce((sum, { deletions }) => sum + deletions, 0),
    byKind: sumByKind(anchored.map(({ byKind }) => byKind)),
    changes: anchored,
    headlines: [],
    missing: [],
    returned: [],
    notBack: [],
    key: "",
    patch: "",
  };
}

/** A source with one pair a date, and the files that its changes name. */
export function makeSource(pairs: Readonly<Record<string, readonly ChangeFacts[]>>): SourceFacts {
  const days = Object.entries(pairs).map(([to, changes]): DayFacts => ({
    date: dateOf(to),
    pairs: [makePair("2026-01-01", to, changes)],
  }));
  const paths = Object.values(pairs)
    .flat()
    .flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [previousPath, path]));
  return {
    id: "tides",
    title: "Tide tables",
    description: null,
    homepage: null,
    lang: "en",
    link: null,
    rights: null,
    snapshots: [],
    days,
    files: [...new Set(paths)].sort().map((path) => ({
      path,
      address: path,
      firstSeen: "2026-01-01",
      present: true,
    })),
  };
}
