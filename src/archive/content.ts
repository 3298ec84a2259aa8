import { readFileSync, readlinkSync } from "node:fs";
import { encodeText } from "../bytes.ts";
import type { ContentHash } from "../model.ts";
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
  /** Reads all bytes of all contents. Throws what the file system throws, and for missing objects. */
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
  const readOne = async (place: ContentPlace): Promise<Uint8Array> => {
    if (place.kind === "file") return readFile(place);
    const object = await openRepository(place.gitFolder).read(place.oid);
    if (!object) throw new Error(`The object ${place.oid} is missing from ${place.gitFolder}.`);
    return object.bytes;
  };
  return {
    async readAll(places) {
      const contents = await Promise.all(
        [...places].map(async ([hash, place]) => [hash, await readOne(place)] as const),
      );
      return new Map(contents);
    },
    close() {
      for (const reader of repositories.values()) reader.close();
      repositories.clear();
    },
  };
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
