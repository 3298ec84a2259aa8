/** Lines that moved and were edited on the way: most of their words are the same. */
import type { OpenPlace } from "./moves.ts";
import type { OpenFile, OpenLines } from "./open-lines.ts";

export interface EditedMove {
  readonly from: OpenPlace;
  readonly to: OpenPlace;
}

/** Of the distinct words of both lines so many are the same, at least. */
const leastShare = 0.6;
/** Shorter lines say too little to be known again by some of their words. */
const leastDistinct = 5;
/** A word that more deletions have is not looked up. */
const mostPlaces = 8;

/**
 * Pairs open insertions with open deletions, one to one, each with the one that shares most words with it.
 * Only words that stand in few deletions lead to one, so that the cost follows the number of words.
 */
export function findEditedMoves(
  files: readonly OpenFile[],
  isOpen: (file: OpenFile, side: "old" | "new", at: number) => boolean,
): EditedMove[] {
  const places = new Map<number, OpenPlace[]>();
  for (const file of files) {
    for (const at of file.old.line.keys()) {
      const words = wordsOf(file.old, at);
      if (words.length < leastDistinct || !isOpen(file, "old", at)) continue;
      const place = { file, at };
      for (const word of words) {
        const known = places.get(word);
        if (!known) places.set(word, [place]);
        else if (known.length <= mostPlaces) known.push(place);
      }
    }
  }
  const moves: EditedMove[] = [];
  const used = new Set<OpenPlace>();
  for (const file of files) {
    for (const at of file.new.line.keys()) {
      const words = wordsOf(file.new, at);
      if (words.length < leastDistinct || !isOpen(file, "new", at)) continue;
      const from = findLikestPlace(words, places, used);
      if (!from) continue;
      used.add(from);
      moves.push({ from, to: { file, at } });
    }
  }
  return moves;
}

function findLikestPlace(
  words: Int32Array,
  places: ReadonlyMap<number, readonly OpenPlace[]>,
  used: ReadonlySet<OpenPlace>,
): OpenPlace | null {
  const candidates = new Set<OpenPlace>();
  for (const word of words) {
    const found = places.get(word) ?? [];
    if (found.length > mostPlaces) continue;
    for (const place of found) if (!used.has(place)) candidates.add(place);
  }
  const own = new Set(words);
  let likest: OpenPlace | null = null;
  let most = 0;
  for (const place of candidates) {
    const others = wordsOf(place.file.old, place.at);
    let same = 0;
    for (const word of others) if (own.has(word)) same += 1;
    const share = same / Math.max(own.size, others.length);
    if (share < leastShare || share <= most) continue;
    likest = place;
    most = share;
  }
  return likest;
}

function wordsOf({ words, wordsEnd }: OpenLines, at: number): Int32Array {
  return words.subarray(wordsEnd[at - 1] ?? 0, wordsEnd[at]);
}
