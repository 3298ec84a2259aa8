import { decodeBytes } from "../../bytes.ts";
import { isBinary } from "../../diff/lines/text.ts";
import type { ContentHash } from "../../model.ts";

/** The bytes of everything that a task names. */
export type Contents = ReadonlyMap<ContentHash, Uint8Array>;

export interface Reader {
  readonly bytes: (hash: ContentHash) => Uint8Array;
  /** The text, or null for a binary file. */
  readonly text: (hash: ContentHash) => string | null;
}

/** Reads contents by their hashes. */
export function createReader(contents: Contents): Reader {
  const bytes = (hash: ContentHash): Uint8Array => {
    const content = contents.get(hash);
    if (!content) throw new Error(`The content ${hash} was not read.`);
    return content;
  };
  const text = (hash: ContentHash) => {
    const content = bytes(hash);
    return isBinary(content) ? null : decodeBytes(content);
  };
  return { bytes, text };
}
