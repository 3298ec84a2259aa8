import { judgeLikeness, leastLikeness } from "./likeness.ts";
import type { BlockLine } from "./block-lines.ts";
import type { Match } from "../../sequences/region.ts";
import { type ChainLink, keepHeaviest } from "../../sequences/heaviest-chain.ts";
import { weighBag } from "../words/bag.ts";

/** A word that stands in more lines than this on either side tells nothing of which belong together. */
const mostLines = 4;
/** Of the lines that share rare words with a line, so many are looked at. */
const mostCandidates = 4;

/**
 * Finds pairs of lines in a large block that share rare words and are alike, and keeps the series, in
 * order on both sides, that is worth most.
 */
export function findCandidates(
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
  weights: readonly number[],
): readonly Match[] {
  const inOld = indexRare(old, weights.length);
  const inNew = indexRare(new_, weights.length);
  const candidates: ChainLink[] = [];
  const votes = new Float64Array(new_.length);
  old.forEach((line, index) => {
    const voted: number[] = [];
    for (const id of line.distinctive) {
      if (!inOld[id]) continue;
      for (const other of inNew[id] ?? []) {
        if (votes[other] === 0) voted.push(other);
        votes[other] = (votes[other] ?? 0) + (weights[id] ?? 0);
      }
    }
    if (voted.length > 1) voted.sort((a, b) => (votes[b] ?? 0) - (votes[a] ?? 0) || a - b);
    const ranked = voted.slice(0, mostCandidates);
    for (const other of voted) votes[other] = 0;
    // Descending, so that a line is never chained to another candidate of the same old line.
    for (const other of ranked.sort((a, b) => b - a)) {
      const partner = new_[other];
      if (partner === undefined) continue;
      const common = weighBag([line.distinctive], [partner.distinctive], weights);
      const alike = judgeLikeness(line, partner, common);
      const worth = alike * alike * (line.distinctiveWeight + partner.distinctiveWeight);
      if (alike >= leastLikeness) candidates.push({ old: index, new: other, worth });
    }
  });
  return keepHeaviest(candidates, new_.length).map(({ old, new: at }) => ({ old, new: at }));
}

/** For each word that stands in few lines, these lines. */
function indexRare(lines: readonly BlockLine[], words: number): (number[] | null | undefined)[] {
  const places = new Array<number[] | null | undefined>(words);
  lines.forEach((line, index) => {
    for (const id of line.distinctive) {
      const known = places[id];
      if (known === undefined) places[id] = [index];
      else if (known !== null && known.at(-1) !== index) {
        if (known.length === mostLines) places[id] = null;
        else known.push(index);
      }
    }
  });
  return places;
}
