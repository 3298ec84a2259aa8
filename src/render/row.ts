import type { ChangedRow, ContextRow, LineKind, LineSide, Path, TextChange } from "../model.ts";
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

/** Stands for the address of a file's page, whose path HTML can hold: it has no line. */
function markFile(path: Path): string {
  return `\u0001${path}\u0002\u0001`;
}

/** Stands for the address of a change of another day: its anchor stands where a line would. */
function markChange(date: string, anchor: string): string {
  return `\u0001${date}\u0002${anchor}\u0001`;
}

/** A change with the tokens of its lines (0-based). */
export interface ColouredChange {
  readonly change: TextChange;
  readonly oldTokens: ReadonlyMap<number, readonly ColouredToken[]>;
  readonly newTokens: ReadonlyMap<number, readonly ColouredToken[]>;
  /** Whether carriage returns before line ends are shown: when lines with and without them are mixed. */
  readonly showReturns: boolean;
}

/** A context line, with its number in the old text for the style sheet to show. */
export function renderContextRow(row: ContextRow, { change, newTokens }: ColouredChange): string {
  const line = bareLine(change.newLines, row.new - 1);
  const html = renderLine(line, newTokens.get(row.new - 1) ?? [], [], "ins");
  return `<li data-o=${String(row.old)}>${html}\n`;
}

/** The class of each kind's lines, which style sheets and readers of the HTML know it by. */
const classes: Readonly<Record<LineKind, string>> = {
  cosmetic: "c",
  noise: "z",
  layout: "l",
  markup: "u",
  moved: "m",
  copied: "p",
  kept: "k",
  again: "a",
  new: "",
  gone: "",
};

/**
 * A deleted or inserted line: its id tells its side and number, its class the kind; a deletion has its number
 * as data-o besides. Elements `i` are notes that the style sheet words, so that they are not copied.
 *
 * @param startsLink whether the line is the first of several that lead to the same place
 * @param partner the deletion that an insertion is paired with: of a table's row, its changed cells are named
 */
export function renderChangedRow(
  row: ChangedRow,
  startsLink: boolean,
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
  const link = startsLink ? renderLink(row, deletion) : "";
  const cells = partner && nameChangedCells(change, partner.line, row.line);
  const note = cells === null ? "" : `<i class=cells data-c="${escapeAttribute(cells)}"></i>`;
  return (
    `<li id=${anchorMark}${deletion ? "L" : "R"}${String(row.line)}` +
    `${deletion ? ` data-o=${String(row.line)}` : ""}${classesOf(row)}>${link}${note}${html}` +
    `${showReturns && raw.endsWith("\r\n") ? "<i class=cr></i>" : ""}` +
    `${raw.endsWith("\n") ? "" : "<i class=eof></i>"}\n`
  );
}

function classesOf({ lineKind }: ChangedRow): string {
  const name = classes[lineKind];
  return name === "" ? "" : ` class=${name}`;
}

/** A link to the other end of a move, or to where else the line's words are or were. */
function renderLink({ move, link, lineKind }: ChangedRow, deletion: boolean): string {
  if (move) {
    const place = move.path === null ? "" : ` of ${escapeAttribute(move.path)}`;
    const verb = lineKind === "moved" ? "moved" : "moved and edited,";
    const words = `${verb} ${deletion ? "to" : "from"} line ${String(move.line)}${place}`;
    const mark = markAddress(`${deletion ? "R" : "L"}${move.line}`, move.path ?? "");
    return renderNote(words, move.path === null || isFaithful(move.path) ? mark : null);
  }
  if (link?.kind === "file") {
    const words = `${deletion ? "still stands in" : "stood in"} ${escapeAttribute(link.path)}`;
    return renderNote(words, isFaithful(link.path) ? markFile(link.path) : null);
  }
  if (link?.kind === "change") {
    const words = `${deletion ? "gone again, came back" : "back again, gone"} on ${link.date}`;
    return renderNote(words, markChange(link.date, link.anchor));
  }
  return "";
}

function renderNote(words: string, address: string | null): string {
  if (address === null) return `<span class=move role=note aria-label="${words}"></span>`;
  return `<a class=move href="${address}" aria-label="${words}"></a>`;
}
