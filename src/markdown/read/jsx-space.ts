import type { Dialect } from "../../model.ts";

/**
 * JSX's explicit space, `{" "}`, is white space in MDX; elsewhere it may be what the text is about. Gives a
 * text that is no code with blanks instead.
 */
export function blankJsxSpaces(text: string, dialect: Dialect): string {
  if (dialect !== "mdx" || !text.includes("{")) return text;
  return text.replace(SPACE, (found) => found.replace(/[^\r\n]/g, "") || " ");
}

/** Whether a line shows nothing: blanks, quotation marks and, in MDX, JSX's spaces. */
export function isBlankLine(line: string, dialect: Dialect): boolean {
  return BLANK.test(blankJsxSpaces(line, dialect));
}

const SPACE = /(?<!\\)\{(["'])[ \t\r\n]+\1\}/g;
const BLANK = /^[ \t\r\n>]*$/;
