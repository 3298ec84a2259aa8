import type { LineDialect } from "../../model.ts";
import { leastLikeness, measureAffixes } from "./likeness.ts";
import { type BlockLine, describeLines } from "./block-lines.ts";
import { pairLines } from "./pairs.ts";
import { compareRewrapped } from "./rewrap.ts";
import { findHeaders, pairHeads, type TableContext } from "./headers.ts";
import { type AlignedRow, type ComparedLines, listRows } from "./rows.ts";
import { compareTableRows } from "../tables/pair.ts";
import { createVocabulary } from "../words/vocabulary.ts";
import { weighBag } from "../words/bag.ts";
import type { Budget } from "../../sequences/budget.ts";
import { type PairComparison, compareLinePair } from "../words/pair.ts";

export interface Alignment {
  /** In display order; old lines ascend and new lines ascend, every line stands in exactly one row. */
  readonly rows: readonly AlignedRow[];
  /** A budget was hit: some lines have no marks. */
  readonly approximate: boolean;
}

/** Operations for the words, and cells for the lines, of one block. */
const wordBudget = 10_000_000;
const lineBudget = 1_000_000;
/** Pairs of fewer tokens are compared at once; of others it is first asked whether it is worth it. */
const shortPair = 200;

/**
 * Pairs the lines of one changed block by likeness and marks the words that changed.
 *
 * `oldLines` were replaced by `newLines` (with terminators; one may be empty). Lines
 * below 0.4 likeness are not paired and have no marks. Rows of a table are compared by cell
 * (`markdown`, `mdx`); paragraphs that were re-wrapped (all but `plain`) as one run of words.
 */
export function alignBlock(
  oldLines: readonly string[],
  newLines: readonly string[],
  dialect: LineDialect,
  table: TableContext = { oldHeader: null, newHeader: null },
): Alignment {
  if (oldLines.length === 0 || newLines.length === 0) {
    return { rows: listRows([], oldLines.length, newLines.length), approximate: false };
  }
  const vocabulary = createVocabulary();
  const old = describeLines(oldLines, vocabulary, dialect, table.oldHeader);
  const new_ = describeLines(newLines, vocabulary, dialect, table.newHeader);
  const { weights } = vocabulary;
  const { pairs, complete } = pairLines(old, new_, weights, { left: lineBudget });
  const headers = findHeaders(old, new_, table);
  const budget = { left: wordBudget };
  let approximate = !complete;
  const compared: ComparedLines[] = [];
  for (const pair of pairHeads(pairs, old, new_)) {
    const a = old[pair.old];
    const b = new_[pair.new];
    if (a === undefined || b === undefined) continue;
    const columns = headers(pair.old, pair.new);
    const comparison = pair.isHead
      ? compareTableRows(a, b, columns, weights, budget)
      : compareBlockLines(a, b, columns, weights, budget);
    approximate ||= comparison?.approximate ?? false;
    if (comparison === null) continue;
    compared.push({ ...pair, comparison });
  }
  const rows = listRows(compared, old.length, new_.length);
  if (dialect === "plain") return { rows, approximate };
  const commons = new Map(compared.map((row) => [row.old, row.comparison.common]));
  const rewrapped = compareRewrapped(rows, { old, new: new_, commons, weights });
  return { rows: rewrapped, approximate };
}

/** Null when the lines turn out to be too unlike to be a pair. */
function compareBlockLines(
  old: BlockLine,
  new_: BlockLine,
  columns: readonly number[] | null,
  weights: readonly number[],
  budget: Budget,
): PairComparison | null {
  if (
    old.kind === "blank" ||
    old.kind === "rule" ||
    new_.kind === "blank" ||
    new_.kind === "rule"
  ) {
    if (old.kind !== new_.kind) return null;
    return { old: [], new: [], common: old.tokens.weight, near: 0, approximate: false };
  }
  const weight = old.tokens.weight + new_.tokens.weight;
  const areRows = old.kind === "row" && new_.kind === "row";
  const isShort = old.tokens.ids.length + new_.tokens.ids.length < shortPair;
  if (!isShort && !areRows) {
    const most = weighBag([old.tokens.ids], [new_.tokens.ids], weights);
    if (2 * most < leastLikeness * weight) return null;
  }
  const comparison = areRows
    ? compareTableRows(old, new_, columns, weights, budget)
    : compareLinePair(old, new_, weights, budget);
  if (areRows && old.key !== "" && old.key === new_.key) return comparison;
  const likeness = (2 * (comparison.common + comparison.near)) / weight;
  if (likeness >= leastLikeness || measureAffixes(old, new_) >= leastLikeness) return comparison;
  return null;
}
