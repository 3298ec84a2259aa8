import { alignBlock } from "../../diff/align/align.ts";
import type { Path, Row, TextChange } from "../../model.ts";

/** Lines that moved and were edited get the marks of what changed against their other end. */
export function markEdited(text: TextChange, byPath: ReadonlyMap<Path, TextChange>): TextChange {
  const mark = (row: Row): Row => {
    if (row.kind === "context" || !row.move || row.lineKind === "moved") return row;
    const other = byPath.get(row.move.path ?? text.path);
    const isNew = row.kind === "insertion";
    const old = isNew ? other?.oldLines[row.move.line - 1] : text.oldLines[row.line - 1];
    const new_ = isNew ? text.newLines[row.line - 1] : other?.newLines[row.move.line - 1];
    if (old === undefined || new_ === undefined) return row;
    const [pair] = alignBlock([old], [new_], text.dialect).rows;
    if (pair?.old !== 0 || pair.new !== 0) return row;
    return { ...row, marks: isNew ? pair.newMarks : pair.oldMarks };
  };
  return { ...text, hunks: text.hunks.map((hunk) => ({ ...hunk, rows: hunk.rows.map(mark) })) };
}
