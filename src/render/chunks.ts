import { isAscii } from "../bytes.ts";
import type { Chunk, Range, Row, TextChange } from "../model.ts";
import { chunkBudget, excerptBudget } from "./budgets.ts";
import { findFolded } from "./folds.ts";
import type { HunkPart } from "./hunk.ts";

/** Parts of hunks that make one chunk, and its facts. */
export interface ChunkPlan extends Chunk {
  readonly parts: readonly HunkPart[];
}

/**
 * Cuts a change into chunks: between hunks, and inside a hunk that is too long for one chunk between
 * its rows, but never between the two lines of a pair. A line is never cut.
 */
export function planChunks(change: TextChange): readonly ChunkPlan[] {
  const plans: ChunkPlan[] = [];
  for (const plan of change.hunks.flatMap((hunk) => cutHunk(hunk, change))) {
    const last = plans.at(-1);
    if (last !== undefined && fits(last.lines + plan.lines, last.bytes + plan.bytes)) {
      plans[plans.length - 1] = joinPlans(last, plan);
    } else plans.push(plan);
  }
  return plans;
}

function cutHunk(hunk: TextChange["hunks"][number], change: TextChange): readonly ChunkPlan[] {
  const folded = findFolded(hunk.rows, change);
  const plans: ChunkPlan[] = [];
  let start = 0;
  let bytes = 0;
  hunk.rows.forEach((row, at) => {
    const size = countBytes(textOf(row, change));
    if (at > start && !isPairedDeletion(hunk.rows[at - 1]) && !fits(at - start + 1, bytes + size)) {
      plans.push(planPart(start, at, bytes));
      start = at;
      bytes = 0;
    }
    bytes += size;
  });
  plans.push(planPart(start, hunk.rows.length, bytes));
  return plans;

  function planPart(from: number, to: number, size: number): ChunkPlan {
    const rows = hunk.rows.slice(from, to);
    const part = { hunk, rows, folded: folded.slice(from, to), continued: from > 0 };
    const sides = { old: findSide(rows, "deletion"), new: findSide(rows, "insertion") };
    return { parts: [part], lines: rows.length, bytes: size, sides };
  }
}

/**
 * The first hunks with lines that are new or gone, each from its first such line on with what stands right
 * before it, as far as the budget goes; a line is never cut, nor a pair taken apart.
 */
export function planExcerpt(change: TextChange): readonly HunkPart[] {
  const parts: HunkPart[] = [];
  let left: { lines: number; bytes: number } = excerptBudget;
  for (const hunk of change.hunks) {
    const first = hunk.rows.findIndex(isTelling);
    if (first === -1) continue;
    let start = Math.max(first - contextLines, 0);
    if (isPairedDeletion(hunk.rows[start - 1])) start--;
    let end = start;
    let { lines, bytes } = left;
    for (const [index, row] of hunk.rows.slice(start).entries()) {
      lines -= 1;
      bytes -= countBytes(textOf(row, change));
      if (lines < 0 || bytes < 0) break;
      if (isPairedDeletion(row)) continue;
      end = start + index + 1;
      left = { lines, bytes };
    }
    if (end <= first) break;
    const folded = findFolded(hunk.rows, change).slice(start, end);
    parts.push({ hunk, rows: hunk.rows.slice(start, end), folded, continued: false });
    if (end < hunk.rows.length) break;
  }
  return parts;
}

const contextLines = 3;

function isTelling(row: Row): boolean {
  return row.kind !== "context" && (row.lineKind === "new" || row.lineKind === "gone");
}

function isPairedDeletion(row: Row | undefined): boolean {
  return row?.kind === "deletion" && row.paired;
}

function joinPlans(one: ChunkPlan, other: ChunkPlan): ChunkPlan {
  return {
    parts: [...one.parts, ...other.parts],
    lines: one.lines + other.lines,
    bytes: one.bytes + other.bytes,
    sides: {
      old: joinRanges(one.sides.old, other.sides.old),
      new: joinRanges(one.sides.new, other.sides.new),
    },
  };
}

function fits(lines: number, bytes: number): boolean {
  return lines <= chunkBudget.lines && bytes <= chunkBudget.bytes;
}

/** From the first to the last line of a kind; an empty run at 0 where there is none. */
function findSide(rows: readonly Row[], kind: "deletion" | "insertion"): Range {
  let side: Range = { start: 0, end: 0 };
  for (const row of rows) {
    if (row.kind === kind) side = joinRanges(side, { start: row.line, end: row.line + 1 });
  }
  return side;
}

function joinRanges(one: Range, other: Range): Range {
  if (one.start === one.end) return other;
  return other.start === other.end ? one : { start: one.start, end: other.end };
}

function textOf(row: Row, { oldLines, newLines }: TextChange): string {
  if (row.kind === "context") return newLines[row.new - 1] ?? "";
  return (row.kind === "deletion" ? oldLines : newLines)[row.line - 1] ?? "";
}

/** Bytes in UTF-8; a kept byte (lone surrogate) counts as the three of U+FFFD. */
function countBytes(text: string): number {
  let bytes = text.length;
  if (isAscii(text)) return bytes;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // Half of a pair: four bytes for two units.
    if (code >= 0xd800 && code <= 0xdfff) bytes += 1;
    else bytes += code < 0x800 ? 1 : 2;
  }
  return bytes;
}
