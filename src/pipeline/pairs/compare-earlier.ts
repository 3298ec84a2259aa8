/** A text beside an earlier version that it brings back. */
import { findKinds } from "../../kinds/find-kinds.ts";
import { applyKinds } from "../../kinds/apply-kinds.ts";
import { beginHistory, openHistory } from "../../kinds/history.ts";
import type { FindNoise } from "../../kinds/noise.ts";
import { readLines } from "../../kinds/read-lines.ts";
import type { ChangedRow, FileVersion, Hunk, Row, TextChange } from "../../model.ts";
import { dialectOf } from "../../render/highlight/languages.ts";
import { isBinary } from "../../diff/lines/text.ts";
import { compareText, type ComparedText } from "./compare-change.ts";
import { analyseChange } from "./analyse-change.ts";

/**
 * Whether a change brings an earlier version back: against that at most half as many lines are changed as
 * in the change itself, and of either text at most half. Line ends do not count.
 */
export function isRevert(
  earlierBytes: Uint8Array,
  newBytes: Uint8Array,
  changedLines: number,
): boolean {
  if (isBinary(earlierBytes) || isBinary(newBytes)) return false;
  const { oldLines, newLines, blocks } = compareEarlier(earlierBytes, newBytes);
  const count = (side: "old" | "new") =>
    blocks.reduce((sum, block) => sum + block[side].end - block[side].start, 0);
  const [gone, came] = [count("old"), count("new")];
  return (
    2 * (gone + came) <= changedLines && 2 * gone <= oldLines.length && 2 * came <= newLines.length
  );
}

/**
 * The hunks of a text against an earlier version of it. A line is new, or gone, where it is that in the
 * change itself (`own`); what came or went since then is no news of today.
 */
export function analyseEarlier(
  earlierBytes: Uint8Array,
  newBytes: Uint8Array,
  to: FileVersion,
  own: TextChange | null,
  findNoise: FindNoise,
): TextChange {
  const { path } = to;
  const dialect = dialectOf(path);
  if (isBinary(newBytes))
    return { path, dialect, oldLines: [], newLines: [], hunks: [], approximate: [] };
  const text = compareEarlier(earlierBytes, newBytes);
  const change = { kind: "modified", from: to, to } as const;
  const item = { change, path, oldBytes: earlierBytes, newBytes, binary: false, text };
  const { text: analysed, file } = analyseChange(item, findNoise);
  const [kinds] = file ? findKinds([file], "", openHistory(beginHistory(new Map()))) : [];
  const hunks = analysed
    ? applyKinds(analysed.hunks, kinds, analysed.silent, () => {
        throw new RangeError("Two texts alone have no history.");
      })
    : [];
  const { oldLines, newLines } = text;
  return {
    path,
    dialect,
    oldLines,
    newLines,
    hunks: own ? tellSince(hunks, oldLines, own) : hunks,
    approximate: analysed?.approximate ?? [],
  };
}

/** The same without the lines that came or went since the earlier version, and before the change. */
export function onlyNews(text: TextChange): TextChange {
  const isNews = (row: Row) =>
    row.kind === "context" ||
    (row.lineKind !== "again" && !(row.link?.kind === "file" && row.link.path === text.path)) ||
    row.link?.kind === "change";
  const hunks = text.hunks.map((hunk) => ({ ...hunk, rows: hunk.rows.filter(isNews) }));
  return { ...text, hunks: hunks.filter(({ rows }) => rows.some((row) => row.kind !== "context")) };
}

function tellSince(
  hunks: readonly Hunk[],
  earlierLines: readonly string[],
  own: TextChange,
): Hunk[] {
  const came = new Map<number, ChangedRow>();
  const gone = new Set<number>();
  const [earlierKeys, ownKeys] = [earlierLines, own.oldLines].map(
    (lines) => readLines(lines, own.dialect).key,
  );
  for (const row of own.hunks.flatMap(({ rows }) => rows)) {
    if (row.kind === "insertion") came.set(row.line, row);
    if (row.kind === "deletion" && row.lineKind === "gone") gone.add(ownKeys?.[row.line - 1] ?? 0);
  }
  const stood = { lineKind: "copied", link: { kind: "file", path: own.path } } as const;
  const tell = (row: Row): Row => {
    if (row.kind === "insertion" && row.lineKind === "new") {
      const { lineKind, link } = came.get(row.line) ?? stood;
      if (lineKind === "new") return row;
      const isElsewhere = lineKind === "again" || lineKind === "copied";
      return { ...row, ...(isElsewhere ? { lineKind, link } : stood) };
    }
    if (row.kind !== "deletion" || row.lineKind !== "gone") return row;
    const isNews = gone.has(earlierKeys?.[row.line - 1] ?? 0);
    return isNews ? row : { ...row, lineKind: "again" };
  };
  return hunks.map((hunk) => ({ ...hunk, rows: hunk.rows.map(tell) }));
}

/** Compares by lines, the earlier text with the line ends of the present one where each has but one sort. */
function compareEarlier(earlierBytes: Uint8Array, newBytes: Uint8Array): ComparedText {
  const [from, to] = [findLineEnd(earlierBytes), findLineEnd(newBytes)];
  if (from === null || to === null || from === to) return compareText(earlierBytes, newBytes);
  const text = Buffer.from(earlierBytes).toString("latin1").replaceAll(from, to);
  return compareText(Buffer.from(text, "latin1"), newBytes);
}

/** How all lines end; null where some end otherwise, or none ends. */
function findLineEnd(bytes: Uint8Array): "\n" | "\r\n" | null {
  let [lines, returns] = [0, 0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    lines += 1;
    if (bytes[at - 1] === 13) returns += 1;
  }
  if (lines === 0 || (returns > 0 && returns < lines)) return null;
  return returns === 0 ? "\n" : "\r\n";
}
