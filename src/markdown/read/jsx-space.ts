import type { Dialect } from "../../model.ts";

/**
 * JSX's explicit space, `{" "}`, is white space: in MDX anywhere, in plain Markdown only at the end of a
 * line, where formatters of JSX put it; elsewhere it may be what the text is about. Gives a text that is
 * no code with blanks instead; `endsLine` says whether its own end is the end of a line.
 */
export function blankJsxSpaces(text: string, dialect: Dialect, endsLine: boolean): string {
  if (!text.includes("{")) return text;
  if (dialect === "mdx") return text.replace(ANYWHERE, blankOut);
  return text.replace(AT_LINE_END, (found, _quote, at: number) =>
    endsLine || /[\r\n]/.test(text.slice(at + found.length)) ? blankOut(found) : found,
  );
}

/** Whether a line shows nothing: blanks, JSX's spaces and quotation marks. */
export function isBlankLine(line: string): boolean {
  return BLANK.test(line);
}

const ANYWHERE = /\{(["'])[ \t\r\n]+\1\}/g;
const AT_LINE_END = /\{(["'])[ \t\r\n]+\1\}(?=[ \t]*(?:[\r\n]|$))/g;
const BLANK = /^[\s>]*(?:\{(?:" +"|' +')\}\s*)*$/;

function blankOut(found: string): string {
  return found.replace(/[^\r\n]/g, " ");
}
