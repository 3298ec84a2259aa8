/** What a change, a pair, a day or a file's history amounts to, and the order that follows from it. */
import type { ChangeFacts, Counts, DayFacts, PairFacts } from "../../model.ts";

export interface Totals extends Counts {
  readonly files: number;
  /** The formatting-only part of the counts. */
  readonly cosmetic: Counts;
}

/** The totals of a pair. */
export function totalPair(pair: PairFacts): Totals {
  return { ...sumChanges(pair.changes), files: pair.changes.length };
}

/** The totals of a day; a file that changed in several pairs counts once. */
export function totalDay(day: DayFacts): Totals {
  const changes = day.pairs.flatMap((pair) => pair.changes);
  return { ...sumChanges(changes), files: new Set(changes.map(({ path }) => path)).size };
}

/** The totals of several days; a file counts once for each day. */
export function totalDays(days: readonly DayFacts[]): Totals & { readonly days: number } {
  const totals = days.map(totalDay);
  const files = totals.reduce((sum, total) => sum + total.files, 0);
  return { ...sumChanges(totals), files, days: days.length };
}

/** Counts of several changes, added up. */
export function sumChanges(
  changes: readonly (Counts & { readonly cosmetic: Counts })[],
): Omit<Totals, "files"> {
  return { ...sumCounts(changes), cosmetic: sumCounts(changes.map(({ cosmetic }) => cosmetic)) };
}

/** Changed lines on both sides together. */
export function countLines(counts: Counts): number {
  return counts.additions + counts.deletions;
}

/** Changed lines that are not formatting only. */
export function countContentLines(counts: Counts & { readonly cosmetic: Counts }): number {
  return countLines(counts) - countLines(counts.cosmetic);
}

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

function sumCounts(counts: readonly Counts[]): Counts {
  return {
    additions: counts.reduce((sum, { additions }) => sum + additions, 0),
    deletions: counts.reduce((sum, { deletions }) => sum + deletions, 0),
  };
}
