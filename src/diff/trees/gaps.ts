import type { FileChange, FileEntry, Path, Tree } from "../../model.ts";

/** How many files must vanish at once for a failed capture to be likely. */
export interface GapRule {
  /** At least so many files. */
  readonly files: number;
  /** And at least this share of the source, 0 to 1. */
  readonly share: number;
  /** Missing from so many snapshots in a row, the first counted, files are removed. */
  readonly snapshots: number;
}

/** A collection gap that has not ended. */
export interface OpenGap {
  /** Files that went missing when it began. */
  readonly files: number;
  /** Snapshots so far that lack files of it. */
  readonly snapshots: number;
  /** The last known version of those that are still missing. */
  readonly missing: ReadonlyMap<Path, FileEntry>;
}

/** What one snapshot does to the gaps that are open. */
export interface GapStep {
  readonly open: readonly OpenGap[];
  /** The last known versions of the files that are back. */
  readonly returned: Tree;
  /** Those of the files that are not, though their gap ended: they were removed. */
  readonly notBack: Tree;
}

/**
 * Takes open gaps on to the next snapshot. A gap ends with the first snapshot by which at least half of
 * its files have been back: a page or two do not make a capture whole (the others would be announced as
 * removed and be back the day after), and of a site that lost pages while it could not be captured nearly
 * all come back. It ends too when files were missing from `rule.snapshots` snapshots in a row. Each gap
 * ends by itself, and a file that is back and goes missing again is in the new gap alone. Nothing later is
 * looked at: a gap at the end of the history stays open.
 */
export function advanceGaps(gaps: readonly OpenGap[], tree: Tree, rule: GapRule): GapStep {
  const open: OpenGap[] = [];
  const returned = new Map<Path, FileEntry>();
  const notBack = new Map<Path, FileEntry>();
  for (const { files, snapshots, missing } of gaps) {
    const left = new Map<Path, FileEntry>();
    for (const [path, entry] of missing) (tree.has(path) ? returned : left).set(path, entry);
    const hasEnded = left.size <= files / 2 || snapshots + 1 >= rule.snapshots;
    if (!hasEnded) open.push({ files, snapshots: snapshots + 1, missing: left });
    else for (const [path, entry] of left) notBack.set(path, entry);
  }
  return { open, returned, notBack };
}

/**
 * Whether a pair's removals look like a capture that failed: many files vanish, a good share of the
 * `sourceFiles` that there were, and fewer appear. Renames must be found before. The rule looks at
 * nothing later, so that what was said of a pair never changes.
 */
export function isCollectionGap(
  changes: readonly FileChange[],
  sourceFiles: number,
  rule: GapRule,
): boolean {
  const removed = countKind(changes, "removed");
  return (
    removed >= rule.files &&
    removed >= rule.share * sourceFiles &&
    countKind(changes, "added") < removed
  );
}

function countKind(changes: readonly FileChange[], kind: FileChange["kind"]): number {
  return changes.filter((change) => change.kind === kind).length;
}
