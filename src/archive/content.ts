import { readFileSync, readlinkSync } from "node:fs";
import { encodeText } from "../bytes.ts";
import { InputError } from "../errors.ts";
import type { ContentHash } from "../model.ts";
import { hashContent } from "./hash-content.ts";
import { type ObjectReader, openObjectReader } from "./git/object-reader.ts";

/** Where the bytes of one content can be read again; plain data, so that it can go to a worker. */
export type ContentPlace =
  | {
      readonly kind: "file";
      /** Absolute; bytes that are not UTF-8 as in `Path`. */
      readonly file: string;
      /** A symbolic link's content is its target; it is never followed. */
      readonly link: boolean;
    }
  | { readonly kind: "git"; readonly gitFolder: string; readonly oid: string };

export interface ContentReader {
  /** Reads all bytes of all contents. Throws InputError for a file that is not as it was, and for missing objects. */
  readonly readAll: (
    places: ReadonlyMap<ContentHash, ContentPlace>,
  ) => Promise<Map<ContentHash, Uint8Array>>;
  readonly close: () => void;
}

/** Opens a reader, which keeps one `git cat-file` for each repository it is asked about. */
export function openContentReader(): ContentReader {
  const repositories = new Map<string, ObjectReader>();
  const openRepository = (gitFolder: string): ObjectReader => {
    const reader = repositories.get(gitFolder) ?? openObjectReader(gitFolder, "objects");
    repositories.set(gitFolder, reader);
    return reader;
  };
  const readOne = async (hash: ContentHash, place: ContentPlace): Promise<Uint8Array> => {
    if (place.kind === "file") return readUnchanged(hash, place);
    const object = await openRepository(place.gitFolder).read(place.oid);
    if (!object) throw new Error(`The object ${place.oid} is missing from ${place.gitFolder}.`);
    return object.bytes;
  };
  return {
    async readAll(places) {
      const contents = await Promise.all(
        [...places].map(async ([hash, place]) => [hash, await readOne(hash, place)] as const),
      );
      return new Map(contents);
    },
    close() {
      for (const reader of repositories.values()) reader.close();
      repositories.clear();
    },
  };
}

/** What is made from the bytes is kept under their hash: other bytes would stay in the cache for good. */
function readUnchanged(hash: ContentHash, place: ContentPlace & { kind: "file" }): Uint8Array {
  try {
    const bytes = readFile(place);
    if (hashContent(bytes) === hash) return bytes;
  } catch {
    // It is gone, which is a change as well.
  }
  throw new InputError({
    where: place.file,
    what: "changed while it was being read",
    remedy: "Run the command again when nothing writes to the snapshots.",
  });
}

/** Reads the bytes of a file or the target of a link. Throws what the file system throws. */
export function readFile({ file, link }: { file: string; link: boolean }): Uint8Array {
  const native = toNativePath(file);
  return link ? readlinkSync(native, { encoding: "buffer" }) : readFileSync(native);
}

/** The path as its very bytes, for names that are not UTF-8. */
export function toNativePath(path: string): Buffer {
  return Buffer.from(encodeText(path).buffer);
}
