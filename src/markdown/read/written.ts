import type { Dialect } from "../../model.ts";
import type { Document } from "./document.ts";
import { BEGINS, GOES_ON } from "../split/verbatim.ts";
import { readTag, splitTags } from "./html.ts";
import { blankJsxSpaces } from "./jsx-space.ts";

/**
 * What else counts of a paragraph, a heading, a row or raw HTML than what CommonMark renders: another
 * dialect may give white space, line breaks or escapes a meaning. It is a part of the block's key. Lines
 * are half-open; the first is read from `column` on.
 */
export function readWritten(
  { lines, verbatim, dialect }: Document,
  start: number,
  end: number,
  column: number,
  isHeading: boolean,
): string {
  const own = readLines(lines, start, end, column);
  const before = (lines[start] ?? "").slice(0, column);
  if (isVerbatim(verbatim, start, end)) return own.join("\n");
  if (dialect === "mdx" && MODULE.test(own[0] ?? "")) {
    return own.map((line) => line.trimEnd()).join("\n");
  }
  const shown = own.map((line) => readLine(line, dialect).replace(TRAILING, ""));
  if (isHeading && !shown.some((line) => TAG_LINE.test(line))) {
    return listExact(shown.join("\n").replace(HEADING, ""));
  }
  // Where JSX is read, raw HTML right behind it goes on with it.
  const goesOn = dialect === "mdx" && !/^[ \t\r\n]*$/.test(lines[end] ?? "");
  const text = shown.join("\n");
  if (goesOn && BREAK.test(own.at(-1) ?? "")) return `${text}  `;
  if (shown.some((line) => LINE_SIGN.test(line)) || isLazy(dialect, before, shown)) return text;
  // A tag on a line of its own stands between blocks where JSX is read.
  if (shown.length === 1 || !shown.some((line) => TAG_LINE.test(line))) return listExact(text);
  return shown
    .map((line) => (TAG_LINE.test(line) ? "<" : line.replace(/\s+/g, " ").trim()))
    .join("\n");
}

/** The same for a row of a table, whose padding shows nothing. */
export function readWrittenRow({ lines, verbatim, dialect }: Document, at: number): string {
  const line = blankJsxSpaces(lines[at] ?? "", dialect);
  if (!isVerbatim(verbatim, at, at + 1)) return listExact(line);
  return line
    .split("|")
    .map((cell) => cell.trim())
    .join("|");
}

/**
 * The same for raw HTML, which many sites read as Markdown: where it holds any, its lines must stay, each as
 * far from the margin as those around it between two tags.
 */
export function readWrittenHtml(
  { lines, verbatim, dialect }: Document,
  start: number,
  end: number,
  column: number,
): string {
  const own = readLines(lines, start, end, column);
  // Verbatim lines that go on outside are measured from their own margin, which is not known here.
  if (verbatim[start] === GOES_ON || verbatim[end] === GOES_ON) return own.join("\n");
  const shown = own.map((line) => readLine(line, dialect));
  const text = splitTags(shown.join("\n"))
    .map((part) => (readTag(part) === null ? part : "<>"))
    .join("");
  if (text.includes("{")) return own.join("\n");
  const isMarkdown = isVerbatim(verbatim, start, end) || MARKDOWN.test(text);
  const written: string[] = [];
  let run: string[] = [];
  const close = () => {
    const margin = findMargin(run);
    const lines = run.map((line) => line.slice(margin.length));
    if (!isMarkdown) written.push(lines.join(" ").replace(/\s+/g, " ").trim());
    else if (dialect === "markdown" && margin.length > 3) written.push("    ", ...lines);
    else written.push(...lines);
    run = [];
  };
  const all = isMarkdown ? shown : text.split("\n");
  all.forEach((line, at) => {
    const isCode = isMarkdown && verbatim[start + at] !== 0;
    if (isCode || !TAG_LINE.test(line)) run.push(isCode ? (own[at] ?? "") : trimLine(line));
    else {
      close();
      written.push("<");
    }
  });
  close();
  return written.join("\n");
}

/** Blanks at the end of a line may be in a code span that goes on. */
function trimLine(line: string): string {
  return line.replace(CODE, "").includes("`") ? line : line.replace(BREAKLESS, "");
}

