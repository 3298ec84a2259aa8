/**
 * A change as feed readers and mail programs can show it: styles inline, every line with its sign, no
 * context lines, capped. U+0000 stands for the absolute address of the change (its anchor at the end),
 * so that the HTML does not depend on where the site is hosted.
 */
import { foldedKinds, type ChangedRow, type Hunk, type Row, type TextChange } from "../model.ts";
import { renderFeedLine, showText } from "./feed-line.ts";
import { anchorMark } from "./row.ts";
import { bareLine } from "./text.ts";
import { sideOf } from "../diff/lines/hunks.ts";

export interface RenderedFeedChange {
  /** Every changed line but those that are formatting only. */
  readonly html: string;
  /** What was taken away: null where no words were. */
  readonly removed: { readonly html: string; readonly lines: number } | null;
}

/** What one change may take of a feed item: UTF-16 code units of HTML, and lines. */
export const feedChangeBudget = { length: 14_000, lines: 150 };

interface FeedRow {
  readonly row: ChangedRow;
  /** Whether the line is new or gone as a whole; of others only marked words are. */
  readonly whole: boolean;
  /** The hunk's section, in front of its first row. */
  readonly heading: string | null;
}

const hunkStyle =
  "white-space:pre-wrap;overflow-wrap:anywhere;" +
  "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.92em";
const sides = {
  deletion: { tag: "del", sign: "−", style: "background:#ffebe9;color:#67060c" },
  insertion: { tag: "ins", sign: "+", style: "background:#dafbe1;color:#0a3d1a" },
} as const;

/** Renders a change for feeds: as a whole, and what it removed. Null stands for a change without text. */
export function renderFeedChange(change: TextChange | null): RenderedFeedChange {
  if (!change) return { html: "", removed: null };
  const all = gatherRows(change, (row) => !foldedKinds.includes(row.lineKind));
  const formatting =
    change.hunks.flatMap(({ rows }) => rows).filter((row) => row.kind !== "context").length -
    all.length;
  const removed = gatherRows(change, takesWordsAway);
  return {
    html: renderRows(all, change) + noteFormatting(formatting),
    removed:
      removed.length === 0 ? null : { html: renderRows(removed, change), lines: removed.length },
  };
}

/** The change as it is where no rule names noise. */
export function forgetNoise(change: TextChange): TextChange {
  const forget = (row: Row): Row =>
    row.kind === "context" || row.lineKind !== "noise"
      ? row
      : { ...row, lineKind: row.kind === "deletion" ? "gone" : "new" };
  return {
    ...change,
    hunks: change.hunks.map((hunk) => ({ ...hunk, rows: hunk.rows.map(forget) })),
  };
}

function gatherRows(
  change: TextChange,
  isWanted: (row: ChangedRow, whole: boolean) => boolean,
): FeedRow[] {
  return change.hunks.flatMap((hunk) => {
    const rows = hunk.rows.filter((row) => row.kind !== "context");
    return rows
      .map((row, index) => ({ row, whole: isWhole(rows, index) }))
      .filter(({ row, whole }) => isWanted(row, whole))
      .map(({ row, whole }, index) => ({
        row,
        whole,
        heading: index === 0 ? renderHeading(hunk, row) : null,
      }));
  });
}

/** Whether neither the line nor the one it is paired with has marks. */
function isWhole(rows: readonly ChangedRow[], index: number): boolean {
  const row = rows[index];
  const before = rows[index - 1];
  if (!row || row.marks.length > 0) return false;
  if (row.kind === "deletion") return !(row.paired && (rows[index + 1]?.marks.length ?? 0) > 0);
  return !(before?.kind === "deletion" && before.paired && before.marks.length > 0);
}

/** A deletion that is neither formatting, nor moved elsewhere, nor a line to which words were only added. */
function takesWordsAway(row: ChangedRow, whole: boolean): boolean {
  if (row.kind !== "deletion" || row.lineKind !== "gone") return false;
  return whole || row.marks.length > 0;
}

function renderHeading(hunk: Hunk, row: ChangedRow): string {
  const section = hunk.section.map(showText).join(" › ");
  const place = section === "" ? `Line ${String(row.line)}` : section;
  return `<p style="margin:.8em 0 .3em"><a href="${anchorMark}${sideOf(row)}">${place}</a></p>`;
}

/** A block a hunk, and in it a block for the lines of one kind that follow each other. */
function renderRows(rows: readonly FeedRow[], change: TextChange): string {
  let html = "";
  let open: ChangedRow["kind"] | null = null;
  for (const [index, feedRow] of rows.entries()) {
    const { row, heading } = feedRow;
    const line = renderRow(feedRow, change);
    const full =
      index >= feedChangeBudget.lines || html.length + line.length > feedChangeBudget.length;
    if (full && index > 0) {
      const rest = rows.length - index;
      const lines = rest === 1 ? "1 more changed line" : `${String(rest)} more changed lines`;
      const note = `<p>and <a href="${anchorMark}${sideOf(row)}">${lines}</a></p>`;
      return `${html}</div></div>${note}`;
    }
    if (heading !== null || open !== row.kind) {
      if (open !== null) html += "</div>";
      if (heading !== null) {
        html += `${open === null ? "" : "</div>"}${heading}<div style="${hunkStyle}">`;
      }
      html += `<div dir="auto" style="${sides[row.kind].style}">${line}`;
      open = row.kind;
    } else {
      html += `<br>${line}`;
    }
  }
  return open === null ? html : `${html}</div></div>`;
}

function renderRow({ row, whole }: FeedRow, change: TextChange): string {
  const { tag, sign } = sides[row.kind];
  const lines = row.kind === "deletion" ? change.oldLines : change.newLines;
  return `${sign} ${renderFeedLine(bareLine(lines, row.line - 1), row.marks, tag, whole)}`;
}

function noteFormatting(count: number): string {
  if (count === 0) return "";
  const words = count === 1 ? "1 line is" : `${String(count)} lines are`;
  return `<p style="margin:.3em 0"><small>${words} formatting only and not shown here.</small></p>`;
}
