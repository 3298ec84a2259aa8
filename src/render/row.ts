import type { ChangedRow, ContextRow, MoveEnd, TextChange } from "../model.ts";
import { renderLine } from "./line.ts";
import { escapeAttribute, escapeMarkup, isFaithful } from "./text.ts";
import { bareLine } from "./text-lines.ts";
import type { Token } from "./highlight/tokens.ts";

/** Stands for the change's anchor until a page is laid out. */
export const anchorMark = "\0";

/** Stand around the address of a line of another file: its path, `sideMark`, and the line side. */
const addressMark = "\u0001";
const sideMark = "\u0002";

/** What rows of one change need to be drawn. */
export interface RowContext {
  readonly change: TextChange;
  readonly oldTokens: ReadonlyMap<number, readonly Token[]>;
  readonly newTokens: ReadonlyMap<number, readonly Token[]>;
  /** Whether carriage returns before line ends are shown: when lines with and without them are mixed. */
  readonly showReturns: boolean;
}

/** A context line. The style sheet counts the lines of both texts, from where their list says. */
export function renderContextRow(row: ContextRow, { change, newTokens }: RowContext): string {
  const line = bareLine(change.newLines, row.new - 1);
  const html = renderLine(line, newTokens.get(row.new - 1) ?? [], [], "ins");
  return `<li>${html}\n`;
}

/**
 * A deleted or inserted line: its id tells its side and number, classes that it moved (m) or is
 * formatting only (c). Elements `i` are notes that the style sheet words, so that they are not copied.
 *
 * @param startsMove whether the line is the first of a moved block and so links to the other end
 */
export function renderChangedRow(
  row: ChangedRow,
  startsMove: boolean,
  context: RowContext,
): string {
  const { change, oldTokens, newTokens } = context;
  const deletion = row.kind === "deletion";
  const lines = deletion ? change.oldLines : change.newLines;
  const tokens = (deletion ? oldTokens : newTokens).get(row.line - 1) ?? [];
  const raw = lines[row.line - 1] ?? "";
  const html = renderLine(
    bareLine(lines, row.line - 1),
    tokens,
    row.marks,
    deletion ? "del" : "ins",
  );
  const link = startsMove && row.move !== null ? renderMove(row.move, deletion) : "";
  return (
    `<li id=${anchorMark}${deletion ? "L" : "R"}${String(row.line)}` +
    `${classesOf(row)}>${link}${html}` +
    `${context.showReturns && raw.endsWith("\r\n") ? "<i class=cr></i>" : ""}` +
    `${raw.endsWith("\n") ? "" : "<i class=eof></i>"}\n`
  );
}

function classesOf(row: ChangedRow): string {
  if (row.move === null) return row.class === "cosmetic" ? " class=c" : "";
  return row.class === "cosmetic" ? ' class="c m"' : " class=m";
}

function renderMove(move: MoveEnd, deletion: boolean): string {
  const place = move.path === null ? "" : ` of ${escapeAttribute(move.path)}`;
  const words = `${deletion ? "moved to" : "moved from"} line ${String(move.line)}${place}`;
  const side = `${deletion ? "R" : "L"}${String(move.line)}`;
  if (move.path === null) {
    return `<a class=move href=#${anchorMark}${side} aria-label="${words}"></a>`;
  }
  if (!isFaithful(move.path)) return `<span class=move role=note aria-label="${words}"></span>`;
  const path = escapeMarkup(move.path);
  return `<a class=move href="${addressMark}${path}${sideMark}${side}${addressMark}" aria-label="${words}"></a>`;
}
