/**
 * Permanent addresses of files and permanent anchors of changes. Both depend only on what they name
 * and on what was seen before it, so that one more snapshot never moves them.
 */
import { toDisplay } from "../../bytes.ts";
import type { Path, Stamp } from "../../model.ts";

/** Hex digits of a hash of the text's bytes (as `encodeText` gives them); at least ten. */
export type Hash = (text: string) => string;

const plainSegment = /^[A-Za-z0-9._-]+$/;
const reservedSegment = /^(\d+|\.{1,2}|rss\.xml|atom\.xml|feed\.json|index\.html)$/i;
const slugLength = 60;
const longestSegment = 200;

/** `c` and ten hex digits: the anchor of the change of `path` that came with the snapshot `to`. */
export function anchorOf(to: Stamp, path: Path, hash: Hash): string {
  return `c${hash(`${to}\n${path}`).slice(0, 10)}`;
}

/**
 * The address of every path (segments joined by `/`, no slash at the ends), for paths in the order
 * in which they were first seen. Of paths that differ by case or Unicode form only, the first keeps
 * the plain form.
 */
export function assignAddresses(paths: readonly Path[], hash: Hash): Map<Path, string> {
  const addresses = new Map<Path, string>();
  const taken = new Set<string>();
  for (const path of paths) {
    const plain = escapePath(path, hash);
    const address = taken.has(fold(plain)) ? escapeLastSegment(path, hash) : plain;
    taken.add(fold(address));
    addresses.set(path, address);
  }
  return addresses;
}

function escapePath(path: Path, hash: Hash): string {
  const segments = path.split("/");
  return segments
    .map((segment, index) =>
      isPlain(segment)
        ? segment
        : escapeSegment(segment, segments.slice(0, index + 1).join("/"), hash),
    )
    .join("/");
}

function escapeLastSegment(path: Path, hash: Hash): string {
  const folder = escapePath(path, hash).split("/").slice(0, -1);
  return [...folder, escapeSegment(path.split("/").at(-1) ?? "", path, hash)].join("/");
}

function isPlain(segment: string): boolean {
  return (
    segment.length <= longestSegment && plainSegment.test(segment) && !reservedSegment.test(segment)
  );
}

/** A readable slug, `~` and ten hex digits of the hash of the path down to this segment. */
function escapeSegment(segment: string, path: Path, hash: Hash): string {
  const slug = toDisplay(segment)
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "")
    .slice(0, slugLength);
  return `${slug}~${hash(path).slice(0, 10)}`;
}

function fold(address: string): string {
  return address.normalize("NFC").toLowerCase();
}
