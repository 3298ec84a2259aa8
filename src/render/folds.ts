import { foldedKinds, linesAtOnce, type Row, type TextChange } from "../model.ts";

/**
 * Which rows of a hunk stand in a fold because they say what was said before. Of a hunk that changes
 * nothing else, all from the first changed row to the last. In any other hunk the runs of such rows,
 * but not blank lines alone: between new paragraphs their folds would take as much room and break the
 * reading.
 */
export function findFolded(rows: readonly Row[], change: TextChange): readonly boolean[] {
  const folded = rows.map((row) => row.kind !== "context" && foldedKinds.includes(row.lineKind));
  const first = rows.findIndex((row) => row.kind !== "context");
  const last = rows.findLastIndex((row) => row.kind !== "context");
  if (rows.every((row, at) => row.kind === "context" || folded[at] === true)) {
    return rows.map((_, at) => first !== -1 && at >= first && at <= last);
  }
  for (let start = 0; start < rows.length; start++) {
    if (folded[start] !== true) continue;
    let end = start;
    while (folded[end] === true) end++;
    if (rows.slice(start, end).every((row) => isBlankRow(row, change))) {
      folded.fill(false, start, end);
    }
    start = end;
  }
  return folded;
}

function isBlankRow(row: Row, { oldLines, newLines }: TextChange): boolean {
  if (row.kind === "context") return false;
  const lines = row.kind === "deletion" ? oldLines : newLines;
  return (lines[row.line - 1] ?? "").trim() === "";
}

/** Cuts a long list: what is laid out at once, and runs of about as many lines that go into folds. */
export function cutLater(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups: Row[][] = [];
  for (const [at, row] of rows.entries()) {
    const current = groups.at(-1);
    // An insertion stays with the deletion that it may be paired with.
    const isPaired = row.kind === "insertion" && rows[at - 1]?.kind === "deletion";
    // A few lines that are left are not worth a fold.
    const isRest = rows.length - at < linesAtOnce / 4;
    if (!current || (current.length >= linesAtOnce && !isPaired && !isRest)) groups.push([row]);
    else current.push(row);
  }
  return groups;
}

/** Stands in a fold that begins a chunk, where a page that begins with it writes ` open`. */
const openMark = "\u0003";

/** A fold that opens when a reader comes near (see `client/open-later.ts`). */
export function foldLater(
  html: string,
  count: number,
  noun: "hunk" | "line",
  beginsChunk = false,
): string {
  const words = `${String(count)} more ${noun}${count === 1 ? "" : "s"}`;
  return `<details class=later data-later${beginsChunk ? openMark : ""}><summary>${words}</summary>${html}</details>`;
}
