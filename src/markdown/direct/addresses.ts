import { matchAt } from "./scan.ts";

/** Where the first address with a protocol begins in a range of a text; -1 for nowhere. */
export function findAddress(text: string, from: number, to: number): number {
  PROTOCOL.lastIndex = from;
  const at = PROTOCOL.exec(text)?.index ?? to;
  return at < to ? at : -1;
}

/** The character behind the autolink that begins with the protocol at a place; -1 where none does. */
export function findAddressEnd(text: string, at: number): number {
  const start = at + (matchAt(SCHEME, text, at)?.[0].length ?? 0);
  if (start === at || isEnd(text[start]) || isSign(text[start])) return -1;
  const path = findDomainEnd(text, start);
  return path < 0 ? -1 : findPathEnd(text, path);
}

const PROTOCOL = /(?<![A-Za-z])https?:\/\//gi;
const SCHEME = /https?:\/\//iy;

/** These functions follow micromark's extension for GFM's autolinks state by state. */
function findDomainEnd(text: string, start: number): number {
  let at = start;
  let goesOn = start;
  let isUnderscored = false;
  let wasUnderscored = false;
  while (!isEnd(text[at])) {
    const char = text[at] ?? "";
    if (char === "." || char === "_") {
      if (at >= goesOn) goesOn = findTrailEnd(text, at);
      if (goesOn < 0) break;
      if (char === "_") isUnderscored = true;
      else [wasUnderscored, isUnderscored] = [isUnderscored, false];
    } else if (char !== "-" && isSign(char)) break;
    at += 1;
  }
  return isUnderscored || wasUnderscored ? -1 : at;
}

function findPathEnd(text: string, start: number): number {
  let at = start;
  let goesOn = start;
  let open = 0;
  while (!isEnd(text[at])) {
    const char = text[at] ?? "";
    if (at >= goesOn && PUNCTUATION.test(char) && (char !== ")" || open <= 0)) {
      goesOn = findTrailEnd(text, at);
      if (goesOn < 0) break;
    }
    if (char === "(") open += 1;
    if (char === ")") open -= 1;
    at += 1;
  }
  return at;
}

/** Where the address goes on behind the punctuation at a place; -1 where nothing else follows. */
function findTrailEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    at += matchAt(TRAIL, text, at)?.[0].length ?? 0;
    const char = text[at];
    if (char === "<" || isEnd(char)) return -1;
    if (char === "&") {
      const reference = matchAt(REFERENCE, text, at);
      if (reference === null) return at;
      at += reference[0].length;
    } else if (char === "]") {
      at += 1;
      if (isEnd(text[at]) || text[at] === "(" || text[at] === "[") return -1;
    } else return at;
  }
}

const PUNCTUATION = /[!"&'),.:;<?\]_~*]/;
const TRAIL = /[!"'),.:;?_~*]*/y;
const REFERENCE = /&[A-Za-z]+;/y;

function isEnd(char: string | undefined): boolean {
  return char === undefined || /[\s\0-\x1f\x7f]/.test(char);
}

function isSign(char: string | undefined): boolean {
  return /\p{P}|\p{S}/u.test(char ?? "");
}
