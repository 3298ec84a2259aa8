import type { Dialect } from "../../model.ts";
import type { Document } from "./document.ts";
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
  if (verbatim.subarray(start, end).includes(1)) return own.join("\n");
  const shown = own.map((line) => blankJsxSpaces(line, dialect).replace(TRAILING, ""));
  if (isHeading) {
    return listExact(shown.join("\n").replace(HEADING, ""));
  }
  const text = shown.join("\n");
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
  if (verbatim[at] !== 1) return listExact(line);
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
  const isTorn = (at: number) => verbatim[at - 1] === 1 && verbatim[at] === 1;
  if (isTorn(start) || isTorn(end)) return own.join("\n");
  const shown = own.map((line) => blankJsxSpaces(line, dialect));
  const text = splitTags(shown.join("\n"))
    .map((part) => (readTag(part) === null ? part : "<>"))
    .join("");
  if (text.includes("{")) return own.join("\n");
  if (!MARKDOWN.test(text)) return "";
  const runs: string[] = [];
  let run: string[] = [];
  const close = () => {
    const margin = findMargin(run);
    const isCode = dialect === "markdown" && margin.length > 3;
    runs.push(...(isCode ? ["    "] : []), ...run.map((line) => line.slice(margin.length)));
    run = [];
  };
  for (const line of shown) {
    if (TAG_LINE.test(line)) {
      close();
      runs.push("<");
    } else run.push(line.replace(SINGLE_TRAILING, ""));
  }
  close();
  return runs.join("\n");
}

/** A quotation whose sign is left out before further lines: JSX reads no such lines. */
function isLazy(dialect: Dialect, before: string, [, ...others]: readonly string[]): boolean {
  if (dialect !== "mdx" || !before.includes(">")) return false;
  return others.some((line) => !line.trimStart().startsWith(">"));
}

function readLines(lines: readonly string[], start: number, end: number, column: number): string[] {
  return lines
    .slice(start, end)
    .map((line, at) => (at === 0 ? line.slice(column) : line).replace(LINE_END, ""));
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
const LINE_END = /\r?\n$/;
const TRAILING = /[ \t]+$/;
/** Blanks that break no line. */
const SINGLE_TRAILING = /(?<! ) $|\t[ \t]*$/;
const TAG_LINE = /^[ \t]*(?:<\/?[A-Za-z!][^<>]*>[ \t]*)+$/;
const CODE = /(?<!`)(`+)(?!`)[^`]*(?:`(?!\1)[^`]*)*?\1(?!`)/g;
const MAY_BE_EXACT = /[{}$]|\[\[|\\[[(]/;
const EXACT = /\{+[^{}]*\}+|\[\[[^\]]*\]\]|\$[^$]*[\\*_&^][^$]*\$|\\\([^]*?\\\)|\\\[[^]*?\\\]/g;
/** A line begins or ends with what a common dialect gives meaning. */
const LINE_SIGN = new RegExp(
  [
    String.raw`^[ \t>]*(?:[|%=;{]|[-+*][ \t]|\+[-=+]|:(?![\w+-]+:)|!(?!\[)|\?\?|\.\.|\$\$|~~~|\^\^|///)`,
    String.raw`^[ \t>]*(?:\\[A-Za-z[(]|\*\[|\[!|\[[^\]]*\]:|#{1,6}[ \t]|\d+[.)][ \t])`,
    String.raw`(?:[|^}]|\$\$|::|\)=|\\\\)[ \t]*$`,
  ].join("|"),
);
const MARKDOWN = /[`*_~\\[|$]|^\s*(?:[-+>#=:!?]|\d+[.)])| {2,}$/m;
