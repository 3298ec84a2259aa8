import type { Range } from "../model.ts";
import { matchByEdits } from "./edit-paths.ts";

/** Edits beyond which two sequences count as unlike; bounds the work to about its square. */
const MOST_EDITS = 1500;

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
  const numberOf = createNumbering(a, b);
  const left = Float64Array.from(a.slice(head, endOfA), numberOf);
  const right = Float64Array.from(b.slice(head, endOfB), numberOf);
  let [from, to] = [0, 0];
  const matchUpTo = (fromEnd: number, toEnd: number) => {
    const gap = [left.subarray(from, fromEnd), right.subarray(to, toEnd)] as const;
    if (gap[0].length === 0 || gap[1].length === 0) return;
    const matched = matchByEdits(...gap, MOST_EDITS);
    if (matched === null) noteCoarse();
    matched?.forEach((partner, at) => {
      if (partner >= 0) partners[head + from + at] = head + to + partner;
    });
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
function createNumbering(
  a: readonly Element[],
  b: readonly Element[],
): (element: Element) => number {
  const numbers = new Map<string, number>();
  let places = 1;
  for (const { place } of a) places = Math.max(places, place + 2);
  for (const { place } of b) places = Math.max(places, place + 2);
  return ({ text, place }) => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number * places + place + 1;
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
