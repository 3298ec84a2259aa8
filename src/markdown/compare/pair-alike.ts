import type { RenderedBlock } from "../read/rendered-block.ts";

/** Below this share of words in common two blocks are not held to be one that was edited. */
const LEAST_LIKENESS = 0.3;
/** Runs with more pairs than this to try are left unpaired. */
const MOST_PAIRS = 10_000;

/**
 * Pairs blocks that were probably one before and after an edit, in order, by their words. Where they are
 * too many none are paired, and `noteCoarse` is called.
 */
export function pairAlike(
  from: readonly RenderedBlock[],
  to: readonly RenderedBlock[],
  noteCoarse: () => void,
): [RenderedBlock, RenderedBlock][] {
  const [old] = from;
  const [new_] = to;
  if (old === undefined || new_ === undefined) return [];
  if (from.length === 1 && to.length === 1) return [[old, new_]];
  if (from.length * to.length > MOST_PAIRS) {
    noteCoarse();
    return [];
  }
  const likeness = measureAll(from, to);
  const width = to.length + 1;
  // best[i * width + j]: the most likeness to be had from the blocks from i and j on.
  const best = new Float64Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const paired = likeness(i, j) + (best[(i + 1) * width + j + 1] ?? 0);
      const apart = Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
      best[i * width + j] = likeness(i, j) > 0 ? Math.max(paired, apart) : apart;
    }
  }
  const pairs: [RenderedBlock, RenderedBlock][] = [];
  let i = 0;
  let j = 0;
  while (i < from.length && j < to.length) {
    const here = best[i * width + j] ?? 0;
    const [a, b] = [from[i], to[j]];
    if (here === best[(i + 1) * width + j]) i += 1;
    else if (here === best[i * width + j + 1]) j += 1;
    else {
      if (a && b) pairs.push([a, b]);
      i += 1;
      j += 1;
    }
  }
  return pairs;
}

function measureAll(
  from: readonly RenderedBlock[],
  to: readonly RenderedBlock[],
): (i: number, j: number) => number {
  const words = (blocks: readonly RenderedBlock[]) =>
    blocks.map(({ key }) => new Set(key.split(BOUNDS)));
  const [a, b] = [words(from), words(to)];
  const values = from.map((old, i) =>
    to.map((new_, j) => {
      if (old.type !== new_.type) return 0;
      const [left, right] = [a[i] ?? new Set(), b[j] ?? new Set()];
      const likeness = (2 * left.intersection(right).size) / (left.size + right.size);
      return likeness >= LEAST_LIKENESS ? likeness : 0;
    }),
  );
  return (i, j) => values[i]?.[j] ?? 0;
}

// The bounds of tokens and blocks in a key.
const BOUNDS = /[\s\u0001\u0002]+/;
