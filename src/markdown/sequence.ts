import { matchByEdits } from "./edit-paths.ts";

/** Edits beyond which two sequences count as unlike; bounds the work to about its square. */
const MOST_EDITS = 1500;

/**
 * A longest common subsequence: for each index of `a` its partner in `b`, or -1. Ends in common are
 * taken off first; sequences too unlike have no partners between.
 */
export function matchSequences(a: readonly string[], b: readonly string[]): Int32Array {
  const partners = new Int32Array(a.length).fill(-1);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) {
    partners[head] = head;
    head += 1;
  }
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    partners[a.length - 1 - tail] = b.length - 1 - tail;
    tail += 1;
  }
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  if (left.length === 0 || right.length === 0) return partners;
  matchByEdits(left, right, MOST_EDITS).forEach((to, from) => {
    if (to >= 0) partners[head + from] = head + to;
  });
  return partners;
}

/** The partners seen from the other side. */
export function invert(partners: Int32Array, length: number): Int32Array {
  const back = new Int32Array(length).fill(-1);
  partners.forEach((to, from) => {
    if (to >= 0) back[to] = from;
  });
  return back;
}
