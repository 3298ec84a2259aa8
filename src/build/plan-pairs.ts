/** Which pairs have changes, and what each is made from. Collection gaps are told from removals here. */
import { type ContentPlace, openContentReader } from "../archive/content.ts";
import type { ReadSnapshots } from "../archive/open-archive.ts";
import { decodeBytes } from "../bytes.ts";
import { type GapRule, isCollectionGap } from "../diff/gaps.ts";
import { findRenames } from "../diff/renames.ts";
import { isBinary } from "../diff/text.ts";
import { compareTrees } from "../diff/trees.ts";
import type { ContentHash, FileChange, FileEntry, Path, Snapshot, Tree } from "../model.ts";
import { hashText } from "./hash.ts";
import type { EarlierVersion, PairTask } from "./pair-task.ts";

export interface PairPlan {
  readonly cacheFolder: string;
  /** Hash of what makes the cache's entries. */
  readonly maker: string;
  readonly gap: GapRule;
}

/** What is carried from pair to pair. */
interface History {
  /** The last version before the present one, by path. */
  readonly earlier: Map<Path, EarlierVersion>;
  /** The last known version of files that went missing in a collection gap. */
  readonly missing: Map<Path, FileEntry>;
}

interface ShownChanges {
  readonly changes: readonly FileChange[];
  readonly missing: readonly Path[];
  readonly returned: readonly Path[];
}

/** The tasks of all pairs in which something happened, oldest first. Throws what reading throws. */
export async function planPairs(
  { snapshots, places }: ReadSnapshots,
  plan: PairPlan,
): Promise<PairTask[]> {
  const history: History = { earlier: new Map(), missing: new Map() };
  const tasks: PairTask[] = [];
  for (const [index, to] of snapshots.entries()) {
    const from = snapshots[index - 1];
    if (!from) continue;
    const shown = await compareShown(from, to, history, plan, places);
    const before = trackVersions(shown.changes, from, history);
    const happened = shown.changes.length + shown.missing.length + shown.returned.length > 0;
    if (happened) tasks.push(buildTask({ from, to, shown, before }, plan, places));
  }
  return tasks;
}

/** Compares two snapshots; files that come back from a gap are compared with their last known text. */
async function compareShown(
  from: Snapshot,
  to: Snapshot,
  { missing }: History,
  { gap }: PairPlan,
  places: ReadonlyMap<ContentHash, ContentPlace>,
): Promise<ShownChanges> {
  const back = [...missing].filter(([path]) => to.tree.has(path));
  const known: Tree = back.length === 0 ? from.tree : new Map([...from.tree, ...back]);
  const returned = back.map(([path]) => path);
  for (const path of returned) missing.delete(path);
  const changes = compareTrees(known, to.tree);
  if (!isCollectionGap(changes, known.size, gap)) return { changes, missing: [], returned };
  const renamed = findRenames(changes, await readTexts(changes, places));
  if (!isCollectionGap(renamed, known.size, gap)) return { changes, missing: [], returned };
  const gone = renamed.flatMap((change) => (change.kind === "removed" ? [change.from] : []));
  for (const { path, ...entry } of gone) missing.set(path, entry);
  return {
    changes: renamed.filter(({ kind }) => kind !== "removed"),
    missing: gone.map(({ path }) => path),
    returned,
  };
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

/** Gives, for each modified path, the version before *from*'s, and notes *from*'s for the next pair. */
function trackVersions(
  changes: readonly FileChange[],
  from: Snapshot,
  { earlier }: History,
): Map<Path, EarlierVersion> {
  const before = new Map<Path, EarlierVersion>();
  for (const change of changes) {
    if (change.kind !== "modified") continue;
    const { path, hash } = change.from;
    const version = earlier.get(path);
    if (version) before.set(path, version);
    earlier.set(path, { hash, stamp: from.stamp });
  }
  return before;
}

function buildTask(
  pair: {
    readonly from: Snapshot;
    readonly to: Snapshot;
    readonly shown: ShownChanges;
    readonly before: ReadonlyMap<Path, EarlierVersion>;
  },
  plan: PairPlan,
  places: ReadonlyMap<ContentHash, ContentPlace>,
): PairTask {
  const { from, to, shown, before } = pair;
  const gapless = shown.missing.length + shown.returned.length === 0;
  // The patch holds what really happened to the bytes.
  const patched = gapless ? null : compareTrees(from.tree, to.tree);
  const content = { from: from.stamp, to: to.stamp, ...shown, patched };
  const hashes = [
    ...[...shown.changes, ...(patched ?? [])].flatMap(hashesOf),
    ...[...before.values()].map(({ hash }) => hash),
  ];
  return {
    cacheFolder: plan.cacheFolder,
    key: hashText(JSON.stringify([plan.maker, content, [...before]])),
    ...content,
    before,
    places: choosePlaces(hashes, places),
  };
}

function choosePlaces(
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

function hashesOf(change: FileChange): ContentHash[] {
  if (change.kind === "added") return [change.to.hash];
  if (change.kind === "removed") return [change.from.hash];
  return [change.from.hash, change.to.hash];
}
