import { COMMON_WEIGHT, findAnchors } from "../../sequences/anchors.ts";
import { matchByEdits } from "../../sequences/myers.ts";
import {
  type DiffRegion,
  type Match,
  splitAtAnchors,
  trimEnds,
  wholeRegion,
} from "../../sequences/region.ts";

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
 * unlike have no partners between, and `noteApproximate` is called.
 */
export function matchElementsInOrder(
  a: readonly Element[],
  b: readonly Element[],
  noteApproximate: () => void,
): Int32Array {
  const numberOf = createNumbering();
  const [old, new_] = [a.map(numberOf), b.map(numberOf)];
  const partners = new Int32Array(a.length).fill(-1);
  const changed = trimEnds(old, new_, wholeRegion(old, new_), partners);
  for (const region of splitAtAnchors(findStayed(a, b, changed), changed)) {
    const rest = trimEnds(old, new_, region, partners);
    const matches =
      matchByEdits(old, new_, rest, MOST_EDITS, { left: Infinity }) ??
      matchAroundAnchors(old, new_, rest, noteApproximate);
    for (const match of matches) partners[match.old] = match.new;
  }
  return partners;
}

/** The same between what stands once on both sides. */
function matchAroundAnchors(
  old: readonly number[],
  new_: readonly number[],
  region: DiffRegion,
  noteApproximate: () => void,
): Match[] {
  // All are worth the same, and distinctive.
  const weights = new Array<number>(Math.max(...[old, new_].map(findLargest)) + 1);
  const anchors = findAnchors(old, new_, weights.fill(COMMON_WEIGHT + 1), region, 1);
  return splitAtAnchors(anchors, region).flatMap((part) => {
    const matches = matchByEdits(old, new_, part, MOST_EDITS, { left: Infinity });
    if (matches === null) noteApproximate();
    return matches ?? [];
  });
}

function findLargest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

/** Equal elements that stay in one place; both ascend, as places do. */
function findStayed(a: readonly Element[], b: readonly Element[], region: DiffRegion): Match[] {
  const stayed: Match[] = [];
  let at = region.newStart;
  for (let old = region.oldStart; old < region.oldEnd; old++) {
    const { text = "", place = -1 } = a[old] ?? {};
    if (place < 0) continue;
    while (at < region.newEnd && (b[at]?.place ?? -1) < place) at += 1;
    if (at === region.newEnd) break;
    if (b[at]?.place === place && b[at]?.text === text) stayed.push({ old, new: at });
  }
  return stayed;
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

/** The partners seen from the other side. */
export function invert(partners: Int32Array, length: number): Int32Array {
  const back = new Int32Array(length).fill(-1);
  partners.forEach((to, from) => {
    if (to >= 0) back[to] = from;
  });
  return back;
}
