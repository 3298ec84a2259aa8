import type { LineBlock, LineClass, MarkupEdit, Range } from "../../model.ts";
import { compareBlocks } from "./compare-blocks.ts";
import type { Definitions } from "../read/definitions.ts";
import type { Document, LazyDocument } from "../read/document.ts";
import { readBlocks } from "../read/read-blocks.ts";
import type { RenderedBlock } from "../read/rendered-block.ts";
import { isTooHard } from "../split/parse.ts";
import { matchSequences } from "./match-sequences.ts";
import { findRegions, listSegments, type Region } from "./regions.ts";
import type { Segment } from "../split/segments.ts";
import { type ChangedLines, createVerdict, type Side, type Verdict } from "./verdict.ts";

/** Characters of both sides that are read for one run of changed segments, and for a whole file. */
const MOST_OF_REGION = 120_000;
const MOST_OF_FILE = 180_000;
/** What a segment costs besides its characters. */
const COST_OF_SEGMENT = 30;

/** What the changed lines of both sides amount to. */
export interface LineClasses {
  /** The class of every changed line, by its number (0-based). */
  readonly old: ReadonlyMap<number, LineClass>;
  readonly new: ReadonlyMap<number, LineClass>;
  /** For each block, what changed around words that stayed. */
  readonly markupEdits: readonly (readonly MarkupEdit[])[];
  /** Some lines were too many to be read as Markdown, or to be compared: more may be cosmetic. */
  readonly coarse: boolean;
  /** Some lines were compared without definitions that their links may refer to. */
  readonly unreadDefinitions: boolean;
}

/**
 * Tells what is cosmetic (it renders to the same HTML) and what is markup-only (its words are equal)
 * among the changed lines of a text. Only the top-level blocks that changes touch are parsed. In doubt a
 * line is content.
 */
export function classifyLines(
  oldText: LazyDocument,
  newText: LazyDocument,
  changed: ChangedLines,
): LineClasses {
  const verdict = createVerdict(oldText.lines, newText.lines, changed);
  const [oldDocument, newDocument] = [oldText.open(), newText.open()];
  if (oldDocument === null || newDocument === null) {
    if (newText.dialect !== "plain") verdict.noteCoarse();
    for (const block of changed.blocks) classifyPlain(block, verdict);
  } else {
    classifyMarkdown(oldDocument, newDocument, changed.blocks, verdict);
  }
  return {
    old: verdict.old.classes,
    new: verdict.new.classes,
    markupEdits: sortEdits(changed.blocks, verdict),
    coarse: verdict.isCoarse(),
    unreadDefinitions: [oldDocument, newDocument].some((document) => document?.definitions.unread),
  };
}

function classifyMarkdown(
  oldDocument: Document,
  newDocument: Document,
  blocks: readonly LineBlock[],
  verdict: Verdict,
): void {
  let left = MOST_OF_FILE;
  for (const region of findRegions(blocks, oldDocument.segments, newDocument.segments)) {
    // Only added, or only removed: nothing to compare with.
    if (isEmpty(region.old) || isEmpty(region.new)) continue;
    const oldSegments = listSegments(oldDocument, region.old);
    const newSegments = listSegments(newDocument, region.new);
    const size = measure(oldDocument, oldSegments) + measure(newDocument, newSegments);
    const isHard = hasHard(oldDocument, oldSegments) || hasHard(newDocument, newSegments);
    left -= size;
    if (isHard || size > MOST_OF_REGION || left < 0) {
      verdict.noteCoarse();
      for (let at = region.blocks.start; at < region.blocks.end; at++) {
        const block = blocks[at];
        if (block) classifyPlain(block, verdict);
      }
    } else {
      compareRegion(oldDocument, newDocument, region, verdict);
    }
  }
}

/** Where Markdown's rules do not hold: lines that differ in trailing white space only are cosmetic. */
function classifyPlain(block: LineBlock, verdict: Verdict): void {
  const trim = ({ start, end }: Range, side: Side) =>
    Array.from({ length: end - start }, (_, at) => ({
      text: side.text(start + at).trimEnd(),
      place: -1,
    }));
  const partners = matchSequences(
    trim(block.old, verdict.old),
    trim(block.new, verdict.new),
    verdict.noteCoarse,
  );
  partners.forEach((partner, at) => {
    if (partner < 0) return;
    const oldLine = block.old.start + at;
    const newLine = block.new.start + partner;
    // Equal to the letter and changed all the same: it was moved or repeated.
    if (verdict.old.text(oldLine) === verdict.new.text(newLine)) return;
    verdict.old.set({ start: oldLine, end: oldLine + 1 }, "cosmetic");
    verdict.new.set({ start: newLine, end: newLine + 1 }, "cosmetic");
  });
}

function compareRegion(
  oldDocument: Document,
  newDocument: Document,
  region: Region,
  verdict: Verdict,
): void {
  const old = readRegion(oldDocument, region.old, newDocument.definitions, verdict.old);
  const new_ = readRegion(newDocument, region.new, oldDocument.definitions, verdict.new);
  compareBlocks({ blocks: old, ...region.old }, { blocks: new_, ...region.new }, verdict);
  const keys = (blocks: readonly RenderedBlock[]) => blocks.map(({ key }) => key).join("\u0004");
  const silent = verdict.old.isCosmetic(region.old) && verdict.new.isCosmetic(region.new);
  if (silent && keys(old) !== keys(new_)) {
    verdict.old.set(region.old, "content");
    verdict.new.set(region.new, "content");
  }
}

/** The blocks of a region, without definitions that say on the other side what they say here. */
function readRegion(
  document: Document,
  range: Range,
  others: Definitions,
  side: Side,
): RenderedBlock[] {
  return readBlocks(document, listSegments(document, range)).filter((block) => {
    if (block.kind !== "definition") return true;
    const other = others.get(block.id);
    const here = document.definitions.get(block.id);
    const same = (a: typeof other) => a?.url === block.url && a.title === block.title;
    if (!same(other) || !same(here)) return true;
    side.set(block, "cosmetic");
    return false;
  });
}

/** Each edit goes with the block its new line changed in, or with the removal that its old line was in. */
function sortEdits(blocks: readonly LineBlock[], verdict: Verdict): MarkupEdit[][] {
  const sorted = blocks.map((): MarkupEdit[] => []);
  for (const placed of verdict.edits) {
    const oldBlock = verdict.old.blockOf(placed.old);
    const removal = blocks[oldBlock];
    sorted[verdict.new.blockOf(placed.new)]?.push(placed.edit);
    if (removal && isEmpty(removal.new)) sorted[oldBlock]?.push(placed.edit);
  }
  return sorted;
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}

/** Code in fences is never too hard. */
function hasHard({ lines }: Document, segments: readonly Segment[]): boolean {
  return segments.some(
    ({ kind, start, end }) => kind !== "fence" && isTooHard(lines.slice(start, end).join("")),
  );
}

function measure({ lines }: Document, segments: readonly Segment[]): number {
  let size = 0;
  for (const { start, end } of segments) {
    size += COST_OF_SEGMENT;
    for (let at = start; at < end; at++) size += lines[at]?.length ?? 0;
  }
  return size;
}
