/** Which pairs have changes, and what each is made from. Collection gaps are told from removals here. */
import { type ContentPlace, openContentReader } from "../../archive/content.ts";
import type { ReadSnapshots } from "../../archive/open-archive.ts";
import { decodeBytes } from "../../bytes.ts";
import { advanceGaps, type GapRule, isCollectionGap, type OpenGap } from "../../diff/trees/gaps.ts";
import { findRenames } from "../../diff/trees/renames.ts";
import { isBinary } from "../../diff/lines/text.ts";
import { compareTrees } from "../../diff/trees/trees.ts";
import type { ContentHash, FileChange, NoiseRule, Path, Snapshot, Tree } from "../../model.ts";
import { hashText } from "../hash.ts";
import type { PairTask } from "./pair-task.ts";

export interface PairPlan {
  readonly cacheFolder: string;
  /** Hash of what makes the cache's entries. */
  readonly codeHash: string;
  readonly gap: GapRule;
  readonly noise: readonly NoiseRule[];
}

/** What is carried from pair to pair. */
interface KnownGaps {
  /** Collection gaps that have not ended. */
  gaps: readonly OpenGap[];
}

interface ShownChanges {
  readonly changes: readonly FileChange[];
  readonly missing: readonly Path[];
  readonly returned: readonly Path[];
  readonly notBack: readonly Path[];
}

/** The tasks of all pairs in which something happened, oldest first. Throws what reading throws. */
export async function planPairs(
  { snapshots, places }: ReadSnapshots,
  plan: PairPlan,
): Promise<PairTask[]> {
  const history: KnownGaps = { gaps: [] };
  const tasks: PairTask[] = [];
  for (const [index, to] of snapshots.entries()) {
    const from = snapshots[index - 1];
    if (!from) continue;
    const shown = await compareShown(from, to, history, plan, places);
    if (shown.changes.length > 0 || isInGap(shown))
      tasks.push(buildTask({ from, to, shown }, plan, places));
  }
  return tasks;
}

/**
 * Compares two snapshots; files that come back from a gap are compared with their last known text, and so
 * are those that count as removed now.
 */
async function compareShown(
  from: Snapshot,
  to: Snapshot,
  history: KnownGaps,
  { gap }: PairPlan,
  places: ReadonlyMap<ContentHash, ContentPlace>,
): Promise<ShownChanges> {
  const step = advanceGaps(history.gaps, to.tree, gap);
  history.gaps = step.open;
  const { returned, notBack } = step;
  const expected: Tree = returned.size === 0 ? from.tree : new Map([...from.tree, ...returned]);
  const known: Tree = notBack.size === 0 ? expected : new Map([...expected, ...notBack]);
  const ended = { returned: [...returned.keys()], notBack: [...notBack.keys()] };
  const isFresh = (change: FileChange) =>
    change.kind !== "removed" || !notBack.has(change.from.path);
  // What an earlier gap took makes no gap again.
  const isGap = (changes: readonly FileChange[]) =>
    isCollectionGap(changes.filter(isFresh), expected.size, gap);
  const changes = compareTrees(known, to.tree);
  if (!isGap(changes)) return { changes, missing: [], ...ended };
  const renamed = findRenames(changes, await readTexts(changes, places));
  if (!isGap(renamed)) return { changes, missing: [], ...ended };
  const gone = renamed
    .filter(isFresh)
    .flatMap((change) => (change.kind === "removed" ? [change.from] : []));
  const missing = new Map(gone.map(({ path, ...entry }) => [path, entry]));
  history.gaps = [...step.open, { files: missing.size, snapshots: 1, missing }];
  return {
    changes: renamed.filter((change) => change.kind !== "removed" || !isFresh(change)),
    missing: [...missing.keys()],
    ...ended,
  };
}

function isInGap({ missing, returned, notBack }: ShownChanges): boolean {
  return missing.length + returned.length + notBack.length > 0;
}

/** Reads what may have been renamed by similarity: only here and only for likely gaps. */
async function readTexts(
  changes: readonly FileChange[],
  places: ReadonlyMap<ContentHash, ContentPlace>,
): Promise<(hash: ContentHash) => string | null> {
  const reader = openContentReader();
  const hashes = changes.flatMap((change) =>
    change.kind === "added" || change.kind === "removed" ? hashesOf(change) : [],
  );
  const contents = await reader.readAll(choosePlaces(hashes, places));
  reader.close();
  return (hash) => {
    const bytes = contents.get(hash);
    return !bytes || isBinary(bytes) ? null : decodeBytes(bytes);
  };
}

function buildTask(
  pair: {
    readonly from: Snapshot;
    readonly to: Snapshot;
    readonly shown: ShownChanges;
  },
  plan: PairPlan,
  places: ReadonlyMap<ContentHash, ContentPlace>,
): PairTask {
  const { from, to, shown } = pair;
  // The patch holds what really happened to the bytes.
  const patched = isInGap(shown) ? compareTrees(from.tree, to.tree) : null;
  const content = { from: from.stamp, to: to.stamp, ...shown, patched };
  const hashes = [...shown.changes, ...(patched ?? [])].flatMap(hashesOf);
  const noise = plan.noise.map(({ name, pattern, files }) => ({ name, pattern, files }));
  return {
    cacheFolder: plan.cacheFolder,
    key: hashText(JSON.stringify([plan.codeHash, content, noise])),
    ...content,
    noise,
    places: choosePlaces(hashes, places),
  };
}

/** Where these contents can be read. */
export function choosePlaces(
  hashes: readonly ContentHash[],
  places: ReadonlyMap<ContentHash, ContentPlace>,
): Map<ContentHash, ContentPlace> {
  return new Map(
    hashes.flatMap((hash) => {
      const place = places.get(hash);
      return place ? [[hash, place] as const] : [];
    }),
  );
}

/** Of both sides of a change. */
export function hashesOf(change: FileChange): ContentHash[] {
  if (change.kind === "added") return [change.to.hash];
  if (change.kind === "removed") return [change.from.hash];
  return [change.from.hash, change.to.hash];
}
