import { matchElementsInOrder } from "./match-sequences.ts";
import type { RenderedBlock } from "../read/rendered-block.ts";

/** Below this share of words in common two blocks are not held to be one that was edited. */
const LEAST_LIKENESS = 0.3;
/** Of more blocks on both sides those with the same words are paired first; the others in pieces of this size. */
const PIECE = 60;

/** Pairs blocks that were probably one before and after an edit, in order, by their words. */
export function pairAlike(
  old: readonly RenderedBlock[],
  new_: readonly RenderedBlock[],
): [RenderedBlock, RenderedBlock][] {
  if (old.length * new_.length <= PIECE ** 2) return pairPiece(old, new_);
  const words = ({ key }: RenderedBlock) => ({ text: key.replace(MARKS, ""), place: -1 });
  // What finds no partner here is looked for in pieces.
  const partners = matchElementsInOrder(old.map(words), new_.map(words), () => undefined);
  const pairs: [RenderedBlock, RenderedBlock][] = [];
  let [from, to] = [0, 0];
  const pairUpTo = (fromEnd: number, toEnd: number) => {
    const count = Math.ceil(Math.max(fromEnd - from, toEnd - to) / PIECE);
    const cut = (start: number, end: number, at: number) =>
      start + Math.round(((end - start) * at) / count);
    for (let at = 0; at < count; at++) {
      const left = old.slice(cut(from, fromEnd, at), cut(from, fromEnd, at + 1));
      const right = new_.slice(cut(to, toEnd, at), cut(to, toEnd, at + 1));
      pairs.push(...pairPiece(left, right));
    }
  };
  old.forEach((block, at) => {
    const partner = partners[at] ?? -1;
    const other = new_[partner];
    if (!other) return;
    pairUpTo(at, partner);
    pairs.push([block, other]);
    [from, to] = [at + 1, partner + 1];
  });
  pairUpTo(old.length, new_.length);
  return pairs;
}

function pairPiece(
  old: readonly RenderedBlock[],
  new_: readonly RenderedBlock[],
): [RenderedBlock, RenderedBlock][] {
  const [firstOld] = old;
  const [firstNew] = new_;
  if (firstOld === undefined || firstNew === undefined) return [];
  if (old.length === 1 && new_.length === 1) return [[firstOld, firstNew]];
  const likeness = measureAll(old, new_);
  const width = new_.length + 1;
  // best[i * width + j]: the most likeness new_ be had old the blocks old i and j on.
  const best = new Float64Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = new_.length - 1; j >= 0; j--) {
      const paired = likeness(i, j) + (best[(i + 1) * width + j + 1] ?? 0);
      const apart = Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
      best[i * width + j] = likeness(i, j) > 0 ? Math.max(paired, apart) : apart;
    }
  }
  const pairs: [RenderedBlock, RenderedBlock][] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < new_.length) {
    const here = best[i * width + j] ?? 0;
    const [a, b] = [old[i], new_[j]];
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
  old: readonly RenderedBlock[],
  new_: readonly RenderedBlock[],
): (i: number, j: number) => number {
  const words = (blocks: readonly RenderedBlock[]) =>
    blocks.map(({ key }) => new Set(key.split(BOUNDS)));
  const [a, b] = [words(old), words(new_)];
  const values = old.map((oldBlock, i) =>
    new_.map((newBlock, j) => {
      if (oldBlock.type !== newBlock.type) return 0;
      const [left, right] = [a[i] ?? new Set(), b[j] ?? new Set()];
      const likeness = (2 * left.intersection(right).size) / (left.size + right.size);
      return likeness >= LEAST_LIKENESS ? likeness : 0;
    }),
  );
  return (i, j) => values[i]?.[j] ?? 0;
}

/** The marks of a token, in a key. */
const MARKS = /\u0002[^\u0001\u0002]*/g;
// The bounds of tokens and blocks in a key.
const BOUNDS = /[\s\u0001\u0002]+/;
