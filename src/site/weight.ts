import type { ChangeFacts, Counts } from "../model.ts";

/** Lines whose content changed: raw less cosmetic. */
export function contentCounts({
  additions,
  deletions,
  cosmetic,
}: Counts & { readonly cosmetic: Counts }): Counts {
  return { additions: additions - cosmetic.additions, deletions: deletions - cosmetic.deletions };
}

/** Whether nothing but formatting changed. */
export function isCosmeticOnly(change: ChangeFacts): boolean {
  const content = contentCounts(change);
  const changed = change.additions + change.deletions > 0;
  return changed && change.kind === "modified" && content.additions + content.deletions === 0;
}

/** Orders changes by weight: most content lines first, cosmetic-only ones last; then by path. */
export function compareWeight(a: ChangeFacts, b: ChangeFacts): number {
  return (
    Number(isCosmeticOnly(a)) - Number(isCosmeticOnly(b)) ||
    weigh(b) - weigh(a) ||
    (a.path < b.path ? -1 : 1)
  );
}

function weigh(change: ChangeFacts): number {
  const content = contentCounts(change);
  return content.additions + content.deletions;
}
