import { decodeBytes } from "../../bytes.ts";

export interface TreeEntry {
  /** As git writes it: 100644, 100755, 120000, 40000 (a folder), 160000 (a submodule). */
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

/** Reads the entries of a tree object's bytes (SHA-1: `mode SP name NUL` and 20 bytes each). */
export function parseTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, space);
    entries.push({
      mode: bytes.toString("latin1", at, space),
      name: decodeBytes(bytes.subarray(space + 1, end)),
      oid: bytes.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}
