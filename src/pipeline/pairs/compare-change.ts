/** What happened to the lines of one changed file. */
import { diffLines } from "../../diff/lines/lines.ts";
import { groupBlocks } from "../../diff/lines/hunks.ts";
import type { PatchContent } from "../../diff/patch/patch.ts";
import { isBinary } from "../../diff/lines/text.ts";
import type { ContentHash, FileChange, LineBlock, Path } from "../../model.ts";
import { splitVersions } from "./split-versions.ts";
import { isLink, pathOf, sidesOf } from "../../diff/trees/trees.ts";

export interface ComparedChange {
  readonly change: FileChange;
  readonly path: Path;
  readonly oldBytes: Uint8Array;
  readonly newBytes: Uint8Array;
  readonly binary: boolean;
  /** Null for a binary file, and where only name or mode changed. */
  readonly text: ComparedText | null;
}

export interface ComparedText {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly blocks: readonly LineBlock[];
  /** The line diff hit its budget. */
  readonly approximate: boolean;
}

const noBytes = new Uint8Array();

/** Compares the two sides of a change; a side that does not exist has no bytes. */
export function compareChange(
  change: FileChange,
  readBytes: (hash: ContentHash) => Uint8Array,
): ComparedChange {
  const { from, to } = sidesOf(change);
  const oldBytes = from ? readBytes(from.hash) : noBytes;
  const newBytes = to ? readBytes(to.hash) : noBytes;
  const binary = isBinary(oldBytes) || isBinary(newBytes);
  const becameOther = isOtherType(change);
  const isSame = from?.hash === to?.hash && !becameOther;
  const text = binary || isSame ? null : compareText(oldBytes, newBytes, becameOther);
  return { change, path: pathOf(change), oldBytes, newBytes, binary, text };
}

/** Compares two texts by lines. With `whole`, the one replaces the other, whatever they share. */
export function compareText(
  oldBytes: Uint8Array,
  newBytes: Uint8Array,
  whole = false,
): ComparedText {
  const { oldLines, newLines } = splitVersions(oldBytes, newBytes);
  return compareLines(oldLines, newLines, whole);
}

/** The same of texts that are split already; each line keeps its terminator. */
export function compareLines(
  oldLines: readonly string[],
  newLines: readonly string[],
  whole = false,
): ComparedText {
  if (!whole) return { oldLines, newLines, ...diffLines(oldLines, newLines) };
  const block = {
    old: { start: 0, end: oldLines.length },
    new: { start: 0, end: newLines.length },
  };
  return { oldLines, newLines, blocks: [block], approximate: false };
}

/** Whether a file became a symbolic link, or the other way round: no line of the one stayed in the other. */
export function isOtherType(change: FileChange): boolean {
  const { from, to } = sidesOf(change);
  return from !== null && to !== null && isLink(from) !== isLink(to);
}

/** Whether less than half of a changed file stayed: in lines that stayed, by the larger side. */
export function isRewritten({ text, binary }: ComparedChange): boolean {
  if (!text) return binary;
  const { oldLines, newLines, blocks } = text;
  const measure = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length, 0);
  const size = measure(oldLines);
  const gone = blocks.reduce(
    (sum, { old }) => sum + measure(oldLines.slice(old.start, old.end)),
    0,
  );
  return size - gone < Math.max(size, measure(newLines)) / 2;
}

/** What a patch needs of a compared change. */
export function describeContent(
  item: Pick<ComparedChange, "oldBytes" | "newBytes" | "binary" | "text">,
): PatchContent {
  const { oldBytes, newBytes } = item;
  if (item.binary) return { kind: "binary", oldBytes, newBytes };
  if (!item.text) return { kind: "same" };
  const { oldLines, newLines, blocks } = item.text;
  const hunks = groupBlocks(blocks, oldLines.length, newLines.length);
  return { kind: "text", oldLines, newLines, hunks };
}
