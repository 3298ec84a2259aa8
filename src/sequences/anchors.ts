import { type ChainLink, keepHeaviest } from "./heaviest-chain.ts";
import type { Match, DiffRegion } from "./region.ts";

/** An element of at most this weight says too little to be an anchor: symbols, stop-words, blank lines. */
export const COMMON_WEIGHT = 2;
/** Marks a key that stands more than once. */
const REPEATED = -2;

/**
 * Finds runs of `length` tokens (with a distinctive word among them) that stand exactly once on both sides
 * of a region, and keeps the series of them, in order on both, that is worth most. An anchor is the
 * run's first token; the comparison around it finds the rest. After Bram Cohen's patience diff, which
 * counts anchors: here they weigh what stayed around them, so that a phrase that moved does not outweigh
 * the page that stayed because its words are rarer.
 */
export function findAnchors(
  old: readonly number[],
  new_: readonly number[],
  weights: readonly number[],
  region: DiffRegion,
  length: number,
): readonly Match[] {
  const candidates =
    length === 1
      ? findWords(old, new_, weights, region)
      : findRuns(old, new_, weights, region, length);
  return keepHeaviest(weighAnchors(candidates, old, new_, weights, region), region.newEnd);
}

/**
 * Gives each anchor its share of the weight of the equal tokens before and behind it, which the anchors
 * among them have in common. Every token is looked at twice at most: by the anchors next to it.
 */
function weighAnchors(
  anchors: readonly Match[],
  old: readonly number[],
  new_: readonly number[],
  weights: readonly number[],
  { oldStart, oldEnd, newStart, newEnd }: DiffRegion,
): ChainLink[] {
  const links: ChainLink[] = [];
  for (let first = 0; first < anchors.length;) {
    const { old: oldAt, new: newAt } = anchors[first] as Match;
    const shift = newAt - oldAt;
    let start = oldAt;
    while (
      start > oldStart &&
      start + shift > newStart &&
      old[start - 1] === new_[start - 1 + shift]
    )
      start -= 1;
    let end = oldAt + 1;
    while (end < oldEnd && end + shift < newEnd && old[end] === new_[end + shift]) end += 1;
    let next = first + 1;
    while (isOnRun(anchors[next], shift, end)) next += 1;
    let weight = 0;
    for (let at = start; at < end; at++) weight += weights[old[at] as number] as number;
    const worth = weight / (next - first);
    for (; first < next; first++) links.push({ ...(anchors[first] as Match), worth });
  }
  return links;
}

function isOnRun(anchor: Match | undefined, shift: number, end: number): boolean {
  return anchor !== undefined && anchor.old < end && anchor.new - anchor.old === shift;
}

function findRuns(
  old: readonly number[],
  new_: readonly number[],
  weights: readonly number[],
  region: DiffRegion,
  length: number,
): Match[] {
  const inOld = indexUnique(old, weights, region.oldStart, region.oldEnd, length);
  const inNew = indexUnique(new_, weights, region.newStart, region.newEnd, length);
  const candidates: Match[] = [];
  for (const [key, at] of inOld) {
    if (at === REPEATED) continue;
    const other = inNew.get(key);
    if (other === undefined || other === REPEATED) continue;
    if (areEqual(old, at, new_, other, length)) candidates.push({ old: at, new: other });
  }
  // A map keeps the order of first insertion, so candidates ascend on the old side.
  return candidates;
}

/** By token id: where it stands (1-based), 0 for nowhere; all 0 between calls. */
let oldPlaces = new Int32Array(0);
let newPlaces = new Int32Array(0);

/** Distinctive words that stand once on both sides, ascending on the old one. */
function findWords(
  old: readonly number[],
  new_: readonly number[],
  weights: readonly number[],
  { oldStart, oldEnd, newStart, newEnd }: DiffRegion,
): Match[] {
  if (oldPlaces.length < weights.length) {
    oldPlaces = new Int32Array(weights.length * 2);
    newPlaces = new Int32Array(weights.length * 2);
  }
  notePlaces(old, oldStart, oldEnd, oldPlaces);
  notePlaces(new_, newStart, newEnd, newPlaces);
  const anchors: Match[] = [];
  for (let at = oldStart; at < oldEnd; at++) {
    const token = old[at] as number;
    const other = newPlaces[token] as number;
    if (oldPlaces[token] !== at + 1 || other <= 0) continue;
    if ((weights[token] as number) > COMMON_WEIGHT) anchors.push({ old: at, new: other - 1 });
  }
  for (let at = oldStart; at < oldEnd; at++) oldPlaces[old[at] as number] = 0;
  for (let at = newStart; at < newEnd; at++) newPlaces[new_[at] as number] = 0;
  return anchors;
}

function notePlaces(
  tokens: readonly number[],
  start: number,
  end: number,
  places: Int32Array,
): void {
  for (let at = start; at < end; at++) {
    const token = tokens[at] as number;
    places[token] = places[token] === 0 ? at + 1 : REPEATED;
  }
}

function indexUnique(
  tokens: readonly number[],
  weights: readonly number[],
  start: number,
  end: number,
  length: number,
): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = start; at + length <= end; at++) {
    let key = 0;
    let distinctive = false;
    for (let offset = 0; offset < length; offset++) {
      const token = tokens[at + offset] ?? 0;
      // Collisions are told by comparing the tokens themselves.
      key = (Math.imul(key, 31_337) + token) & 0x3fffffff;
      distinctive ||= (weights[token] ?? 0) > COMMON_WEIGHT;
    }
    if (distinctive) places.set(key, places.has(key) ? REPEATED : at);
  }
  return places;
}

function areEqual(
  old: readonly number[],
  at: number,
  new_: readonly number[],
  other: number,
  length: number,
): boolean {
  for (let offset = 0; offset < length; offset++) {
    if (old[at + offset] !== new_[other + offset]) return false;
  }
  return true;
}