/** A quotation whose sign is left out before further lines: JSX reads no such lines. */
function isLazy(dialect: Dialect, before: string, [, ...others]: readonly string[]): boolean {
  if (dialect !== "mdx" || !before.includes(">")) return false;
  return others.some((line) => !line.trimStart().startsWith(">"));
}

/** Whether code of a fence is all between the same fences to those who read Markdown in raw HTML. */
export function isWhole({ verbatim }: Document, start: number, end: number): boolean {
  if (verbatim[start] !== BEGINS || verbatim[end] === GOES_ON) return false;
  return verbatim.subarray(start + 1, end).every((mark) => mark === GOES_ON);
}

function isVerbatim(verbatim: Uint8Array, start: number, end: number): boolean {
  return verbatim.subarray(start, end).some((mark) => mark !== 0);
}

/** A space of JSX on a line of its own stands between blocks, as a tag does. */
function readLine(line: string, dialect: Dialect): string {
  const shown = blankJsxSpaces(line, dialect);
  return shown !== line && shown.trim() === "" ? "<>" : shown;
}

function readLines(lines: readonly string[], start: number, end: number, column: number): string[] {
  return lines.slice(start, end).map((line, at) => {
    // Blanks before it are the block's own, a list's marker is not.
    const isFirst = at === 0 && line.slice(0, column).trim() !== "";
    return (isFirst ? line.slice(column) : line).replace(LINE_END, "");
  });
}

/** The stretches of a text in which blanks and escapes may be text: expressions, links of wikis, formulas. */
function listExact(text: string): string {
  if (!MAY_BE_EXACT.test(text)) return "";
  const shown = text.replace(CODE, "");
  const rest = shown.replace(EXACT, "");
  return /[{}]/.test(rest) ? shown : (shown.match(EXACT) ?? []).join("\n");
}

/** The blanks that all lines begin with. */
function findMargin(lines: readonly string[]): string {
  let margin: string | null = null;
  for (const line of lines) {
    const [own] = /^[ \t]*/.exec(line) ?? [""];
    margin ??= own;
    while (!own.startsWith(margin)) margin = margin.slice(0, -1);
  }
  return margin ?? "";
}

/** What makes a heading of a text. */
const HEADING = /^#+[ \t]*|[ \t]+#+$|\n[ \t>]*(?:=+|-+)$/g;
const MODULE = /^(?:import|export)\b/;
const LINE_END = /\r?\n$/;
const TRAILING = /(?<![ \t])[ \t]+$/;
/** Blanks that break no line. */
const BREAKLESS = /(?<![ \t\\]) $|(?<![ \t\\])(?= *\t)[ \t]+$/;
const BREAK = /  $/;
const TAG_LINE = /^[ \t]*(?:<[^<>]*>[ \t]*)+$/;
const CODE = /(?<!`)(`+)(?!`)[^`]*(?:`(?!\1)[^`]*)*?\1(?!`)/g;
const MAY_BE_EXACT = /[{}$]|\[\[|\\[[(]/;
const EXACT =
  /(?<!\{)\{+[^{}]*\}+|\[\[[^\]]*\]\]|\$[^$]*[\\*_&^][^$]*\$|\\\([^]*?\\\)|\\\[[^]*?\\\]/g;
/** A line begins or ends with what a common dialect gives meaning. */
const LINE_SIGN = new RegExp(
  [
    String.raw`^[ \t>]*(?:[|%=;{]|[-+*][ \t]|\+[-=+]|:(?![\w+-]+:)|!(?!\[)|\?\?|\.\.|\$\$|~~~|\^\^|///)`,
    String.raw`^[ \t>]*(?:\\[A-Za-z[(]|\*\[|\[!|\[[^\]]*\]:|#{1,6}[ \t]|\d+[.)][ \t])`,
    String.raw`(?:[|^}]|\$\$|::|\)=|\\\\)[ \t]*$`,
  ].join("|"),
);
const MARKDOWN = /[`*_~\\[|$]|^\s*(?:[-+>#=:!?]|\d+[.)])|  $/m;
