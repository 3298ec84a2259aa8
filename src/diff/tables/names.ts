/** What a column is called, and what its cells say, without case and markup. */
import { readCells } from "./rows.ts";

export interface ColumnName {
  /** As readers see it. */
  readonly shown: string;
  /** Equal for columns of one name; a name that stands again in the row gets a number. */
  readonly key: string;
}

/** The names of the columns below a header row, in order. */
export function nameColumns(header: string): ColumnName[] {
  const seen = new Map<string, number>();
  return readCells(header).map((cell) => {
    const shown = stripMarkup(cell);
    const name = shown.toLowerCase();
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { shown, key: count === 0 ? name : `${name}\u0000${String(count)}` };
  });
}

const markup = /[[<*`~\\_]|\s\s/;
const link = /!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])?/g;
const tag = /<\/?[a-z][^<>]*>/gi;
const marks = /[*`~\\]+|_+/g;
const letter = /[\p{L}\p{N}]/u;

/** A cell's text without its markup; of one that is nothing but markup, the cell. */
export function stripMarkup(cell: string): string {
  // Most cells have none: spare them the patterns.
  if (!markup.test(cell)) return cell;
  const text = cell.replace(link, "$1").replace(tag, " ").replace(marks, dropMark);
  return text.replace(/\s+/g, " ").trim() || cell;
}

/** Underscores only at the ends of words: inside they belong to a name. */
function dropMark(run: string, at: number, text: string): string {
  if (!run.startsWith("_")) return "";
  const isInside = letter.test(text.charAt(at - 1)) && letter.test(text.charAt(at + run.length));
  return isInside ? run : "";
}
