import { isAscii } from "../bytes.ts";
import { UNSPACED } from "./words.ts";
import type { Range } from "../model.ts";

/** A line as far as a look at its characters can tell what a reader will see of it. */
export interface VisibleLine {
  /** As long as the line; blanks stand for what is, or may be, no text. */
  readonly text: string;
  /** Where targets of links and formatting tags stand. */
  readonly targets: readonly Range[];
}

/** A tag that began on a line before: of which nothing shows, or whose target does not. */
export type OpenTag = "format" | "other" | null;

/**
 * Blanks out what may be no text: targets of links, tags that only format, markers of items, labels,
 * character references, definitions. Too much rather than too little: what is left is text, wherever
 * the line stands.
 */
export function readVisible(line: string, open: OpenTag): VisibleLine {
  if (line.includes("]:")) return { text: blank(line), targets: [] };
  const targets: Range[] = [];
  const note = (found: string, at: number): string => {
    targets.push({ start: at, end: at + found.length });
    return blank(found);
  };
  let text = line.replace(MARKERS, blank);
  if (open === "format") {
    const close = text.indexOf(">");
    const end = close < 0 ? text.length : close;
    text = note(text.slice(0, end), 0) + text.slice(end);
  }
  if (text.includes("<")) text = text.replace(FORMAT_TAGS, note);
  if (text.includes("=")) text = text.replace(TARGETS, note);
  if (text.includes("]")) {
    text = text.replace(DESTINATIONS, note).replace(LABELS, note).replace(FOOTNOTES, blank);
  }
  if (text.includes("&")) text = text.replace(REFERENCES, blank);
  return { text, targets };
}

/** The tag that is open at the end of a line; a blank line closes it. */
export function findOpenTag(line: string, before: OpenTag): OpenTag {
  const last = line.lastIndexOf("<");
  if (last < 0 && before === null) return null;
  if (/^\s*$/.test(line)) return null;
  if (line.lastIndexOf(">") > last) return null;
  const name = OPENING.exec(line.slice(last))?.[1];
  if (last >= 0 && name !== undefined) return FORMAT_NAME.test(name) ? "format" : "other";
  return before;
}

/** The words of a text: runs of letters and digits, and characters of scripts without spaces. */
export function listWords(text: string): readonly string[] {
  return text.match(isAscii(text) ? ASCII_WORDS : WORDS) ?? [];
}

/** Whether a character reference may stand for a letter. */
export function hasReference(line: string): boolean {
  return line.includes("&") && UNUSUAL_REFERENCE.test(line);
}

/** The same in ASCII, found several times as fast. */
const ASCII_WORDS = /[A-Za-z0-9]+/g;
const WORDS = new RegExp(`${UNSPACED}|[[\\p{L}\\p{N}\\p{M}]--${UNSPACED}]+`, "gv");
const MARKERS = /^(?:[\s>]|[-+*](?=\s)|\d{1,9}[.)](?=\s))*(?:\[[ xX]\](?=\s))?/;
const FORMATS = "a|strong|em|del|b|i|s|code|kbd|u|br|img";
const FORMAT_NAME = new RegExp(`^(?:${FORMATS})$`, "i");
const FORMAT_TAGS = new RegExp(String.raw`</?(?:${FORMATS})(?![\w.:-])[^>]*`, "gi");
const OPENING = /^<\/?([A-Za-z][\w.:-]*)/;
const TARGETS = /\b(?:href|src|title)\s*=\s*(?:"[^"]*"?|'[^']*'?|\{[^}]*\}?|\S+)/g;
const DESTINATIONS = /\]\((?:[^()]|\([^()]*\))*\)?/g;
const LABELS = /\]\[[^\]]*\]?/g;
const FOOTNOTES = /\[\^[^\]]*\]?/g;
const REFERENCES = /&#?\w+;/g;
const UNUSUAL_REFERENCE = /&(?!(?:amp|lt|gt|quot|nbsp|#39|#160);)#?\w+;/;

function blank(found: string): string {
  return " ".repeat(found.length);
}
