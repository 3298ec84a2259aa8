import type { Dialect } from "../model.ts";
import { isTableRow, isTableRule, splitCells } from "./tables.ts";
import { tokenizeLine } from "./tokens.ts";
import { type Vocabulary, internWord, STOP_WEIGHT } from "./tokens-vocabulary.ts";
import type { TokenizedLine } from "./words-pair.ts";

/** A line of a block with what pairing asks of it. */
export interface BlockLine extends TokenizedLine {
  /** `verbatim` lines keep their line breaks: headings, fences, tables; all others may be re-wrapped. */
  readonly kind: "blank" | "row" | "rule" | "verbatim" | "text";
  /** Ids of its telling words; a line without any has its whole text for one. */
  readonly telling: readonly number[];
  readonly tellingWeight: number;
  /** What a table row is about: its first cell's text; "" for none. */
  readonly key: string;
}

const verbatim = /^\s*(?:#{1,6}\s|```|~~~|---|===|\|)/;

export function describeLine(text: string, vocabulary: Vocabulary, dialect: Dialect): BlockLine {
  const tokens = tokenizeLine(text, vocabulary, dialect);
  const kind = classifyLine(text, tokens.ids.length, dialect);
  const { weights } = vocabulary;
  const telling: number[] = [];
  let tellingWeight = 0;
  for (const id of tokens.ids) {
    const weight = weights[id] as number;
    if (weight <= STOP_WEIGHT) continue;
    telling.push(id);
    tellingWeight += weight;
  }
  if (telling.length === 0 && kind !== "blank") {
    const id = internWord(vocabulary, text.trim());
    telling.push(id);
    tellingWeight = weights[id] as number;
  }
  return { text, tokens, kind, telling, tellingWeight, key: kind === "row" ? readKey(text) : "" };
}

function classifyLine(text: string, tokens: number, dialect: Dialect): BlockLine["kind"] {
  if (tokens === 0) return "blank";
  if (dialect === "plain") return "verbatim";
  if (!verbatim.test(text)) return isTableRule(text) ? "rule" : "text";
  if (isTableRule(text)) return "rule";
  return isTableRow(text) ? "row" : "verbatim";
}

function readKey(text: string): string {
  const cell = splitCells(text)[0];
  return cell === undefined ? "" : text.slice(cell.start, cell.end);
}
