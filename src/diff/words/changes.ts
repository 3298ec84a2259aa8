import type { DiffRegion } from "../../sequences/region.ts";
import type { TokenizedLine, Tokens } from "./tokens.ts";
import { STOP_WEIGHT } from "./vocabulary.ts";

/** A line with more changes than this is not read but searched through. */
const fewChanges = 4;
/** So many words that stayed one after the other, or in one mark, are never marked. */
const mostWords = 3;
/** A change of more tokens is joined to no other: it is long enough. */
const longestJoined = 400;
/** A link with its target, or an address by itself: whole ones that stayed are never marked. */
const link = /\[[^[\]]*\]\([^()\s]*\)|[a-z]+:\/\/[^\s)>"'`]+/g;

/** Two texts with their tokens, and what these weigh. */
export interface TokenizedPair {
  readonly old: TokenizedLine;
  readonly new: TokenizedLine;
  readonly weights: readonly number[];
}

/**
 * Joins changes over islands of equal tokens that are too small to read: symbols and stop-words alone,
 * or words that weigh less than the changes on both sides of them; where a line has many changes,
 * over all islands that may be marked at all. After the semantic clean-up of Neil Fraser's
 * diff-match-patch, by words instead of characters.
 */
export function joinIslands(
  changes: readonly DiffRegion[],
  pair: TokenizedPair,
  lines: number,
): DiffRegion[] {
  const joined = joinWhere(changes, pair, (before, after, island) =>
    isSmall(before, after, island, pair),
  );
  return joined.length > fewChanges * lines ? joinWhere(joined, pair, () => true) : joined;
}

interface Island {
  readonly text: string;
  readonly weight: number;
  readonly words: number;
  /** It holds a word that is no stop-word. */
  readonly isDistinctive: boolean;
}

function joinWhere(
  changes: readonly DiffRegion[],
  pair: TokenizedPair,
  accepts: (before: DiffRegion, after: DiffRegion, island: Island) => boolean,
): DiffRegion[] {
  const joined: { readonly change: DiffRegion; readonly words: number }[] = [];
  for (const next of changes) {
    let [change, words] = [next, 0];
    for (;;) {
      const last = joined.at(-1);
      if (last === undefined) break;
      const island = describeIsland(last.change, change, pair);
      const sum = last.words + island.words + words;
      if (sum > mostWords || !accepts(last.change, change, island)) break;
      const both = { ...last.change, oldEnd: change.oldEnd, newEnd: change.newEnd };
      if (hasMuchInCommon(both, pair)) break;
      joined.pop();
      [change, words] = [both, sum];
    }
    joined.push({ change, words });
  }
  return joined.map(({ change }) => change);
}

/** What lies between two changes; of a long island only that it is long. */
function describeIsland(
  { oldEnd }: DiffRegion,
  { oldStart }: DiffRegion,
  { old, weights }: TokenizedPair,
): Island {
  const { ids, starts, ends } = old.tokens;
  let [weight, words, isDistinctive] = [0, 0, false];
  for (let at = oldEnd; at < oldStart && words <= mostWords; at++) {
    const tokenWeight = weights[ids[at] ?? 0] ?? 0;
    weight += tokenWeight;
    if (tokenWeight >= STOP_WEIGHT) words += 1;
    isDistinctive ||= tokenWeight > STOP_WEIGHT;
  }
  if (words > mostWords) return { text: "", weight, words, isDistinctive };
  const text = old.text.slice(starts[oldEnd], ends[oldStart - 1]);
  // A name of several parts is read as several words.
  const parts = text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
  return { text, weight, words: Math.max(words, parts), isDistinctive };
}

/** Whether an island says little beside the changes around it. */
function isSmall(
  before: DiffRegion,
  after: DiffRegion,
  { text, weight, isDistinctive }: Island,
  pair: TokenizedPair,
): boolean {
  // A name that took the place of another stands for itself, behind a bracket or a quote.
  if (/[()[\]{}"'`]/.test(text) && (isReplacedToken(before) || isReplacedToken(after)))
    return false;
  const least = Math.min(weighChange(before, pair), weighChange(after, pair));
  return weight <= (isDistinctive ? least / 2 : Math.max(Math.min(3, least), least / 2));
}

/** Whether both sides of a change hold the same link, or the same four words in a row; or it is very long. */
export function hasMuchInCommon(
  change: DiffRegion,
  { old, new: new_, weights }: TokenizedPair,
): boolean {
  const { oldStart, oldEnd, newStart, newEnd } = change;
  if (oldEnd - oldStart + newEnd - newStart > longestJoined) return true;
  const listRuns = ({ tokens }: TokenizedLine, start: number, end: number) => {
    const words = tokens.ids.slice(start, end).filter((id) => (weights[id] ?? 0) >= STOP_WEIGHT);
    return words.slice(mostWords).map((_, at) => words.slice(at, at + mostWords + 1).join(" "));
  };
  const listLinks = ({ text, tokens }: TokenizedLine, start: number, end: number) =>
    text.slice(tokens.starts[start], tokens.ends[end - 1]).match(link) ?? [];
  const list = (line: TokenizedLine, start: number, end: number) =>
    start === end ? [] : [...listRuns(line, start, end), ...listLinks(line, start, end)];
  const inOld = new Set(list(old, oldStart, oldEnd));
  return inOld.size > 0 && list(new_, newStart, newEnd).some((part) => inOld.has(part));
}

function isReplacedToken({ oldStart, oldEnd, newStart, newEnd }: DiffRegion): boolean {
  return oldEnd - oldStart === 1 && newEnd - newStart === 1;
}

function weighChange(change: DiffRegion, { old, new: new_, weights }: TokenizedPair): number {
  return Math.max(
    weighTokens(old.tokens, change.oldStart, change.oldEnd, weights),
    weighTokens(new_.tokens, change.newStart, change.newEnd, weights),
  );
}

/** The sum of the weights of a run of tokens. */
export function weighTokens(
  tokens: Tokens,
  start: number,
  end: number,
  weights: readonly number[],
): number {
  let weight = 0;
  for (let at = start; at < end; at++) weight += weights[tokens.ids[at] ?? 0] ?? 0;
  return weight;
}
