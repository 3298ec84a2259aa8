import type { RegexEngine, RegexEngineString } from "shiki/types";

import type { LineText } from "./line-text.ts";
import { compilePart } from "./compile.ts";
import type { Literal } from "./literal.ts";
import type { Match, Part } from "./parts.ts";
import { findBeginning, findReach, opensAt } from "./reach.ts";

/** What Oniguruma searches instead of a text; written to its memory at the first search. */
export function subjectOf(text: LineText, engine: RegexEngine): RegexEngineString {
  text.subject ??= engine.createString(text.content);
  return text.subject;
}

/**
 * Sets `part.from` for a search from `start`; the last search of this text started at or before it.
 * Returns whether the part may match there or later.
 */
export function advancePart(part: Part, text: LineText, start: number): boolean {
  if (part.text !== text.number) forget(part, text, start);
  if (part.atStart) {
    if (part.start !== start) restartPart(part, text, start);
    return part.reach >= 0;
  }
  if (part.match !== null && part.from >= start) return true;
  part.match = null;
  if (!reaches(part, text, start)) part.from = Infinity;
  else if (part.from < start) part.from = findBeginning(part, text.content, start);
  return part.from !== Infinity;
}

/** Searches for the match that may begin at `part.from`; where there is none, that changes. */
export function searchPart(part: Part, text: LineText, engine: RegexEngine): Match | null {
  if (part.match !== null) return part.match;
  if (part.literal !== null) part.match = matchOfLiteral(part.literal, part.from);
  else {
    part.scanner ??= compilePart(part, engine);
    part.match = part.scanner.findNextMatchSync(subjectOf(text, engine), part.from, 0);
    part.from = part.match?.captureIndices[0]?.start ?? Infinity;
  }
  return part.match;
}

/** What is remembered is about another text. */
function forget(part: Part, text: LineText, start: number): void {
  part.text = text.number;
  part.reach = findReach(part, text, start);
  part.start = -1;
  part.from = -1;
  part.match = null;
}

/** What depends on where the search starts is known for one start only. */
function restartPart(part: Part, text: LineText, start: number): void {
  const mayMatch =
    reaches(part, text, start) && (!part.anchored || opensAt(part, text.content, start));
  part.start = start;
  part.from = mayMatch ? start : Infinity;
  part.match = null;
}

function reaches(part: Part, text: LineText, start: number): boolean {
  if (part.reach >= 0 && part.reach < start) part.reach = findReach(part, text, start);
  return part.reach >= 0;
}

function matchOfLiteral({ text, isCaptured }: Literal, start: number): Match {
  const capture = { start, end: start + text.length, length: text.length };
  return { index: 0, captureIndices: isCaptured ? [capture, { ...capture }] : [capture] };
}
