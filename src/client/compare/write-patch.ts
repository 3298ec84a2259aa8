import { groupBlocks } from "../../diff/lines/hunks.ts";
import { formatPatch, type PatchContent } from "../../diff/patch/patch.ts";
import type { Path } from "../../model.ts";
import { compareLines } from "../../pipeline/pairs/compare-change.ts";
import { type ChangedFile, pathOf } from "./compare-files.ts";

export interface WrittenPatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Files that changed and whose bytes are not at hand. */
  readonly leftOut: readonly Path[];
}

/** A patch that `git apply` takes, of all changes but those of files that are no text. */
export function writePatch(files: readonly ChangedFile[]): WrittenPatch {
  const written = files.map(({ change, ...sides }) => ({
    change,
    content: describe(change, sides),
  }));
  const changes = written.flatMap(({ change, content }) => (content ? [{ change, content }] : []));
  const leftOut = written.flatMap(({ change, content }) => (content ? [] : [pathOf(change)]));
  return { bytes: new Uint8Array(formatPatch(changes, refuseBinary)), leftOut };
}

function describe(
  change: ChangedFile["change"],
  { oldLines, newLines }: Pick<ChangedFile, "oldLines" | "newLines">,
): PatchContent | null {
  if (
    "from" in change &&
    "to" in change &&
    change.from.hash === change.to.hash &&
    change.from.mode !== "120000" &&
    change.to.mode !== "120000"
  )
    return { kind: "same" };
  if (oldLines === null || newLines === null) return null;
  const { blocks } = compareLines(oldLines, newLines);
  const hunks = groupBlocks(blocks, oldLines.length, newLines.length);
  return { kind: "text", oldLines, newLines, hunks };
}

function refuseBinary(): never {
  throw new Error("The bytes of a binary file are not at hand.");
}
