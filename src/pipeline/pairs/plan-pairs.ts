/** Which pairs have changes, and what each is made from. Collection gaps are told from removals here. */
import { type ContentPlace, openContentReader } from "../../archive/content.ts";
import type { ReadSnapshots } from "../../archive/open-archive.ts";
import { decodeBytes } from "../../bytes.ts";
import { advanceGaps, type GapRule, isCollectionGap, type OpenGap } from "../../diff/trees/gaps.ts";
import { findRenames } from "../../diff/trees/renames.ts";
import { isBinary } from "../../diff/lines/text.ts";
import { compareTrees } from "../../diff/trees/trees.ts";
import type {
  ContentHash,
  FileChange,
  FileVersion,
  NoiseRule,
  Path,
  Snapshot,
  Tree,
} from "../../model.ts";
import { hashText } from "../hash.ts";
import type { EarlierVersion, PairTask } from "./pair-task.ts";

export interface PairPlan {
  readonly cacheFolder: string;
  /** Hash of what makes the cache's entries. */
  readonly codeHash: string;
  readonly gap: GapRule;
  readonly noise: readonly NoiseRule[];
}

/** What is carried from pair to pair. */
interface History {
  /** By path the last text before the present one. */
  readonly earlier: Map<Path, EarlierVersion>;
  /** By path the last text of a file that was removed or went missing. */
  readonly gone: Map<Path, EarlierVersion>;
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
  const history: History = { earlier: new Map(), gone: new Map(), gaps: [] };
  const tasks: PairTask[] = [];
  for (const [index, to] of snapshots.entries()) {
    const from = snapshots[index - 1];
    if (!from) continue;
    const shown = await compareShown(from, to, history, plan, places);
    const before = trackVersions(shown, { from, to }, history);
    if (shown.changes.length > 0 || isInGap(shown))
      tasks.push(buildTask({ from, to, shown, before }, plan, places));
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
  history: History,
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

/**
 * Gives, for each path whose text was modified, the text before *from*'s, and of a file that was removed
 * and is back its last text, if it is the same; notes *from*'s for the next pair. A new mode or a new name
 * makes no new text, and neither does a file that comes back as it was.
 */
function trackVersions(
  { changes, missing, returned }: ShownChanges,
  { from, to }: { readonly from: Snapshot; readonly to: Snapshot },
  history: History,
): Map<Path, EarlierVersion> {
  const { earlier, gone } = history;
  const before = new Map<Path, EarlierVersion>();
  for (const change of changes) {
    if (change.kind === "removed") noteGone(change.from.path, from, gone);
    else if (change.kind === "added") {
      const version = takeBack(change.to, history);
      if (version) before.set(change.to.path, version);
    } else {
      const last = gone.get(change.from.path);
      if (change.kind === "renamed") followRename(change.from.path, change.to.path, history);
      const { path, hash } = change.to;
      if (hash === change.from.hash) continue;
      const version = earlier.get(path);
      if (version && change.kind === "modified") before.set(path, version);
      // What comes back from a gap, by another name too, was last seen before the gap.
      const { stamp } = last ?? from;
      const replacedBy = { to: to.stamp, path };
      earlier.set(path, { hash: change.from.hash, stamp, replacedBy });
    }
  }
  for (const path of returned) gone.delete(path);
  for (const path of missing) noteGone(path, from, gone);
  return before;
}

function noteGone(path: Path, { tree, stamp }: Snapshot, gone: History["gone"]): void {
  const entry = tree.get(path);
  if (entry) gone.set(path, { hash: entry.hash, stamp, replacedBy: null });
}

/** Notes that a file is back; gives the last text it had, if it has that again. */
function takeBack({ path, hash }: FileVersion, { earlier, gone }: History): EarlierVersion | null {
  const version = gone.get(path);
  gone.delete(path);
  if (version?.hash === hash) return version;
  if (version) earlier.set(path, version);
  return null;
}

function followRename(from: Path, to: Path, { earlier, gone }: History): void {
  const version = earlier.get(from);
  if (version) earlier.set(to, version);
  else earlier.delete(to);
  earlier.delete(from);
  gone.delete(from);
  gone.delete(to);
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
  // The patch holds what really happened to the bytes.
  const patched = isInGap(shown) ? compareTrees(from.tree, to.tree) : null;
  const content = { from: from.stamp, to: to.stamp, ...shown, patched };
  const hashes = [
    ...[...shown.changes, ...(patched ?? [])].flatMap(hashesOf),
    ...[...before.values()].map(({ hash }) => hash),
  ];
  const noise = plan.noise.map(({ name, pattern, files }) => ({ name, pattern, files }));
  return {
    cacheFolder: plan.cacheFolder,
    key: hashText(JSON.stringify([plan.codeHash, content, [...before], noise])),
    ...content,
    noise,
    before,
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
