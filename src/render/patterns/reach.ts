import { has, includes, meets } from "./character-set.ts";
import { foldText, skipBlanks, type LineText } from "./line-text.ts";
import type { Pair, PatternFacts } from "./facts.ts";
import type { Literal } from "./literal.ts";

/** What decides where a pattern may match. */
export interface Reaching extends PatternFacts {
  /** A match depends on where the search starts. */
  readonly atStart: boolean;
  /** Where it is a mere text. */
  readonly literal: Literal | null;
}

/** Whether a pattern can match at the beginning of a text only. */
export function isFirstOnly({ anchored, atStart }: Reaching): boolean {
  return anchored && !atStart;
}

/**
 * A place at or behind `start` up to which searches of the text may find something; -1 where none from
 * `start` on does.
 */
export function findReach(pattern: Reaching, text: LineText, start: number): number {
  const { needs, holds, opens, required, ignoreCase, pair } = pattern;
  const { characters, content } = text;
  const firstOnly = isFirstOnly(pattern);
  if ((firstOnly && start > 0) || !includes(characters, needs)) return -1;
  for (const set of holds) if (!meets(set, characters)) return -1;
  if (opens !== null && !meets(opens, characters)) return -1;
  if (firstOnly && !opensAt(pattern, content, 0)) return -1;
  const end = firstOnly ? 0 : content.length;
  if (required === null && pair === null) return end;
  const searched = ignoreCase ? foldText(text) : content;
  if (searched === null) return end;
  const at = required === null ? end : findText(searched, required, start);
  if (at < 0 || pair === null) return Math.min(at, end);
  return Math.min(at, end, findPair(content, pair, start));
}

/** Whether the first character from `start` on that is not blank may open a match. */
export function opensAt({ opens }: Reaching, content: string, start: number): boolean {
  if (opens === null) return true;
  const at = skipBlanks(content, start);
  return at < content.length && has(opens, content.charCodeAt(at));
}

/** Where one of the texts stands; any of them. */
function findText(content: string, texts: readonly string[], start: number): number {
  for (const text of texts) {
    const at = content.indexOf(text, start);
    if (at >= 0) return at;
  }
  return -1;
}

function findPair(content: string, { before, behind }: Pair, start: number): number {
  let isBefore = false;
  for (let at = start; at < content.length; at++) {
    const code = content.charCodeAt(at);
    if (isBefore && has(behind, code)) return at - 1;
    isBefore = has(before, code);
  }
  return -1;
}

/** The first place at or behind `start` where a match may begin; infinity where there is none. */
export function findBeginning(pattern: Reaching, content: string, start: number): number {
  const { anchored, begins, literal } = pattern;
  if (literal !== null) {
    const at = content.indexOf(literal.text, start);
    return at < 0 ? Infinity : at;
  }
  if (begins === null) return start;
  for (let at = start; at < content.length; at++) {
    if (has(begins, content.charCodeAt(at))) return at > start && anchored ? Infinity : at;
  }
  return Infinity;
}
