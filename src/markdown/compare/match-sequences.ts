import { diffArrays } from "diff";
import type { Range } from "../../model.ts";

/** Edits beyond which two sequences are cut where something stands once in both; bounds the work to its square. */
const MOST_EDITS = 300;

/** Equal to another of the same text and place. */
export interface Element {
  readonly text: string;
  /** Where it stays (see `Side.placeOf`), so that what stayed finds no partner elsewhere. */
  readonly place: number;
}

/**
 * A longest common subsequence: for each index of `a` its partner in `b`, or -1. Ends in common are
 * taken off first. What stayed in its place keeps its partner, whatever moved past it; sequences too
 * unlike have no partners between, and `noteCoarse` is called.
 */
export function matchSequences(
  a: readonly Element[],
  b: readonly Element[],
  noteCoarse: () => void,
): Int32Array {
  const partners = new Int32Array(a.length).fill(-1);
  let head = 0;
  while (head < a.length && head < b.length && areEqual(a[head], b[head])) {
    partners[head] = head;
    head += 1;
  }
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    areEqual(a[a.length - 1 - tail], b[b.length - 1 - tail])
  ) {
    partners[a.length - 1 - tail] = b.length - 1 - tail;
    tail += 1;
  }
  const [endOfA, endOfB] = [a.length - tail, b.length - tail];
  if (head === endOfA || head === endOfB) return partners;
  const numberOf = createNumbering();
  const left = a.slice(head, endOfA).map(numberOf);
  const right = b.slice(head, endOfB).map(numberOf);
  let [from, to] = [0, 0];
  const matchUpTo = (fromEnd: number, toEnd: number) => {
    const matched = matchGap(left.slice(from, fromEnd), right.slice(to, toEnd), noteCoarse);
    for (const [at, partner] of matched) partners[head + from + at] = head + to + partner;
  };
  for (const stayed of findStayed(
    a,
    b,
    { start: head, end: endOfA },
    { start: head, end: endOfB },
  )) {
    matchUpTo(stayed.from - head, stayed.to - head);
    partners[stayed.from] = stayed.to;
    [from, to] = [stayed.from - head + 1, stayed.to - head + 1];
  }
  matchUpTo(left.length, right.length);
  return partners;
}

/** Equal elements that stay in one place; both ascend, as places do. */
function findStayed(
  a: readonly Element[],
  b: readonly Element[],
  inA: Range,
  inB: Range,
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let to = inB.start;
  for (let from = inA.start; from < inA.end; from++) {
    const place = a[from]?.place ?? -1;
    if (place < 0) continue;
    while (to < inB.end && (b[to]?.place ?? -1) < place) to += 1;
    if (to === inB.end) break;
    if (areEqual(a[from], b[to])) found.push({ from, to });
  }
  return found;
}

function areEqual(one: Element | undefined, other: Element | undefined): boolean {
  return one?.place === other?.place && one?.text === other?.text;
}

/** Gives equal elements equal numbers, and others others. */
function createNumbering(): (element: Element) => number {
  const numbers = new Map<string, number>();
  return ({ text, place }) => {
    const key = `${String(place)} ${text}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
}

type Match = [old: number, new: number];

/** The indices of what is equal on both sides, in order. */
function matchGap(a: readonly number[], b: readonly number[], noteCoarse: () => void): Match[] {
  const whole = findCommon(a, b);
  if (whole !== null) return whole;
  const matches: Match[] = [];
  let [i, j] = [0, 0];
  for (const [at, partner] of [...findAnchors(a, b), [a.length, b.length] as const]) {
    const between = findCommon(a.slice(i, at), b.slice(j, partner));
    if (between === null) noteCoarse();
    for (const [left, right] of between ?? []) matches.push([i + left, j + right]);
    if (at < a.length) matches.push([at, partner]);
    [i, j] = [at + 1, partner + 1];
  }
  return matches;
}

/** A longest common subsequence; null where there are more edits than `MOST_EDITS`. */
function findCommon(a: readonly number[], b: readonly number[]): Match[] | null {
  const [inA, inB] = [new Set(a), new Set(b)];
  // What only one side has finds no partner, and would make the search long.
  const left = [...a.keys()].filter((at) => inB.has(a[at] ?? -1));
  const right = [...b.keys()].filter((at) => inA.has(b[at] ?? -1));
  if (left.length === 0) return [];
  // The types leave out that there may be no answer.
  const changes = diffArrays(
    left.map((at) => a[at] ?? -1),
    right.map((at) => b[at] ?? -1),
    { maxEditLength: MOST_EDITS },
  ) as ReturnType<typeof diffArrays<number>> | undefined;
  if (changes === undefined) return null;
  const matched: Match[] = [];
  let [i, j] = [0, 0];
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      for (let at = 0; at < count; at++) matched.push([left[i + at] ?? -1, right[j + at] ?? -1]);
    }
    if (!added) i += count;
    if (!removed) j += count;
  }
  return matched;
}

/** A longest run of what stands once on both sides, in one order (patience diff, after Bram Cohen). */
function findAnchors(a: readonly number[], b: readonly number[]): Match[] {
  const [inA, inB] = [findSingles(a), findSingles(b)];
  const tops: { match: Match; before: number }[] = [];
  const piles: number[] = [];
  for (const [element, at] of inA) {
    const partner = inB.get(element);
    if (partner === undefined) continue;
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[piles[middle] ?? -1]?.match[1] ?? Infinity) < partner) low = middle + 1;
      else high = middle;
    }
    piles[low] = tops.push({ match: [at, partner], before: piles[low - 1] ?? -1 }) - 1;
  }
  const anchors: Match[] = [];
  for (let top = tops[piles.at(-1) ?? -1]; top; top = tops[top.before]) anchors.push(top.match);
  return anchors.reverse();
}

/** Where each element stands that stands there once. */
function findSingles(elements: readonly number[]): Map<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  elements.forEach((element, at) => {
    if (places.has(element)) repeated.add(element);
    else places.set(element, at);
  });
  for (const element of repeated) places.delete(element);
  return places;
}

/** The partners seen from the other side. */
export function invert(partners: Int32Array, length: number): Int32Array {
  const back = new Int32Array(length).fill(-1);
  partners.forEach((to, from) => {
    if (to >= 0) back[to] = from;
  });
  return back;
}
