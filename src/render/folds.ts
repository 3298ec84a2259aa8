import type { Row, TextChange } from "../model.ts";

/**
 * Which rows of a hunk stand in a fold because they only change formatting. Of a hunk that changes
 * nothing else, all from the first changed row to the last. In any other hunk the runs of such rows,
 * but not blank lines alone: between new paragraphs their folds would take as much room and break the
 * reading.
 */
export function findFolded(rows: readonly Row[], change: TextChange): readonly boolean[] {
  const folded = rows.map((row) => row.kind !== "context" && row.class === "cosmetic");
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
