/**
 * The cache: what a build made from a pair, under a key that names everything it was made from. Each
 * entry is a file; writing goes through a rename, so that two builds at once never see half of one.
 */
import { randomUUID } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/**
 * `facts`: PairFacts as JSON. `fragments`: the HTML of all its changes. `feed`: their HTML for feeds (see
 * `feed-entry.ts`). `patch`. `search`: JSON.
 */
type CacheKind = "facts" | "feed" | "fragments" | "patch" | "search";

export interface Cache {
  /** The entry's bytes, or null where there is none. */
  readonly read: (kind: CacheKind, key: string) => Buffer | null;
  /** `length` bytes of the entry from `offset`. Throws where there are not as many. */
  readonly readSlice: (kind: CacheKind, key: string, offset: number, length: number) => Buffer;
  readonly write: (kind: CacheKind, key: string, bytes: Uint8Array | string) => void;
  /** Where a search index of this key is kept, whether it is there or not. */
  readonly indexFolder: (key: string) => string;
}

/** Opens the cache in `folder`, made when first written to. */
export function openCache(folder: string): Cache {
  const fileOf = (kind: CacheKind, key: string) => path.join(folder, kind, key.slice(0, 2), key);
  return {
    indexFolder: (key) => path.join(folder, "index", key),
    read(kind, key) {
      try {
        return readFileSync(fileOf(kind, key));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    readSlice(kind, key, offset, length) {
      const file = openSync(fileOf(kind, key), "r");
      try {
        const bytes = Buffer.allocUnsafe(length);
        const count = readSync(file, bytes, 0, length, offset);
        if (count !== length) throw new Error(`The cache entry ${fileOf(kind, key)} is too short.`);
        return bytes;
      } finally {
        closeSync(file);
      }
    },
    write(kind, key, bytes) {
      const file = fileOf(kind, key);
      mkdirSync(path.dirname(file), { recursive: true });
      const draft = `${file}.${randomUUID()}`;
      writeFileSync(draft, bytes);
      renameSync(draft, file);
    },
  };
}
