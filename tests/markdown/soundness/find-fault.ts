import { alignBlock } from "../../../src/diff/align/align.ts";
import { groupBlocks } from "../../../src/diff/lines/hunks.ts";
import { diffLines } from "../../../src/diff/lines/lines.ts";
import { classifyLines } from "../../../src/markdown/compare/cosmetic.ts";
import { createLazyDocument } from "../../../src/markdown/read/document.ts";
import type { Dialect, LineBlock, LineClass } from "../../../src/model.ts";
import { splitLines } from "../whole.ts";
import { readDocument, type Reader } from "./read-alike.ts";

interface Fault {
  /** Of a reader who parses both: where what it reads first differs. */
  readonly reader: Reader;
  readonly before: string;
  readonly after: string;
}

/**
 * Puts the hunks whose changed lines are all called cosmetic into the old text, and the others not, and reads
 * it again: a reader may see no difference, there or between the new text and that without them. Gives the first one that is seen, and how many blocks were put in.
 */
export async function findFault(
  oldText: string,
  newText: string,
  dialect: Dialect,
): Promise<{ folded: number; fault: Fault | null }> {
  const [oldLines, newLines] = [splitLines(oldText), splitLines(newText)];
  const open = (lines: readonly string[]) => createLazyDocument(lines, dialect);
  const { blocks } = diffLines(oldLines, newLines);
  const rows = blocks.map(
    (block) =>
      alignBlock(
        oldLines.slice(block.old.start, block.old.end),
        newLines.slice(block.new.start, block.new.end),
        dialect,
      ).rows,
  );
  const classes = classifyLines(open(oldLines), open(newLines), { blocks, rows });
  const isCosmetic = (block: LineBlock) =>
    isFolded(block, "old", classes.old) && isFolded(block, "new", classes.new);
  const folded = groupBlocks(blocks, oldLines.length, newLines.length).flatMap((hunk) =>
    hunk.blocks.every(isCosmetic) ? hunk.blocks : [],
  );
  if (folded.length === 0) return { folded: 0, fault: null };
  for (const reader of READERS[dialect]) {
    const fault = await compare(oldText, replace(oldLines, "old", newLines, "new", folded), reader);
    if (fault === null) continue;
    // What was moved is taken away in one hunk and put in by another: the new text without it is read too.
    const back = await compare(newText, replace(newLines, "new", oldLines, "old", folded), reader);
    if (back !== null) return { folded: folded.length, fault };
  }
  return { folded: folded.length, fault: null };
}

/** The lines of one side, with those of the other in the blocks. */
function replace(
  lines: readonly string[],
  side: "old" | "new",
  others: readonly string[],
  otherSide: "old" | "new",
  blocks: readonly LineBlock[],
): string {
  const mixed: string[] = [];
  let at = 0;
  for (const { [side]: own, [otherSide]: other } of blocks) {
    mixed.push(...lines.slice(at, own.start), ...others.slice(other.start, other.end));
    at = own.end;
  }
  return [...mixed, ...lines.slice(at)].join("");
}

async function compare(text: string, mixed: string, reader: Reader): Promise<Fault | null> {
  const [before, after] = await Promise.all(
    [text, mixed].map((document) => readDocument(document, reader)),
  );
  if (!before || !after) return null;
  const first = before.findIndex((line, index) => line !== after[index]);
  if (first < 0 && before.length === after.length) return null;
  const place = first < 0 ? before.length : first;
  const show = (lines: readonly string[]) => lines.slice(place, place + 3).join("\n");
  return { reader, before: show(before), after: show(after) };
}

const READERS: Readonly<Record<Dialect, readonly Reader[]>> = {
  plain: ["plain"],
  markdown: ["markdown", "untagged"],
  mdx: ["mdx", "spaced"],
};

function isFolded(
  block: LineBlock,
  side: "old" | "new",
  classes: ReadonlyMap<number, LineClass>,
): boolean {
  const { start, end } = block[side];
  for (let line = start; line < end; line++) if (classes.get(line) !== "cosmetic") return false;
  return true;
}
