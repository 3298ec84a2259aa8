import type { LineBlock, LineClass, MarkupEdit, Range } from "../../model.ts";
import { compareBlocks } from "./compare-blocks.ts";
import type { Document, LazyDocument } from "../read/document.ts";
import { leaveUnread, prepareSegments, readBlocks } from "../read/read-blocks.ts";
import type { RenderedBlock } from "../read/rendered-block.ts";
import { isBlankLine } from "../read/jsx-space.ts";
import { isTooHard } from "../split/parse.ts";
import { matchElementsInOrder } from "./match-sequences.ts";
import { findRegions, listSegments, type Region } from "./regions.ts";
import { findShared } from "./shared-words.ts";
import type { Segment } from "../split/segments.ts";
import { isFrontMatter } from "../split/verbatim.ts";
import { type ChangedLines, createVerdict, type Side, type Verdict } from "./verdict.ts";

/** What the changed lines of both sides amount to. */
export interface LineClasses {
  /** The class of every changed line, by its number (0-based). */
  readonly old: ReadonlyMap<number, LineClass>;
  readonly new: ReadonlyMap<number, LineClass>;
  /** For each block, what changed around words that stayed. */
  readonly markupEdits: readonly (readonly MarkupEdit[])[];
  /** Some lines were too many to be read as Markdown, or to be compared: more may be cosmetic. */
  readonly approximate: boolean;
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
  const verdict = createVerdict(oldText, newText, changed);
  const [oldDocument, newDocument] = [oldText.open(), newText.open()];
  if (oldDocument === null || newDocument === null) {
    if (newText.dialect !== "plain") verdict.noteApproximate();
    for (const block of changed.blocks) classifyPlain(block, verdict);
  } else {
    classifyMarkdown(oldDocument, newDocument, changed.blocks, verdict);
  }
  return {
    old: verdict.old.classes,
    new: verdict.new.classes,
    markupEdits: sortEdits(changed.blocks, verdict),
    approximate: verdict.isApproximate(),
    unreadDefinitions: [oldDocument, newDocument].some((document) => document?.definitions.unread),
  };
}

function classifyMarkdown(
  oldDocument: Document,
  newDocument: Document,
  blocks: readonly LineBlock[],
  verdict: Verdict,
): void {
  const [oldFirst = "", newFirst = ""] = [oldDocument.lines[0], newDocument.lines[0]];
  const frontMatterChanged =
    oldFirst !== newFirst && (isFrontMatter(oldFirst) || isFrontMatter(newFirst));
  const regions = findRegions(blocks, oldDocument.segments, newDocument.segments).filter(
    (region) => {
      // A blank line before it makes front matter another text.
      if (frontMatterChanged && region.old.start === 0) return false;
      // Only added, or only removed: nothing to compare with, but for what shows nothing.
      if (isEmpty(region.old)) return mayBeSilent(newDocument, region.new);
      return !isEmpty(region.new) || mayBeSilent(oldDocument, region.old);
    },
  );
  const size = regions.reduce((sum, region) => sum + measure(region.old) + measure(region.new), 0);
  const [oldRead, newRead] = [new Set<Segment>(), new Set<Segment>()];
  for (const region of regions) {
    const all = { old: () => true, new: () => true };
    const shared = size < FEW_LINES ? all : findShared(oldDocument, newDocument, region);
    for (const [document, range, isShared, read] of [
      [oldDocument, region.old, shared.old, oldRead],
      [newDocument, region.new, shared.new, newRead],
    ] as const) {
      for (const segment of listSegments(document, range).filter(isShared)) {
        if (hasHard(document, segment)) verdict.noteApproximate();
        else if (!document.doubtful.has(segment)) read.add(segment);
      }
    }
  }
  // All at once, so that the parser is not set up for each region.
  prepareSegments(oldDocument, [...oldRead]);
  prepareSegments(newDocument, [...newRead]);
  for (const region of regions) {
    const old = readRegion(oldDocument, region.old, oldRead, newDocument, verdict.old);
    const new_ = readRegion(newDocument, region.new, newRead, oldDocument, verdict.new);
    compareRegion(old, new_, region, verdict);
  }
}

/** Below so many lines of both sides all segments are read: that costs less than to look at their words. */
const FEW_LINES = 60;

function measure({ start, end }: Range): number {
  return end - start;
}

/** Whether there are blank lines and definitions only. */
function mayBeSilent({ lines, dialect }: Document, { start, end }: Range): boolean {
  for (let at = start; at < end; at++) {
    const line = lines[at] ?? "";
    if (!isBlankLine(line, dialect) && !/^ {0,3}\[|^[ \t]+[^ \t]/.test(line)) return false;
  }
  return true;
}

/** Where Markdown's rules do not hold: lines that differ in trailing white space only are cosmetic. */
function classifyPlain(block: LineBlock, verdict: Verdict): void {
  const trim = ({ start, end }: Range, side: Side) =>
    Array.from({ length: end - start }, (_, at) => ({
      text: side.text(start + at).replace(/[ \t\r\n]+$/, ""),
      place: -1,
    }));
  const partners = matchElementsInOrder(
    trim(block.old, verdict.old),
    trim(block.new, verdict.new),
    verdict.noteApproximate,
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
  old: readonly RenderedBlock[],
  new_: readonly RenderedBlock[],
  region: Region,
  verdict: Verdict,
): void {
  compareBlocks({ blocks: old, ...region.old }, { blocks: new_, ...region.new }, verdict);
  const keys = (blocks: readonly RenderedBlock[]) => blocks.map(({ key }) => key).join("\u0004");
  const silent = verdict.old.isCosmetic(region.old) && verdict.new.isCosmetic(region.new);
  if (silent && keys(old) !== keys(new_)) {
    verdict.old.set(region.old, "content");
    verdict.new.set(region.new, "content");
  }
}

/** The blocks of a region, without definitions that show nothing where they stand. */
function readRegion(
  document: Document,
  range: Range,
  read: ReadonlySet<Segment>,
  other: Document,
  side: Side,
): RenderedBlock[] {
  let above: RenderedBlock | undefined;
  // Where JSX is read, what is indented is no code, and goes on with what stands right below it.
  let isInCode = false;
  return readBlocks(document, listSegments(document, range), read).flatMap((block) => {
    const isIndented = above?.kind === "code" && above.first === above.start;
    isInCode = above?.end === block.start && (isInCode || isIndented);
    above = block;
    if (isInCode && document.dialect === "mdx") return [leaveUnread(document, block)];
    if (isInCode || !isSilent(block, document, other)) return [block];
    side.set(block, "cosmetic");
    return [];
  });
}

/** A definition that nothing refers to, or that the other side has as well, wherever it stands. */
function isSilent(block: RenderedBlock, document: Document, other: Document): boolean {
  let id = "";
  if (block.kind === "definition") ({ id } = block);
  else if (block.kind === "group" && block.type === "footnote") id = `^${block.marker}`;
  else return false;
  // What follows without a blank line may be read as a part of it.
  if (!isBlankLine(document.lines[block.end] ?? "", document.dialect)) {
    if (!/^ {0,3}\[/.test(document.lines[block.end] ?? "")) return false;
  }
  if (!document.definitions.isReferred(id)) return true;
  const here = document.definitions.get(id);
  const there = other.definitions.get(id);
  // Of equal names the first one counts.
  return here?.line === block.start && here.text === there?.text;
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
function hasHard({ lines }: Document, { kind, start, end }: Segment): boolean {
  return kind !== "fence" && isTooHard(lines.slice(start, end).join(""));
}
