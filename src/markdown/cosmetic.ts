import type { LineBlock, LineClass, MarkupEdit, Range } from "../model.ts";
import { COST_OF_SEGMENT, isTooHard, MOST_OF_FILE, MOST_OF_REGION } from "./budgets.ts";
import { findMarked, type ChangedLines } from "./changed.ts";
import { comparePieces } from "./compare.ts";
import type { Definitions } from "./definitions.ts";
import type { Document, LazyDocument } from "./document.ts";
import { readPieces, type Piece } from "./pieces.ts";
import { classifyPlain } from "./plain.ts";
import { findRegions, listSegments, type Region } from "./regions.ts";
import type { Segment } from "./segments.ts";
import { createVerdict, type PlacedEdit, type Verdict } from "./verdict.ts";

export interface LineClasses {
  /** The class of every changed line, by its number (0-based). */
  readonly oldClass: ReadonlyMap<number, LineClass>;
  readonly newClass: ReadonlyMap<number, LineClass>;
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
  old: LazyDocument,
  now: LazyDocument,
  changed: ChangedLines,
): LineClasses {
  const { blocks } = changed;
  const [oldLines, newLines] = [old.lines, now.lines];
  const marked = findMarked(changed);
  const verdict = createVerdict(oldLines, newLines, blocks, marked.old, marked.new);
  const [from, to] = [old.open(), now.open()];
  let coarse = false;
  if (from === null || to === null) {
    coarse = now.dialect !== "plain";
    for (const block of blocks) classifyPlain(oldLines, newLines, block, verdict);
  } else {
    let left = MOST_OF_FILE;
    for (const region of findRegions(blocks, from.segments, to.segments)) {
      // Only added, or only removed: nothing to compare with.
      if (isEmpty(region.old) || isEmpty(region.new)) continue;
      const old = listSegments(from, region.old);
      const now = listSegments(to, region.new);
      const size = measure(from.lines, old) + measure(to.lines, now);
      left -= size;
      if (isHard(from, old) || isHard(to, now) || size > MOST_OF_REGION || left < 0) {
        coarse = true;
        for (const block of blocks.slice(region.blocks.start, region.blocks.end)) {
          classifyPlain(oldLines, newLines, block, verdict);
        }
      } else {
        compareRegion(from, to, region, verdict);
      }
    }
  }
  return {
    oldClass: verdict.old.classes,
    newClass: verdict.new.classes,
    markupEdits: blocks.map((block) => takeEdits(verdict.edits, block)),
    coarse: coarse || verdict.isCoarse(),
    unreadDefinitions: (from?.definitions.unread ?? false) || (to?.definitions.unread ?? false),
  };
}

function compareRegion(
  from: Document,
  to: Document,
  region: Region,
  verdict: Verdict,
): void {
  const old = readRegion(from, region.old, to.definitions, verdict.old);
  const now = readRegion(to, region.new, from.definitions, verdict.new);
  comparePieces({ pieces: old, ...region.old }, { pieces: now, ...region.new }, verdict);
  const keys = (pieces: readonly Piece[]) => pieces.map(({ key }) => key).join("\u0004");
  const silent = verdict.old.isCosmetic(region.old) && verdict.new.isCosmetic(region.new);
  if (silent && keys(old) !== keys(now)) {
    verdict.old.set(region.old, "content");
    verdict.new.set(region.new, "content");
  }
}

/** The pieces of a region, without definitions that say on the other side what they say here. */
function readRegion(
  document: Document,
  range: Range,
  others: Definitions,
  side: Verdict["old"],
): Piece[] {
  return readPieces(document, listSegments(document, range)).filter((piece) => {
    if (piece.kind !== "definition") return true;
    const other = others.get(piece.id);
    const here = document.definitions.get(piece.id);
    const same = (a: typeof other) => a?.url === piece.url && a.title === piece.title;
    if (!same(other) || !same(here)) return true;
    side.set(piece, "cosmetic");
    return false;
  });
}

function takeEdits(edits: readonly PlacedEdit[], block: LineBlock): MarkupEdit[] {
  return edits
    .filter(
      (placed) =>
        holds(block.new, placed.new) || (isEmpty(block.new) && holds(block.old, placed.old)),
    )
    .map(({ edit }) => edit);
}

function holds({ start, end }: Range, line: number): boolean {
  return start <= line && line < end;
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}

/** Segments whose nodes are read without a parser may be of any kind. */
function isHard({ lines }: Document, segments: readonly Segment[]): boolean {
  for (const { kind, start, end } of segments) {
    if (kind !== "fence" && isTooHard(lines.slice(start, end).join(""))) return true;
  }
  return false;
}

function measure(lines: readonly string[], segments: readonly Segment[]): number {
  let size = 0;
  for (const { start, end } of segments) {
    size += COST_OF_SEGMENT;
    for (let at = start; at < end; at++) size += lines[at]?.length ?? 0;
  }
  return size;
}
