import { formatPatch, type PatchContent } from "../../diff/patch/patch.ts";
import type { Path } from "../../model.ts";
import { describeContent } from "../../pipeline/pairs/compare-change.ts";
import { pathOf } from "../../diff/trees/trees.ts";
import { type ChangedFile, compareFile, hasSameBytes } from "./compare-files.ts";

export interface WrittenPatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Files that changed and whose bytes are not at hand. */
  readonly leftOut: readonly Path[];
}

/** A patch that `git apply` takes, of all changes but those of files that are no text. */
export function writePatch(files: readonly ChangedFile[]): WrittenPatch {
  const written = files.map((file) => ({ change: file.change, content: describe(file) }));
  const changes = written.flatMap(({ change, content }) => (content ? [{ change, content }] : []));
  const leftOut = written.flatMap(({ change, content }) => (content ? [] : [pathOf(change)]));
  return { bytes: new Uint8Array(formatPatch(changes, refuseBinary)), leftOut };
}

const noBytes = { oldBytes: new Uint8Array(), newBytes: new Uint8Array() };

/** Null where there is no text and the bytes are not the same. */
function describe(file: ChangedFile): PatchContent | null {
  const text = compareFile(file);
  if (!text && !hasSameBytes(file.change)) return null;
  return describeContent({ ...noBytes, binary: false, text });
}

function refuseBinary(): never {
  throw new Error("The bytes of a binary file are not at hand.");
}
