/** What befell every path of a source, from its snapshots and the facts of its pairs. */
import { comparePaths } from "../../diff/trees/paths.ts";
import type { FileEntry, PairFacts, Path, Snapshot, Stamp } from "../../model.ts";
import type { StateLetter } from "../../versions/read-index.ts";

export interface PathSteps {
  readonly path: Path;
  /** Oldest first. */
  readonly steps: readonly PathStep[];
}

export interface PathStep {
  readonly snapshot: number;
  readonly at: Stamp;
  readonly letter: StateLetter;
  /** Of the change on its day's page. */
  readonly anchor: string | null;
  /** The pair whose cache entry holds the text; null for the first snapshot. */
  readonly pair: string | null;
  /** Of a version. */
  readonly entry: FileEntry | null;
  /** Of a version that came by a new name. */
  readonly from: { readonly path: Path; readonly version: number } | null;
  /** Of a name that was given up. */
  readonly to: Path | null;
}

/** The paths in the order in which they were first seen. `pairs` are those with changes, oldest first. */
export function listSteps(
  snapshots: readonly Snapshot[],
  pairs: readonly PairFacts[],
): readonly PathSteps[] {
  const byPath = new Map<Path, PathStep[]>();
  const versions = new Map<Path, number>();
  const add = (path: Path, step: PathStep) => {
    const steps = byPath.get(path) ?? [];
    if (steps.length === 0) byPath.set(path, steps);
    steps.push(step);
    if (step.letter === "v") versions.set(path, (versions.get(path) ?? 0) + 1);
  };
  const [first] = snapshots;
  const none = { anchor: null, pair: null, entry: null, from: null, to: null };
  for (const [path, entry] of [...(first?.tree ?? [])].toSorted(([a], [b]) => comparePaths(a, b))) {
    add(path, { ...none, snapshot: 0, at: first?.stamp ?? "", letter: "v", entry });
  }
  const numbers = new Map(snapshots.map(({ stamp }, index) => [stamp, index]));
  for (const pair of pairs) {
    const snapshot = numbers.get(pair.to) ?? 0;
    const tree = snapshots[snapshot]?.tree;
    const at = { ...none, snapshot, at: pair.to };
    // Files may swap names within one pair: each takes what stood before it.
    const before = new Map(versions);
    const changed = new Set(pair.changes.map(({ path }) => path));
    for (const change of pair.changes.toSorted((a, b) => comparePaths(a.path, b.path))) {
      const { path, previousPath, kind, anchor } = change;
      if (kind === "removed") {
        add(path, { ...at, letter: "r", anchor });
        continue;
      }
      const version = previousPath === null ? undefined : before.get(previousPath);
      const from = previousPath !== null && version ? { path: previousPath, version } : null;
      const entry = tree?.get(path) ?? null;
      add(path, { ...at, letter: "v", anchor, pair: pair.key, entry, from });
      if (previousPath !== null && !changed.has(previousPath) && tree?.has(previousPath) !== true)
        add(previousPath, { ...at, letter: "n", anchor, to: path });
    }
    for (const path of pair.missing) add(path, { ...at, letter: "m" });
    for (const path of pair.returned) {
      if (!changed.has(path) && tree?.has(path)) add(path, { ...at, letter: "b" });
    }
  }
  return [...byPath].map(([path, steps]) => ({ path, steps }));
}
