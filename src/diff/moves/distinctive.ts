import type { ChangedFile, ChangedRuns } from "./changed-runs.ts";
import { weighWords } from "./word-weights.ts";

/** What the distinct words of a block weigh together, at least: about three words of prose. */
const MIN_WEIGHT = 14;
/** What is a little, if not enough. */
const MIN_LITTLE_WEIGHT = 7;
/** How much more words must weigh that all stand in one line. */
const LONE_FACTOR = 2;
/** A line that stands in more places than this says nothing about where a block went. */
const MAX_PLACES = 8;

/** How much the lines with these numbers tell. */
export type Judge = (lines: Int32Array) => "enough" | "little" | "nothing";

/**
 * Judges whether lines, given by their numbers, tell enough to be known again elsewhere: by their
 * distinct words, each weighed by the most distinctive line that it stands in. A line counts the less the
 * more places it stands in, among the texts of the pair.
 */
export function createJudge(files: readonly ChangedFile[], runs: ChangedRuns): Judge {
  let places: Uint32Array | undefined;
  const known = new Map<number, ReadonlyMap<string, number>>();
  const readLine = (line: number) => {
    // Most pairs have no blocks to judge, and need not be counted.
    places ??= countPlaces(files, runs);
    const words = known.get(line) ?? weighLine(runs.texts[line] ?? "", places[line] ?? 0);
    known.set(line, words);
    return words;
  };
  return (lines) => {
    const weights = new Map<string, number>();
    let distinctiveLines = 0;
    let sum = 0;
    for (const line of lines) {
      const words = readLine(line);
      if (words.size > 0) distinctiveLines += 1;
      for (const [word, weight] of words) {
        const counted = weights.get(word) ?? 0;
        if (weight <= counted) continue;
        weights.set(word, weight);
        sum += weight - counted;
      }
      if (sum >= (distinctiveLines > 1 ? MIN_WEIGHT : MIN_WEIGHT * LONE_FACTOR)) return "enough";
    }
    return sum >= MIN_LITTLE_WEIGHT && distinctiveLines > 1 ? "little" : "nothing";
  };
}

function weighLine(text: string, places: number): ReadonlyMap<string, number> {
  if (places > MAX_PLACES) return new Map();
  return new Map([...weighWords(text)].map(([word, weight]) => [word, weight / places]));
}

/** In how many places each line stands, in the old texts or the new ones, whichever is more. */
function countPlaces(files: readonly ChangedFile[], { texts, numbers }: ChangedRuns): Uint32Array {
  const count = (lines: readonly string[], places: Uint32Array) => {
    for (const text of lines) {
      const line = numbers.get(text.trim());
      if (line !== undefined) places[line] = (places[line] ?? 0) + 1;
    }
  };
  const old = new Uint32Array(texts.length);
  const new_ = new Uint32Array(texts.length);
  for (const { oldLines, newLines } of files) {
    count(oldLines, old);
    count(newLines, new_);
  }
  return old.map((places, line) => Math.max(places, new_[line] ?? 0));
}
