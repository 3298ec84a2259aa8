import { decodeBytes } from "../../bytes.ts";
import { splitLines } from "../../diff/lines/text.ts";

/** The lines of two versions of a text, with their terminators. */
export interface SplitVersions {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
}

/**
 * Decodes two versions and splits them into lines. The lines that both begin or end with, mostly nearly
 * all, are decoded once and are the same strings on both sides, so that comparing them costs nothing.
 */
export function splitVersions(oldBytes: Uint8Array, newBytes: Uint8Array): SplitVersions {
  const head = findHead(oldBytes, newBytes);
  const tail = findTail(oldBytes.subarray(head), newBytes.subarray(head));
  const first = split(oldBytes.subarray(0, head));
  const last = split(oldBytes.subarray(oldBytes.length - tail));
  const between = (bytes: Uint8Array) => split(bytes.subarray(head, bytes.length - tail));
  return {
    oldLines: [...first, ...between(oldBytes), ...last],
    newLines: [...first, ...between(newBytes), ...last],
  };
}

function split(bytes: Uint8Array): string[] {
  return splitLines(decodeBytes(bytes));
}

const lineFeed = 10;
/** Bytes that are compared at once. */
const step = 1024;

/** Bytes of the whole lines that both begin with. */
function findHead(one: Uint8Array, other: Uint8Array): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at + step <= most && areSame(one, at, other, at)) at += step;
  while (at < most && one[at] === other[at]) at += 1;
  return at === 0 ? 0 : one.lastIndexOf(lineFeed, at - 1) + 1;
}

/** Bytes of the whole lines that both end with, but for the first line of the shorter one. */
function findTail(one: Uint8Array, other: Uint8Array): number {
  const most = Math.min(one.length, other.length);
  let size = 0;
  while (
    size + step <= most &&
    areSame(one, one.length - size - step, other, other.length - size - step)
  ) {
    size += step;
  }
  while (size < most && one[one.length - 1 - size] === other[other.length - 1 - size]) size += 1;
  const start = one.indexOf(lineFeed, one.length - size);
  return start < 0 ? 0 : one.length - start - 1;
}

function areSame(one: Uint8Array, at: number, other: Uint8Array, otherAt: number): boolean {
  return Buffer.compare(one.subarray(at, at + step), other.subarray(otherAt, otherAt + step)) === 0;
}
