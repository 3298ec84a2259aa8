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
 * taken off first; sequences too unlike have no partners between, and `noteCoarse` is called.
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
  if (head + tail === a.length || head + tail === b.length) return partners;
  const numberOf = createNumbering(a, b);
  const left = Float64Array.from(a.slice(head, a.length - tail), numberOf);
  const right = Float64Array.from(b.slice(head, b.length - tail), numberOf);
  const matched = matchByEdits(left, right, MOST_EDITS);
  if (matched === null) noteCoarse();
  matched?.forEach((to, from) => {
    if (to >= 0) partners[head + from] = head + to;
  });
  return partners;
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
