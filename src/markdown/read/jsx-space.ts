import type { Dialect } from "../../model.ts";

/**
 * JSX's explicit space, `{" "}`, is white space in MDX; elsewhere it may be what the text is about. Gives a
 * text that is no code with blanks instead.
 */
export function blankJsxSpaces(text: string, dialect: Dialect): string {
  if (dialect !== "mdx" || !text.includes("{")) return text;
  return text
    .replace(LAST, " ")
    .replace(SPACE, (found, kept?: string) => kept ?? (found.replace(/[^\r\n]/g, "") || " "));
}

/** Whether a line shows nothing: blanks, quotation marks and, in MDX, JSX's spaces. */
export function isBlankLine(line: string, dialect: Dialect): boolean {
  return BLANK.test(blankJsxSpaces(line, dialect));
}

const JSX_SPACE = String.raw`(?<!\\)\{(?:"[ \t\r\n]+"|'[ \t\r\n]+')\}`;
/** The first is more than a blank: without it a sign would be a marker, or with it is none. */
const SPACE = new RegExp(
  String.raw`(^[ \t>]*(?:(?:[-+*]|\d+[.)]|#+)[ \t]*${JSX_SPACE}|${JSX_SPACE}[ \t]*(?=[^\p{L}<\s])))|${JSX_SPACE}`,
  "gmu",
);
/** With blanks beside it at the end of a line it would look like a hard break. */
const LAST = /[ \t]*(?<!\\)\{(["'])[ \t]+\1\}[ \t]?(?=\r?\n|$)/g;
const BLANK = /^[ \t\r\n>]*$/;
