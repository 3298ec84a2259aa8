/** What a change, a pair, a day or a file's history amounts to, and the order that follows from it. */
import {
  foldedKinds,
  lineKinds,
  type ChangeFacts,
  type Counts,
  type CountsByKind,
  type DayFacts,
  type LineKind,
  type PairFacts,
} from "../../model.ts";

/** Raw counts, and what they are of each kind of line. */
export interface Amount extends Counts {
  readonly byKind: CountsByKind;
}

export interface Totals extends Amount {
  readonly files: number;
}

/** The totals of a pair. */
export function totalPair(pair: PairFacts): Totals {
  return { ...sumAmounts(pair.changes), files: pair.changes.length };
}

/** The totals of a day; a file that changed in several pairs counts once. */
export function totalDay(day: DayFacts): Totals {
  const changes = day.pairs.flatMap((pair) => pair.changes);
  return { files: new Set(changes.map(({ path }) => path)).size, ...sumAmounts(changes) };
}

/** The totals of several days; a file counts once for each day. */
export function totalDays(days: readonly DayFacts[]): Totals & { readonly days: number } {
  const totals = days.map(totalDay);
  const files = totals.reduce((sum, total) => sum + total.files, 0);
  return { ...sumAmounts(totals), files, days: days.length };
}

/** Amounts of several changes, added up. */
export function sumAmounts(amounts: readonly Amount[]): Amount {
  return { ...sumCounts(amounts), byKind: sumByKind(amounts.map(({ byKind }) => byKind)) };
}

/** Counts of kinds, added up; kinds of none are left out. */
export function sumByKind(all: readonly CountsByKind[]): CountsByKind {
  const sums = lineKinds.map(
    (kind) => [kind, sumCounts(all.map((it) => it[kind] ?? none))] as const,
  );
  return Object.fromEntries(sums.filter(([, counts]) => countLines(counts) > 0));
}

/** Changed lines on both sides together. */
export function countLines(counts: Counts): number {
  return counts.additions + counts.deletions;
}

/** Lines that say something new, and lines whose words are gone: what every figure tells first. */
export function newAndGone({ byKind }: Pick<Amount, "byKind">): Counts {
  return sumKinds(byKind, ["new", "gone"]);
}

/** Whether there are no lines of other kinds. */
export function isAllNewOrGone(amount: Amount): boolean {
  return countLines(newAndGone(amount)) === countLines(amount);
}

/** Changed lines of some kinds. */
export function sumKinds(byKind: CountsByKind, kinds: readonly LineKind[]): Counts {
  return sumCounts(kinds.map((kind) => byKind[kind] ?? none));
}

/** Changed lines that are not folded. */
export function countContentLines(amount: Amount): number {
  return countLines(amount) - countLines(sumKinds(amount.byKind, foldedKinds));
}

/** Whether nothing but formatting changed: all lines are of kinds that are folded. */
export function isFormattingOnly(change: ChangeFacts): boolean {
  const isAsBefore = change.kind === "modified" && change.oldMode === change.newMode;
  return isAsBefore && countLines(change) > 0 && countContentLines(change) === 0;
}

/** Brought back so often, a version is a flap. */
const flapTimes = 3;

/**
 * Whether a change is a flap that says nothing else: for the third time in a row or more it brings an
 * earlier version back, from which nothing but formatting differs.
 */
export function isFlap(revert: ChangeFacts["revert"]): boolean {
  return revert !== null && revert.times >= flapTimes && countContentLines(revert) === 0;
}

/** Whether a change is folded as a whole. */
export function isFolded(change: ChangeFacts): boolean {
  return isFlap(change.revert) || isFormattingOnly(change);
}

/**
 * Orders changes by weight: most new and gone lines first, then most lines of other kinds that are shown;
 * those that are formatting only last; then by path.
 */
export function compareWeight(a: ChangeFacts, b: ChangeFacts): number {
  return (
    Number(isFormattingOnly(a)) - Number(isFormattingOnly(b)) ||
    countLines(newAndGone(b)) - countLines(newAndGone(a)) ||
    countContentLines(b) - countContentLines(a) ||
    (a.path < b.path ? -1 : 1)
  );
}

const none: Counts = { additions: 0, deletions: 0 };

function sumCounts(counts: readonly Counts[]): Counts {
  return {
    additions: counts.reduce((sum, { additions }) => sum + additions, 0),
    deletions: counts.reduce((sum, { deletions }) => sum + deletions, 0),
  };
}
