import { groupBlocks } from "../../../src/diff/lines/hunks.ts";
import { applyKinds, listSilent } from "../../../src/kinds/apply-kinds.ts";
import { analyseText, readKeys } from "../../../src/pipeline/pairs/analyse-text.ts";
import { compareLines } from "../../../src/pipeline/pairs/compare-change.ts";
import {
  foldedKinds,
  type ChangedRow,
  type Dialect,
  type Hunk,
  type LineBlock,
} from "../../../src/model.ts";
import { splitLines } from "../whole.ts";
import { hasTagLines, readDocument, readWords, type Reader } from "./read-alike.ts";

interface Fault {
  /** What was folded as. */
  readonly kind: "cosmetic" | "layout";
  /** Of a reader who parses both: where what it reads first differs. */
  readonly reader: Reader;
  readonly before: string;
  readonly after: string;
}

interface Found {
  /** How many blocks were put in. */
  readonly folded: number;
  /** Of those, in hunks that fold lines as layout. */
  readonly layout: number;
  readonly fault: Fault | null;
}

/**
 * Puts the hunks that are folded into the old text, and the others not, and reads it again: first those that
 * are cosmetic through and through, then those with `layout` too. Of the former a reader may see no
 * difference, of the latter none in words, code and values, there or between the new text and that without
 * them. Gives the first one that is seen.
 */
export async function findFault(
  oldText: string,
  newText: string,
  dialect: Dialect,
  path = dialect === "plain" ? "file.yaml" : dialect === "mdx" ? "file.mdx" : "file.md",
): Promise<Found> {
  const [oldLines, newLines] = [splitLines(oldText), splitLines(newText)];
  const { approximate, ...lines } = compareLines(oldLines, newLines);
  const keys = readKeys({ dialect, ...lines });
  const text = analyseText({ path, dialect, ...lines, approximateLines: approximate, keys });
  const silent = {
    old: listSilent(keys.old, listChanged(lines.blocks, "old")),
    new: listSilent(keys.new, listChanged(lines.blocks, "new")),
  };
  const hunks = applyKinds(text.hunks, undefined, silent, () => {
    throw new RangeError("No line of one file alone leads to a change.");
  });
  const spans = groupBlocks(lines.blocks, oldLines.length, newLines.length);
  const blocksWhere = (
    hunks: readonly Hunk[],
    isFolded: (row: ChangedRow) => boolean,
  ): LineBlock[] =>
    spans.flatMap(({ blocks }, index) => (listRows(hunks[index]).every(isFolded) ? blocks : []));
  const cosmetic = blocksWhere(text.hunks, ({ lineKind }) => lineKind === "cosmetic");
  // Lines without words are folded with those beside them.
  const folded = blocksWhere(hunks, ({ lineKind }) => foldedKinds.includes(lineKind));
  const counts = { folded: folded.length, layout: folded.length - cosmetic.length };
  const tries = [
    { kind: "cosmetic", blocks: cosmetic, read: readDocument },
    { kind: "layout", blocks: counts.layout === 0 ? [] : folded, read: readWords },
  ] as const;
  for (const { kind, blocks, read } of tries) {
    if (blocks.length === 0) continue;
    const isMdx = dialect === "mdx" && (await readWords(newText, "mdx")) !== null;
    const ofLayout = isMdx ? (["mdx"] as const) : READERS[dialect].slice(-1);
    const readers = kind === "cosmetic" ? READERS[dialect] : ofLayout;
    for (const reader of readers) {
      const old = replace(oldLines, "old", newLines, "new", blocks);
      const fault = await compare(oldText, old, reader, read);
      if (fault === null) continue;
      // What was moved is taken away in one hunk and put in by another: the new text without it is read too.
      const new_ = replace(newLines, "new", oldLines, "old", blocks);
      const back = await compare(newText, new_, reader, read);
      if (back !== null) return { ...counts, fault: { kind, reader, ...fault } };
    }
  }
  return { ...counts, fault: null };
}

function listRows(hunk: Hunk | undefined): ChangedRow[] {
  return (hunk?.rows ?? []).filter((row) => row.kind !== "context");
}

function listChanged(blocks: readonly LineBlock[], side: "old" | "new"): number[] {
  return blocks.flatMap(({ [side]: { start, end } }) =>
    Array.from({ length: end - start }, (_, index) => start + index),
  );
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

async function compare(
  text: string,
  mixed: string,
  reader: Reader,
  read: (document: string, reader: Reader) => Promise<string[] | null>,
): Promise<Pick<Fault, "before" | "after"> | null> {
  const texts = [text, mixed];
  const isUntagged = reader === "untagged" && !texts.some(hasTagLines);
  const [before, after] = await Promise.all(
    texts.map((document) => read(document, isUntagged ? "markdown" : reader)),
  );
  if (!before || !after) return null;
  const first = before.findIndex((line, index) => line !== after[index]);
  if (first < 0 && before.length === after.length) return null;
  const place = first < 0 ? before.length : first;
  const show = (lines: readonly string[]) => lines.slice(place, place + 3).join("\n");
  return { before: show(before), after: show(after) };
}

const READERS: Readonly<Record<Dialect, readonly Reader[]>> = {
  plain: ["plain"],
  markdown: ["markdown", "untagged"],
  mdx: ["mdx", "spaced"],
};
