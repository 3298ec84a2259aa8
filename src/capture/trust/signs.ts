/** What a file looks like, in few words that can be compared: small, so that thousands fit into memory. */
import { createHash } from "node:crypto";
import { decodeAddress } from "../file-paths.ts";

export type FileKind = "a text" | "JSON" | "a PDF" | "a picture" | "binary data";

export interface Signs {
  readonly kind: FileKind;
  /** Letters and digits. */
  readonly letters: number;
  readonly words: number;
  /** Stands for the text without numbers, ids and its own address: what an error page fills in anew each time. */
  readonly key: string;
  /** Its first heading, else its first line. */
  readonly heading: string;
  /** The beginning of its text. */
  readonly opening: string;
  /** Hashes of some of its words, which two texts share as they share their words (the least ones, as in MinHash). */
  readonly sketch: readonly number[];
}

const openingLength = 2000;
const sketchLength = 32;

/** `address`: what was asked for; it may stand in an error page's text. */
export function readSigns(bytes: Uint8Array, contentType: string, address: string): Signs {
  const kind = findKind(bytes, contentType);
  const text = isReadable(kind) ? new TextDecoder().decode(bytes) : "";
  return {
    kind,
    letters: isReadable(kind) ? countLetters(text) : bytes.length,
    words: listWords(text).length,
    key: createHash("sha256")
      .update(isReadable(kind) ? normalise(text, address) : bytes)
      .digest("hex")
      .slice(0, 20),
    heading: findHeading(text),
    opening: text.slice(0, openingLength),
    sketch: sketchWords(text),
  };
}

/** Whether it has words that can be compared. */
export function isReadable(kind: FileKind): boolean {
  return kind === "a text" || kind === "JSON";
}

/** The share (0 to 1) of the different words of `old` that `new` still has; 1 where `old` has none. */
export function shareKept(old: string, new_: string): number {
  const oldWords = new Set(listWords(old));
  const newWords = new Set(listWords(new_));
  return oldWords.size === 0 ? 1 : oldWords.intersection(newWords).size / oldWords.size;
}

/** Whether two texts are one but for the few words that a page fills in. */
export function areAlike(a: Signs, b: Signs): boolean {
  if (a.key === b.key) return true;
  if (!isReadable(a.kind) || !isReadable(b.kind)) return false;
  const [small = 0, large = 0] = [a.words, b.words].toSorted((x, y) => x - y);
  return (
    small > 0 &&
    small >= 0.8 * large &&
    shareKept(a.opening, b.opening) >= 0.9 &&
    shareKept(b.opening, a.opening) >= 0.9
  );
}

/** Whether two texts that are known by their sketches share half of their words. */
export function shareWords(a: readonly number[], b: readonly number[]): boolean {
  const shared = new Set(a).intersection(new Set(b)).size;
  return shared > 0 && shared >= Math.max(a.length, b.length) / 2;
}

function sketchWords(text: string): number[] {
  // Words with numbers in them are ids, counters and times.
  const words = new Set(listWords(text).filter((word) => !/\d/.test(word)));
  const hashes = new Set([...words].map(hashWord));
  return [...hashes].toSorted((a, b) => a - b).slice(0, sketchLength);
}

/** FNV-1a, 32 bits. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

function findKind(bytes: Uint8Array, contentType: string): FileKind {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 16));
  if (head.startsWith("%PDF-") || contentType.startsWith("application/pdf")) return "a PDF";
  if (/^(?:\x89PNG|GIF8|\xff\xd8\xff|RIFF....WEBP)/s.test(head)) return "a picture";
  if (/^image\/(?!svg)/.test(contentType)) return "a picture";
  if (bytes.includes(0) || /^(?:audio|video)\//.test(contentType)) return "binary data";
  return isJson(bytes) ? "JSON" : "a text";
}

function isJson(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes).trim();
  if (!/^[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function findHeading(text: string): string {
  const heading = /^ {0,3}#{1,6}\s+(.+)$/m.exec(text)?.[1] ?? /^\s*(\S.*)$/m.exec(text)?.[1];
  return (heading ?? "").replaceAll(/[*_`#]+|\s+$/g, "").slice(0, 200);
}

/** The text without numbers, ids and the address that was asked for, in whatever way that is written. */
export function normalise(text: string, address: string): string {
  return collapse(
    dropAddress(text, address)
      .toLowerCase()
      .replaceAll(/[0-9a-f]*\d[0-9a-f-]*/g, "0"),
  );
}

/** The lines of a text that have letters, without the address that was asked for. */
export function listLines(text: string, address: string): string[] {
  const lines = dropAddress(text, address).split("\n").map(collapse);
  return lines.filter((line) => /[\p{L}\p{N}]/u.test(line));
}

function collapse(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function dropAddress(text: string, address: string): string {
  // Markdown escapes what stands in addresses.
  const plain = text.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
  return listForms(address).reduce((rest, form) => rest.replaceAll(form, ""), plain);
}

/** An address as pages write it, the longest form first: whole, its path, encoded, decoded. */
function listForms(address: string): string[] {
  const path = URL.parse(address)?.pathname ?? address;
  if (path.length < 2) return [];
  // A single name is a word of the text as well.
  const bare = path.slice(1);
  const plain = [address, path, ...(bare.includes("/") ? [bare] : [])];
  const forms = plain.flatMap((form) => [form, encodeURIComponent(form), decodeAddress(form)]);
  return [...new Set(forms)]
    .filter((form) => form.length > 1)
    .toSorted((a, b) => b.length - a.length);
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function listWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
