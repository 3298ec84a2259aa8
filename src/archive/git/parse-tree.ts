import { decodeBytes } from "../../bytes.ts";

export interface TreeEntry {
  /** As git writes it: 100644, 100755, 120000, 40000 (a folder), 160000 (a submodule). */
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

/**
 * Reads the entries of a tree object's bytes (SHA-1: `mode SP name NUL` and 20 bytes each).
 * @throws {RangeError} for bytes that are no tree, and for names that lead out of it: git writes
 * neither, but passes both on.
 */
export function parseTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, space);
    if (space < 0 || end < 0 || end + 21 > bytes.length) throw new RangeError("is no tree");
    const name = decodeBytes(bytes.subarray(space + 1, end));
    if (name === "" || name === "." || name === ".." || name.includes("/")) {
      throw new RangeError(`holds a file of the name ${JSON.stringify(name)}`);
    }
    entries.push({
      mode: bytes.toString("latin1", at, space),
      name,
      oid: bytes.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}
