import {
  foldedKinds,
  type ChangedRow,
  type ContextRow,
  type LineSide,
  type MoveEnd,
  type Path,
  type TextChange,
} from "../model.ts";
import { renderLine } from "./line.ts";
import { nameChangedCells } from "./table.ts";
import { bareLine, escapeAttribute, isFaithful } from "./text.ts";
import type { ColouredToken } from "./highlight/tokens.ts";

/** Stands for the change's anchor until a page is laid out. */
export const anchorMark = "\0";

/**
 * Stands for the address of a line: of the same change, or of a file of the same pair whose path HTML can
 * hold. A page splits at U+0001 and finds path, U+0002 and line.
 */
export function markAddress(line: LineSide, path: Path = ""): string {
  return `\u0001${path}\u0002${line}\u0001`;
}

/** A change with the tokens of its lines (0-based). */
export interface ColouredChange {
  readonly change: TextChange;
  readonly oldTokens: ReadonlyMap<number, readonly ColouredToken[]>;
  readonly newTokens: ReadonlyMap<number, readonly ColouredToken[]>;
  /** Whether carriage returns before line ends are shown: when lines with and without them are mixed. */
  readonly showReturns: boolean;
}

/** A context line, with its number in the old text and in the new one for the style sheet to show. */
export function renderContextRow(row: ContextRow, { change, newTokens }: ColouredChange): string {
  const line = bareLine(change.newLines, row.new - 1);
  const html = renderLine(line, newTokens.get(row.new - 1) ?? [], [], "ins");
  return `<li data-o=${String(row.old)} data-n=${String(row.new)}>${html}\n`;
}

/**
 * A deleted or inserted line: its id tells its side and number, data-o or data-n the number, classes
 * that it moved (m) or is formatting only (c). Elements `i` are notes that the style sheet words, so that they are not copied.
 *
 * @param startsMove whether the line is the first of a moved block and so links to the other end
 * @param partner the deletion that an insertion is paired with: of a table's row, its changed cells are named
 */
export function renderChangedRow(
  row: ChangedRow,
  startsMove: boolean,
  { change, oldTokens, newTokens, showReturns }: ColouredChange,
  partner: ChangedRow | null,
): string {
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
  const cells = partner && nameChangedCells(change, partner.line, row.line);
  const note = cells === null ? "" : `<i class=cells data-c="${escapeAttribute(cells)}"></i>`;
  return (
    `<li id=${anchorMark}${deletion ? "L" : "R"}${String(row.line)}` +
    ` data-${deletion ? "o" : "n"}=${String(row.line)}${classesOf(row)}>${link}${note}${html}` +
    `${showReturns && raw.endsWith("\r\n") ? "<i class=cr></i>" : ""}` +
    `${raw.endsWith("\n") ? "" : "<i class=eof></i>"}\n`
  );
}

function classesOf(row: ChangedRow): string {
  const isFolded = foldedKinds.includes(row.lineKind);
  if (row.move === null) return isFolded ? " class=c" : "";
  return isFolded ? ' class="c m"' : " class=m";
}

function renderMove(move: MoveEnd, deletion: boolean): string {
  const place = move.path === null ? "" : ` of ${escapeAttribute(move.path)}`;
  const words = `${deletion ? "moved to" : "moved from"} line ${String(move.line)}${place}`;
  if (move.path !== null && !isFaithful(move.path)) {
    return `<span class=move role=note aria-label="${words}"></span>`;
  }
  const address = markAddress(`${deletion ? "R" : "L"}${move.line}`, move.path ?? "");
  return `<a class=move href="${address}" aria-label="${words}"></a>`;
}
