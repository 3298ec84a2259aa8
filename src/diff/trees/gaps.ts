import type { FileChange } from "../../model.ts";

/** How many files must vanish at once for a failed capture to be likely. */
export interface GapRule {
  /** At least so many files. */
  readonly files: number;
  /** And at least this share of the source, 0 to 1. */
  readonly share: number;
  /** Files that so many snapshots in a row lack were removed: 1 believes the first. */
  readonly snapshots: number;
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
    rule.snapshots > 1 &&
    removed >= rule.files &&
    removed >= rule.share * sourceFiles &&
    countKind(changes, "added") < removed
  );
}

function countKind(changes: readonly FileChange[], kind: FileChange["kind"]): number {
  return changes.filter((change) => change.kind === kind).length;
}
