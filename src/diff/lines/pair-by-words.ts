import { matchElements } from "../../sequences/match-elements.ts";
import type { Match } from "../../sequences/region.ts";
import { tokenizeLine } from "../words/tokens.ts";
import { createVocabulary, STOP_WEIGHT, type Vocabulary } from "../words/vocabulary.ts";

/** Characters that tell what a line is about. */
const longestStart = 400;
/** Of the words of the shorter line so much must have stayed. */
const leastShare = 0.5;

/**
 * Tells which of the given lines (indices, ascending) have most of their words in common, by comparing both sides as one run
 * of words each: lists that got another container, paragraphs that were wrapped anew. Pairs ascend on
 * both sides; several old lines may lie in one new one.
 *
 * @param operations that the comparison may cost; `approximate` when they did not suffice
 */
export function pairByWords(
  oldLines: readonly string[],
  newLines: readonly string[],
  old: readonly number[],
  new_: readonly number[],
  operations: number,
): { pairs: Match[]; approximate: boolean } {
  const vocabulary = createVocabulary();
  const oldRun = joinWords(oldLines, old, vocabulary);
  const newRun = joinWords(newLines, new_, vocabulary);
  const { weights } = vocabulary;
  const { partners, approximate } = matchElements(oldRun.ids, newRun.ids, weights, {
    left: operations,
  });
  const pairs: Match[] = [];
  let token = 0;
  oldRun.weights.forEach((weight, line) => {
    let best = { new: -1, common: 0 };
    let current = { new: -1, common: 0 };
    for (; oldRun.lines[token] === line; token += 1) {
      const partner = partners[token] ?? -1;
      if (partner < 0) continue;
      const other = newRun.lines[partner] ?? -1;
      if (other !== current.new) current = { new: other, common: 0 };
      current.common += weights[oldRun.ids[token] ?? 0] ?? 0;
      if (current.common > best.common) best = current;
    }
    if (best.new < 0) return;
    const shorter = Math.min(weight, newRun.weights[best.new] ?? 0);
    if (best.common >= leastShare * shorter) {
      pairs.push({ old: old[line] ?? 0, new: new_[best.new] ?? 0 });
    }
  });
  return { pairs, approximate };
}

/** The words of many lines as one run: `lines` has for each word the index of its line. */
interface WordRun {
  readonly ids: readonly number[];
  readonly lines: readonly number[];
  /** By line: what its words weigh. */
  readonly weights: readonly number[];
}

function joinWords(
  lines: readonly string[],
  places: readonly number[],
  vocabulary: Vocabulary,
): WordRun {
  const run = { ids: [] as number[], lines: [] as number[], weights: [] as number[] };
  places.forEach((place, index) => {
    const { ids } = tokenizeLine(
      (lines[place] ?? "").slice(0, longestStart),
      vocabulary,
      "markdown",
    );
    let weight = 0;
    for (const id of ids) {
      const own = vocabulary.weights[id] ?? 0;
      if (own <= STOP_WEIGHT) continue;
      run.ids.push(id);
      run.lines.push(index);
      weight += own;
    }
    run.weights.push(weight);
  });
  return run;
}
