import { matchAt } from "./scan.ts";

/**
 * Reads a character reference: what it stands for, and its length. A length of 0 where there is none,
 * null where it is not known what it stands for.
 */
export function readReference(text: string, at: number): { value: string; size: number } | null {
  const match = matchAt(REFERENCE, text, at);
  if (match === null) return { value: "", size: 0 };
  const [{ length: size }, name, decimal, hex] = match;
  const value = name === undefined ? decode(decimal, hex) : NAMED.get(name);
  return value === undefined ? null : { value, size };
}

/** Printed characters only: what stands for others has rules of its own. */
function decode(decimal: string | undefined, hex: string | undefined): string | undefined {
  const code =
    decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number.parseInt(decimal, 10);
  const isPrinted = (code > 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0xd800);
  return isPrinted ? String.fromCharCode(code) : undefined;
}

const REFERENCE = /&(?:([A-Za-z][A-Za-z0-9]*)|#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6}));/y;

/** Those that documentation uses. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["deg", "°"],
  ["middot", "·"],
  ["bull", "•"],
  ["hellip", "…"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["laquo", "«"],
  ["raquo", "»"],
  ["larr", "←"],
  ["uarr", "↑"],
  ["rarr", "→"],
  ["darr", "↓"],
  ["times", "×"],
  ["le", "≤"],
  ["ge", "≥"],
  ["ne", "≠"],
  ["lbrace", "{"],
  ["rbrace", "}"],
  ["lbrack", "["],
  ["rbrack", "]"],
  ["vert", "|"],
  ["lowbar", "_"],
  ["ast", "*"],
  ["num", "#"],
]);
