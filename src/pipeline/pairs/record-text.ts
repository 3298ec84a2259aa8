/** What a change makes of its file's text, for the version store. */
import { isUtf8 } from "node:buffer";
import { decodeBytes } from "../../bytes.ts";
import { isBinary, splitLines } from "../../diff/lines/text.ts";
import {
  foldedKinds,
  type ChangedRow,
  type FileChange,
  type Hunk,
  type LineBlock,
  type LineKind,
  type Path,
  type Range,
  type Row,
  type TextChange,
} from "../../model.ts";
import type { LineRun, NoText } from "../../versions/format.ts";
import { editText, wholeText } from "../../versions/next-text.ts";
import type { NextText } from "../../versions/write-volume.ts";

/** A text, as the change with this anchor left it. */
export interface RecordedText {
  readonly anchor: string;
  readonly sha256: string;
  readonly text: NextText | NoText;
}

/** A change with both sides' bytes, and as the pages show it (null where no lines are shown). */
export interface RecordedChange {
  readonly change: FileChange;
  readonly oldBytes: Uint8Array;
  readonly newBytes: Uint8Array;
  readonly text: TextChange | null;
  readonly anchor: string;
}

/** The new side of a change, by the very lines that the patch changes; none where the file was removed. */
export function recordText(
  change: RecordedChange,
  hashBytes: (bytes: Uint8Array) => string,
): RecordedText[] {
  if (change.change.kind === "removed") return [];
  const { anchor, newBytes } = change;
  return [{ anchor, sha256: hashBytes(newBytes), text: describeText(change) }];
}

/** A text that stands alone, such as those of the first snapshot. */
export function recordWhole(bytes: Uint8Array): NextText | NoText {
  return findObstacle(bytes) ?? wholeText(splitLines(decodeBytes(bytes)));
}

function describeText({ change, oldBytes, newBytes, text }: RecordedChange): NextText | NoText {
  const obstacle = findObstacle(newBytes);
  if (obstacle) return obstacle;
  const lines = text?.newLines ?? splitLines(decodeBytes(newBytes));
  const { alike, moved } = text ? findAlike(text) : { alike: [], moved: [] };
  const quiet = { ...(alike.length > 0 && { alike }), ...(moved.length > 0 && { moved }) };
  if (change.kind === "added" || findObstacle(oldBytes)) return { ...wholeText(lines), ...quiet };
  const blocks = text ? findBlocks(text.hunks) : [];
  const oldLength = text?.oldLines.length ?? lines.length;
  return {
    ...(change.kind === "modified"
      ? editText(lines, blocks)
      : wholeText(lines, { oldLength, blocks })),
    ...quiet,
  };
}

/** The changed runs of lines that the hunks show. */
function findBlocks(hunks: readonly Hunk[]): LineBlock[] {
  const blocks: LineBlock[] = [];
  for (const { oldStart, oldCount, newStart, newCount, rows } of hunks) {
    // An empty side names the line before it.
    let [old, now] = [oldStart - (oldCount > 0 ? 1 : 0), newStart - (newCount > 0 ? 1 : 0)];
    let block: { old: Range; new: Range } | null = null;
    for (const row of rows) {
      if (row.kind === "context") {
        [old, now] = [old + 1, now + 1];
        block = null;
        continue;
      }
      if (!block) {
        block = { old: { start: old, end: old }, new: { start: now, end: now } };
        blocks.push(block);
      }
      if (row.kind === "deletion") block.old = { start: block.old.start, end: (old += 1) };
      else block.new = { start: block.new.start, end: (now += 1) };
    }
  }
  return blocks;
}

function findObstacle(bytes: Uint8Array): NoText | null {
  if (isBinary(bytes)) return "binary";
  return isUtf8(bytes) ? null : "not UTF-8";
}

/** Kinds of insertions that are nothing new to a reader: their words stood in the version before. */
const quiet: ReadonlySet<LineKind> = new Set([...foldedKinds, "moved"]);

/**
 * The inserted lines that are nothing new, each with the deleted line that it was: where it moved from (in
 * this file or another), else the one beside it, else one with the same letters and digits (of its hunk, or of another), else one of its
 * hunk that is likely as far from the top.
 */
function findAlike({
  hunks,
  oldLines,
  newLines,
}: TextChange): Required<Pick<NextText, "alike" | "moved">> {
  const pairs: NumberPair[] = [];
  const moved = new Map<Path, NumberPair[]>();
  const wordsBefore = ({ line }: ChangedRow) => wordsOf(oldLines[line - 1]);
  const everywhere = Map.groupBy(
    hunks.flatMap(({ rows }) => rows).filter(isQuietDeletion),
    wordsBefore,
  );
  for (const { rows } of hunks) {
    const insertions: ChangedRow[] = [];
    const deletions: ChangedRow[] = [];
    const partners = new Map<ChangedRow, ChangedRow>();
    for (const [index, row] of rows.entries()) {
      if (row.kind === "context" || !quiet.has(row.lineKind)) continue;
      (row.kind === "insertion" ? insertions : deletions).push(row);
      const beside = rows[index - 1];
      if (row.kind === "insertion" && row.paired && beside?.kind === "deletion")
        partners.set(row, beside);
    }
    const here = Map.groupBy(deletions, wordsBefore);
    let from: { readonly own: NumberPair[]; readonly pair: NumberPair } | null = null;
    for (const [index, row] of insertions.entries()) {
      const words = wordsOf(newLines[row.line - 1]);
      if (row.move) {
        const { path, line } = row.move;
        const own = path === null ? pairs : (moved.get(path) ?? []);
        if (path !== null) moved.set(path, own);
        from = { own, pair: [row.line - 1, line - 1] };
        own.push(from.pair);
        continue;
      }
      // A blank line has no place of its own that it moved from: it came with the line above.
      if (from && words === "" && from.pair[0] === row.line - 2) {
        from.own.push([row.line - 1, from.pair[1] + 1]);
        continue;
      }
      const likely = deletions[Math.floor((index * deletions.length) / insertions.length)];
      const [same] = here.get(words) ?? (words === "" ? [] : everywhere.get(words)) ?? [];
      const partner = partners.get(row) ?? same ?? likely;
      if (partner) pairs.push([row.line - 1, partner.line - 1]);
    }
  }
  return {
    alike: joinRuns(pairs),
    moved: [...moved].map(([path, own]) => ({ path, runs: joinRuns(own) })),
  };
}

function isQuietDeletion(row: Row): row is ChangedRow {
  return row.kind === "deletion" && quiet.has(row.lineKind);
}

function wordsOf(line = ""): string {
  return line.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
}

type NumberPair = readonly [line: number, before: number];

function joinRuns(pairs: readonly NumberPair[]): LineRun[] {
  const runs: LineRun[] = [];
  for (const [line, before] of pairs.toSorted(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last[0] + last[2] === line && last[1] + last[2] === before)
      runs[runs.length - 1] = [last[0], last[1], last[2] + 1];
    else runs.push([line, before, 1]);
  }
  return runs;
}
