/** A changed line with what is known of it: its text, its role, its row. */
import type { ChangedRow, LineKind, LineSide, TextChange } from "../model.ts";
import type { LineReader, LineRole } from "./line-roles.ts";

export interface ChangedLine {
  readonly index: number;
  readonly text: string;
  readonly role: LineRole;
  readonly row: ChangedRow;
}

export interface ChangedPair {
  readonly old: ChangedLine;
  readonly new: ChangedLine;
}

/** The text of a change, and the roles of the lines on both sides. */
export interface BothTexts {
  readonly text: TextChange;
  readonly old: LineReader;
  readonly new: LineReader;
}

/** Where a statement is seen. */
export interface SeenAt {
  readonly line: LineSide;
  readonly section: string;
  readonly lineKind: LineKind;
}

/** The line of a changed row, without its line end. */
export function readChangedLine(row: ChangedRow, { text, old, new: new_ }: BothTexts): ChangedLine {
  const isOld = row.kind === "deletion";
  const index = row.line - 1;
  const lines = isOld ? text.oldLines : text.newLines;
  const role = (isOld ? old : new_).roleAt(index);
  return { index, text: (lines[index] ?? "").replace(/[\r\n]+$/, ""), role, row };
}
