/** What a line is known by: hashes of what it says. */
import { hashLine, joinHashes } from "./hash.ts";
import type { LineText } from "./words.ts";

/** By line (0-based); hashes, 0 where a line has none. */
export interface LineKeys {
  /** Of its words. */
  readonly words: Float64Array;
  /** Of its words, targets and code. */
  readonly key: Float64Array;
  /** Of all that it shows, and of where it stands: the depth of its list, the level of its heading. */
  readonly full: Float64Array;
  /** Whether it begins a block of its own, or what it hangs on above: to be compared, and nothing else. */
  readonly tie: Uint32Array;
  /** Of the whole paragraph where that may be wrapped elsewhere; the same for all its lines. */
  readonly block: Float64Array;
  /** How many words it has, up to 255. */
  readonly count: Uint8Array;
  /** What it is, see `blank`, `sign` and `worded`. */
  readonly sort: Uint8Array;
}

/** A line that shows nothing: blank, or closing tags alone. */
export const blank = 0;

/** A line without letters or digits that means something all the same: a rule, a fence, code. */
export const sign = 1;

/** A line with letters or digits. */
export const worded = 2;

/** A line of fewer words says too little to be known again by itself. */
export const leastWords = 4;

/** Of lines that are all blank so far. */
export function createKeys(size: number): LineKeys {
  return {
    words: new Float64Array(size),
    key: new Float64Array(size),
    full: new Float64Array(size),
    tie: new Uint32Array(size),
    block: new Float64Array(size),
    count: new Uint8Array(size),
    sort: new Uint8Array(size),
  };
}

/**
 * `exact`: it stands there as it is written, so that it is seen without letters too; `place`: where it stands,
 * in any words; `tie`: see `LineKeys`.
 */
export function setLine(
  keys: LineKeys,
  at: number,
  text: LineText,
  exact: boolean,
  place = "",
  tie = 0,
): void {
  // An image without a text is seen, and so are brackets and signs of emphasis that stand alone.
  const isSeen = exact || text.key !== "" || /[[\]*~]/.test(text.full);
  keys.sort[at] = text.count > 0 ? worded : isSeen ? sign : blank;
  if (keys.sort[at] === blank) return;
  const words = hashLine(text.words === "" ? text.full : text.words);
  const key = text.key === text.words && text.key !== "" ? words : hashLine(text.key);
  const full = text.full === text.key ? key : hashLine(text.full);
  keys.words[at] = words;
  keys.key[at] = key;
  keys.full[at] = joinHashes(full, hashLine(`${String(tie)} ${place}`));
  keys.tie[at] = tie;
  keys.count[at] = Math.min(text.count, 255);
}

/** The line is a sign that says this. */
export function setSign(keys: LineKeys, at: number, text: string): void {
  keys.sort[at] = sign;
  keys.words[at] = keys.key[at] = keys.full[at] = hashLine(`\u0005${text}`);
}
