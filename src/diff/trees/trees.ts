import type { FileChange, FileVersion, Path, Tree } from "../../model.ts";
import { baseName, comparePaths, pairByPath } from "./paths.ts";

/**
 * Compares two snapshots by content hash and mode. A file that is gone and one that is new with the same
 * bytes are one exact rename. Sorted by path (the new one, else the old one) in code-unit order.
 */
export function compareTrees(from: Tree, to: Tree): FileChange[] {
  const removed: FileVersion[] = [];
  const added: FileVersion[] = [];
  const changes: FileChange[] = [];
  for (const [path, old] of from) {
    const new_ = to.get(path);
    if (new_ === undefined) removed.push({ path, ...old });
    else if (new_.hash !== old.hash || new_.mode !== old.mode) {
      changes.push({ kind: "modified", from: { path, ...old }, to: { path, ...new_ } });
    }
  }
  for (const [path, entry] of to) {
    if (!from.has(path)) added.push({ path, ...entry });
  }
  const renames = pairExactly(removed, added);
  const paired = new Set(renames.flat());
  for (const [old, new_] of renames) {
    changes.push({ kind: "renamed", from: old, to: new_, similarity: 1 });
  }
  for (const version of removed) {
    if (!paired.has(version)) changes.push({ kind: "removed", from: version });
  }
  for (const version of added) {
    if (!paired.has(version)) changes.push({ kind: "added", to: version });
  }
  return sortChanges(changes);
}

/** Sorts by the path a change stands under, in code-unit order. */
export function sortChanges(changes: readonly FileChange[]): FileChange[] {
  return changes.toSorted((left, right) => comparePaths(pathOf(left), pathOf(right)));
}

/** The path a change stands under: the new one, or that of a file that is gone. */
export function pathOf(change: FileChange): Path {
  return change.kind === "removed" ? change.from.path : change.to.path;
}

/** Both versions of a changed file; null for a side that does not exist. */
export function sidesOf(change: FileChange): {
  readonly from: FileVersion | null;
  readonly to: FileVersion | null;
} {
  return {
    from: change.kind === "added" ? null : change.from,
    to: change.kind === "removed" ? null : change.to,
  };
}

function pairExactly(
  removed: readonly FileVersion[],
  added: readonly FileVersion[],
): [FileVersion, FileVersion][] {
  const addedByContent = Map.groupBy(added.filter(isFile), contentKey);
  return [...Map.groupBy(removed.filter(isFile), contentKey)].flatMap(([key, old]) =>
    pairByPath(old, addedByContent.get(key) ?? []),
  );
}

/**
 * Links are never paired: many lead to one place, and `git apply` puts no folder in the place of a link
 * that was renamed away.
 */
function isFile(version: FileVersion): boolean {
  return !isLink(version);
}

function contentKey({ path, hash, size }: FileVersion): string {
  // That two files are empty tells nothing, unless they share a name.
  return size === 0 ? `${hash} ${baseName(path)}` : hash;
}

/** Whether the version is a symbolic link. */
export function isLink({ mode }: FileVersion): boolean {
  return mode === "120000";
}
