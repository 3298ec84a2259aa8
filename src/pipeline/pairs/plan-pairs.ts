/** Which pairs have changes, and what each is made from. Collection gaps are told from removals here. */
import { type ContentPlace, openContentReader } from "../../archive/content.ts";
import type { ReadSnapshots } from "../../archive/open-archive.ts";
import { decodeBytes } from "../../bytes.ts";
import { type GapRule, isCollectionGap } from "../../diff/trees/gaps.ts";
import { findRenames } from "../../diff/trees/renames.ts";
import { isBinary } from "../../diff/lines/text.ts";
import { compareTrees } from "../../diff/trees/trees.ts";
import type { ContentHash, FileChange, FileVersion, Path, Snapshot, Tree } from "../../model.ts";
import { hashText } from "../hash.ts";
import type { EarlierVersion, PairTask } from "./pair-task.ts";

export interface PairPlan {
  readonly cacheFolder: string;
  /** Hash of what makes the cache's entries. */
  readonly codeHash: string;
  readonly gap: GapRule;
}

/** What is carried from pair to pair. */
interface History {
  /** By path the last text before the present one. */
  readonly earlier: Map<Path, EarlierVersion>;
  /** By path the last text of a file that was removed or went missing. */
  readonly gone: Map<Path, EarlierVersion>;
  /** Collection gaps that have not ended. */
  readonly gaps: Set<Gap>;
}

/** The last known versions of files that went missing together. */
interface Gap {
  readonly files: Tree;
  /** How many snapshots in a row lack them. */
  snapshots: number;
}

interface ShownChanges {
  readonly changes: readonly FileChange[];
  readonly missing: readonly Path[];
  readonly returned: readonly Path[];
  /** Whether files of an earlier gap count as removed now, which *from* lacks already. */
  readonly isLate: boolean;
}

/** The tasks of all pairs in which something happened, oldest first. Throws what reading throws. */
export async function planPairs(
  { snapshots, places }: ReadSnapshots,
  plan: PairPlan,
): Promise<PairTask[]> {
  const history: History = { earlier: new Map(), gone: new Map(), gaps: new Set() };
  const tasks: PairTask[] = [];
  for (const [index, to] of snapshots.entries()) {
    const from = snapshots[index - 1];
    if (!from) continue;
    const shown = await compareShown(from, to, history, plan, places);
    const before = trackVersions(shown, { from, to }, history);
    const happened = shown.changes.length + shown.missing.length + shown.returned.length > 0;
    if (happened) tasks.push(buildTask({ from, to, shown, before }, plan, places));
  }
  return tasks;
}

/**
 * Compares two snapshots. Files that come back from a gap are compared with their last known text; those that
 * do not when a gap ends are removed.
 */
async function compareShown(
  from: Snapshot,
  to: Snapshot,
  { gaps }: History,
  { gap: rule }: PairPlan,
  places: ReadonlyMap<ContentHash, ContentPlace>,
): Promise<ShownChanges> {
  const { back, late } = endGaps(gaps, to.tree, rule);
  const known: Tree = new Map([...from.tree, ...back, ...late]);
  const present = from.tree.size + back.size;
  const changes = compareTrees(known, to.tree);
  const same = { returned: [...back.keys()], isLate: late.size > 0 };
  const isOld = (change: FileChange) => change.kind === "removed" && late.has(change.from.path);
  const isGap = (found: readonly FileChange[]) =>
    isCollectionGap(
      found.filter((change) => !isOld(change)),
      present,
      rule,
    );
  if (!isGap(changes)) return { changes, missing: [], ...same };
  const renamed = findRenames(changes, await readTexts(changes, places));
  if (!isGap(renamed)) return { changes, missing: [], ...same };
  const files = new Map(
    renamed.flatMap((change) => {
      if (change.kind !== "removed" || isOld(change)) return [];
      const { path, ...entry } = change.from;
      return [[path, entry] as const];
    }),
  );
  gaps.add({ files, snapshots: 1 });
  return {
    changes: renamed.filter((change) => change.kind !== "removed" || isOld(change)),
    missing: [...files.keys()],
    ...same,
  };
}

/**
 * Ends the gaps of which files are in `tree` again, and those that last too long to be a failure: gives the
 * files that are back, and those that are not.
 */
function endGaps(
  gaps: Set<Gap>,
  tree: Tree,
  rule: GapRule,
): { readonly back: Tree; readonly late: Tree } {
  const ended = [...gaps].filter((gap) => {
    gap.snapshots += 1;
    return gap.snapshots >= rule.snapshots || [...gap.files.keys()].some((path) => tree.has(path));
  });
  for (const gap of ended) gaps.delete(gap);
  const files = ended.flatMap((gap) => [...gap.files]);
  return {
    back: new Map(files.filter(([path]) => tree.has(path))),
    late: new Map(files.filter(([path]) => !tree.has(path))),
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
      if (change.kind === "renamed") followRename(change.from.path, change.to.path, history);
      const { path, hash } = change.to;
      if (hash === change.from.hash) continue;
      const version = earlier.get(path);
      if (version && change.kind === "modified") before.set(path, version);
      // What comes back from a gap was last seen before the gap.
      const { stamp } = gone.get(path) ?? from;
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
  const { isLate, ...told } = shown;
  const gapless = told.missing.length + told.returned.length === 0 && !isLate;
  // The patch holds what really happened to the bytes.
  const patched = gapless ? null : compareTrees(from.tree, to.tree);
  const content = { from: from.stamp, to: to.stamp, ...told, patched };
  const hashes = [
    ...[...told.changes, ...(patched ?? [])].flatMap(hashesOf),
    ...[...before.values()].map(({ hash }) => hash),
  ];
  return {
    cacheFolder: plan.cacheFolder,
    key: hashText(JSON.stringify([plan.codeHash, content, [...before]])),
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
