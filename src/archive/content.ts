import { readFileSync, readlinkSync } from "node:fs";
import { encodeText } from "../bytes.ts";

/** Where the bytes of one content can be read again; plain data, so that it can go to a worker. */
export interface ContentPlace {
  /** Absolute; bytes that are not UTF-8 as in `Path`. */
  readonly file: string;
  /** A symbolic link's content is its target; it is never followed. */
  readonly link: boolean;
}

/** Reads the bytes of a content. Throws what the file system throws. */
export function readContent(place: ContentPlace): Uint8Array {
  const file = toNativePath(place.file);
  return place.link ? readlinkSync(file, { encoding: "buffer" }) : readFileSync(file);
}

/** The path as its very bytes, for names that are not UTF-8. */
export function toNativePath(path: string): Buffer {
  return Buffer.from(encodeText(path).buffer);
}
