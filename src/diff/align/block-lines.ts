import type { LineDialect } from "../../model.ts";
import { stripMarkup } from "../tables/names.ts";
import { findLooseRows, isTableRow, isTableRule, splitCells } from "../tables/rows.ts";
import { type TokenizedLine, tokenizeLine } from "../words/tokens.ts";
import { type Vocabulary, internWord, STOP_WEIGHT } from "../words/vocabulary.ts";

/** A line of a block with what pairing asks of it. */
export interface BlockLine extends TokenizedLine {
  /** `verbatim` lines keep their line breaks: headings, fences, tables; all others may be re-wrapped. */
  readonly kind: "blank" | "row" | "rule" | "verbatim" | "text";
  /** Ids of its distinctive words; a line without any has its whole text for one. */
  readonly distinctive: readonly number[];
  readonly distinctiveWeight: number;
  /** What a table row is about: its first cell's text without case and markup; "" for none. */
  readonly key: string;
}

const verbatim = /^\s*(?:#{1,6}\s|```|~~~|---|===|\|)/;

/** Describes the lines of a block; `header` is that of the table that it begins in, or null. */
export function describeLines(
  lines: readonly string[],
  vocabulary: Vocabulary,
  dialect: LineDialect,
  header: string | null,
): BlockLine[] {
  const rows = dialect === "plain" || dialect === "prose" ? null : findLooseRows(lines, header);
  return lines.map((line, index) => describeLine(line, vocabulary, dialect, rows?.[index] === 1));
}

/** `isRow` says that the line is one of a table though it lacks outer pipes. */
function describeLine(
  text: string,
  vocabulary: Vocabulary,
  dialect: LineDialect,
  isRow: boolean,
): BlockLine {
  const tokens = tokenizeLine(text, vocabulary, dialect);
  const kind = classifyLine(text, tokens.ids.length, dialect, isRow);
  const { weights } = vocabulary;
  const distinctive: number[] = [];
  let distinctiveWeight = 0;
  for (const id of tokens.ids) {
    const weight = weights[id] as number;
    if (weight <= STOP_WEIGHT) continue;
    distinctive.push(id);
    distinctiveWeight += weight;
  }
  if (distinctive.length === 0 && kind !== "blank") {
    const id = internWord(vocabulary, text.trim());
    distinctive.push(id);
    distinctiveWeight = weights[id] as number;
  }
  return {
    text,
    tokens,
    kind,
    distinctive,
    distinctiveWeight,
    key: kind === "row" ? readKey(text) : "",
  };
}

function classifyLine(
  text: string,
  tokens: number,
  dialect: LineDialect,
  isRow: boolean,
): BlockLine["kind"] {
  if (tokens === 0) return "blank";
  if (dialect === "plain") return "verbatim";
  // An underline, or a rule.
  if (dialect === "prose") return /[\p{L}\p{N}]/u.test(text) ? "text" : "verbatim";
  if (text.includes("|")) {
    if (isTableRule(text)) return "rule";
    if (isRow || isTableRow(text)) return "row";
  }
  return verbatim.test(text) ? "verbatim" : "text";
}

function readKey(text: string): string {
  const cell = splitCells(text)[0];
  return cell === undefined ? "" : stripMarkup(text.slice(cell.start, cell.end)).toLowerCase();
}
