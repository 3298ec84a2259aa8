/**
 * All budgets of this folder. They count characters and signs, so that the same text is read the same
 * way on any machine; beyond them lines are compared as they are written, and the result says `coarse`.
 */

/** Characters of both sides that are read for one run of changed segments, and for a whole file. */
export const MOST_OF_REGION = 120_000;
export const MOST_OF_FILE = 180_000;
/** What a segment costs besides its characters: a parser is made for it. */
export const COST_OF_SEGMENT = 30;
/** Characters that are parsed to find definitions, and what one more parser costs, in characters. */
export const MOST_TO_DEFINE = 1_500_000;
export const COST_OF_PARSING = 700;
/** Characters of one segment that are read for its headings. */
export const LARGEST_SEGMENT = 500_000;
/** Blocks nested deeper are compared as they are written. */
export const DEEPEST = 50;
/** Raw tags open at once; further ones are compared as they are written. */
export const MOST_OPEN_TAGS = 50;
/** Characters of all targets of links, counted for every word that stands in one. */
export const MOST_MARK_TEXT = 2_000_000;
/** Signs of links, emphasis, code and HTML in one paragraph: a parser may try each with each. */
const MOST_SIGNS = 2_000;
/** Lines of one paragraph: a parser joins them, the longer the slower. */
const MOST_LINES = 10_000;
/** Markers of quotations and items on one line: a parser enters every one, on every line. */
const DEEP = /(?:>[ \t]*|(?:[-+*]|\d{1,9}[.)])[ \t]+){60}/;

/** Whether parsing a text could take long, or nest deeper than the stack allows. */
export function isTooHard(text: string): boolean {
  if (DEEP.test(text)) return true;
  if (text.length < MOST_SIGNS) return false;
  if (text.length < MOST_LINES && (text.match(SIGNS)?.length ?? 0) <= MOST_SIGNS) return false;
  let signs = 0;
  let lines = 0;
  for (const line of text.split("\n")) {
    if (NEW_BLOCK.test(line)) signs = lines = 0;
    lines += 1;
    if (line.length > 0) signs += line.match(SIGNS)?.length ?? 0;
    if (signs > MOST_SIGNS || lines > MOST_LINES) return true;
  }
  return false;
}

const SIGNS = /[[\]*_`~<&!@]|www\./g;
/** A blank line, a row, a heading or an item; a line of a quotation goes on with its paragraph. */
const NEW_BLOCK = /^\s*(?:$|\||#|[-+*][ \t]|\d{1,9}[.)][ \t])/;
