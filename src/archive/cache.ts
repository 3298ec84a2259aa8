/**
 * The cache: what a build made from a pair, under a key that names everything it was made from. Each
 * entry is a file; writing goes through a rename, so that two builds at once never see half of one.
 * Disks fail and copies of a cache are cut short: an entry begins with a checksum of its name and its
 * bytes, and one that does not fit counts as missing, so that it is made again.
 */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import { linkFolder } from "./copy-folder.ts";
import { cleanTemporaryFiles, nameTemporary } from "./temporary-files.ts";
import { attemptWrite } from "./system-error.ts";
import { hasIntactFiles, writeChecksums } from "./checksums.ts";

/**
 * Of a pair that was compared: `compared`, `lines` (see `compare-pair.ts`), `patch`. Of its kinds: `kinds`,
 * and now and then `history` (see `trace-kinds.ts`). Rendered: `facts` (PairFacts as JSON), `fragments` (the
 * HTML of all its changes), `feed` (their HTML for feeds) and `texts` (what they make of the texts; both see
 * `packed-entry.ts`), `search` (JSON). `pages`: notes of an output (see `page-notes.ts`). `versions`: parts of
 * the version store.
 */
type CacheKind =
  | "compared"
  | "facts"
  | "feed"
  | "fragments"
  | "history"
  | "kinds"
  | "lines"
  | "pages"
  | "patch"
  | "search"
  | "texts"
  | "versions";

export interface Cache {
  /** The entry's bytes, or null where there is none or a damaged one. */
  readonly read: (kind: CacheKind, key: string) => Buffer | null;
  /**
   * `length` bytes of the entry from `offset`, of an entry that a build has found whole. Throws where
   * there are not as many.
   */
  readonly readSlice: (kind: CacheKind, key: string, offset: number, length: number) => Buffer;
  /** Throws InputError where the folder cannot be written. */
  readonly write: (kind: CacheKind, key: string, bytes: Uint8Array | string) => void;
  /** The folder that is kept under this key, or null where there is none or a damaged one. */
  readonly findFolder: (key: string) => string | null;
  /** Keeps a copy of the folder and says where. Throws InputError where it cannot be written. */
  readonly keepFolder: (key: string, folder: string) => string;
}

/** Bytes of the checksum before each entry. */
const headLength = 4;

/**
 * Makes the folder ready for a build and removes what killed builds left in it. Throws InputError where
 * it cannot be written.
 */
export function prepareCache(folder: string): void {
  attemptWrite(folder, "--cache", () => {
    cleanTemporaryFiles(folder);
    // Better told now than when the first pair is compared.
    const probe = nameTemporary(folder);
    writeFileSync(probe, "");
    rmSync(probe);
  });
}

/** Opens the cache in `folder`, made when first written to. */
export function openCache(folder: string): Cache {
  const fileOf = (kind: CacheKind, key: string) => path.join(folder, kind, key.slice(0, 2), key);
  const folderOf = (key: string) => path.join(folder, "index", key);
  return {
    read(kind, key) {
      try {
        const bytes = readFileSync(fileOf(kind, key));
        const body = bytes.subarray(headLength);
        return bytes.readUInt32LE() === sum(kind, key, body) ? body : null;
      } catch {
        // Missing, cut short, a folder in its place, unreadable: all mean that it has to be made again.
        return null;
      }
    },
    readSlice(kind, key, offset, length) {
      const file = openSync(fileOf(kind, key), "r");
      try {
        const bytes = Buffer.allocUnsafe(length);
        const count = readSync(file, bytes, 0, length, headLength + offset);
        if (count !== length) throw new Error(`The cache entry ${fileOf(kind, key)} is too short.`);
        return bytes;
      } finally {
        closeSync(file);
      }
    },
    write(kind, key, content) {
      attemptWrite(folder, "--cache", () => {
        const bytes = Buffer.from(content);
        const head = Buffer.alloc(headLength);
        head.writeUInt32LE(sum(kind, key, bytes));
        const temporary = nameTemporary(folder);
        place(temporary, fileOf(kind, key), folder, () => {
          writeFileSync(temporary, Buffer.concat([head, bytes]));
        });
      });
    },
    findFolder: (key) => (hasIntactFiles(folderOf(key)) ? folderOf(key) : null),
    keepFolder(key, made) {
      const kept = folderOf(key);
      attemptWrite(folder, "--cache", () => {
        const temporary = nameTemporary(folder);
        place(temporary, kept, folder, () => {
          linkFolder(made, temporary);
          writeChecksums(temporary);
        });
      });
      return kept;
    },
  };
}

function sum(kind: CacheKind, key: string, bytes: Uint8Array): number {
  return crc32(bytes, crc32(`${kind}/${key}`));
}

/** Writes a temporary file or folder and brings it to `target`; where that fails nothing is left of it. */
function place(temporary: string, target: string, cacheFolder: string, write: () => void): void {
  try {
    write();
    try {
      moveTo(target, temporary);
    } catch {
      clearWay(target, cacheFolder);
      moveTo(target, temporary);
    }
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another build may have kept the same folder meanwhile, which is as good.
    if (!hasIntactFiles(target)) throw error;
  }
}

function moveTo(target: string, temporary: string): void {
  mkdirSync(path.dirname(target), { recursive: true });
  renameSync(temporary, target);
}

/** Removes files that stand where folders should be, and what stands at `target` but a whole folder. */
function clearWay(target: string, cacheFolder: string): void {
  const steps = path.relative(cacheFolder, path.dirname(target)).split(path.sep);
  let way = cacheFolder;
  for (const step of steps) {
    way = path.join(way, step);
    const stats = lstatSync(way, { throwIfNoEntry: false });
    if (stats && !stats.isDirectory()) rmSync(way);
  }
  if (!hasIntactFiles(target)) rmSync(target, { recursive: true, force: true });
}
