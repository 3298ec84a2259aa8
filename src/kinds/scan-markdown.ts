/**
 * The lines of Markdown and MDX, by one look at each: no parser, since every version of every file is read.
 * Where the scan errs, it errs towards reading a line as it is written, so that it equals only itself.
 */
import type { Dialect } from "../model.ts";
import {
  type Head,
  inside,
  joined,
  lazy,
  MARKER,
  measureIndent,
  type OpenItem,
  own,
  placeIn,
  QUOTE,
  readHead,
  readItem,
  RULE,
  tieTo,
  trimStart,
} from "./containers.ts";
import { hashLine } from "./hash.ts";
import { type LineKeys, setLine, setSign, worded } from "./line-keys.ts";
import {
  dedent,
  dropCode,
  FENCE,
  findRaw,
  followBraces,
  followCode,
  leavesSpan,
  MODULE,
  type Open,
  OPEN_TAG,
  openBraces,
  openFrontMatter,
  type Span,
  WHOLE_ATTRIBUTES,
} from "./unclosed.ts";
import { type LineText, readRow, readAsWritten, readProse, splitRow, trimBlanks } from "./words.ts";

/** What the scan knows of the lines above. */
interface Scan {
  readonly lines: readonly string[];
  readonly dialect: Dialect;
  /** Filled in as the scan goes. */
  readonly keys: LineKeys;
  /** The line that is read (0-based). */
  at: number;
  open: Open | null;
  items: readonly OpenItem[];
  afterBlank: boolean;
  /** The line of code by its indentation that only blank lines stand below so far, or -1. */
  lastCode: number;
  /** Whether no blank line stands below an element yet: some read Markdown there, and some none. */
  inElement: boolean;
  /** Whether a line that begins no block would go on with the line above, at least to some readers. */
  isJoined: boolean;
  /** Whether what that line would go on with stands in a quotation. */
  inQuote: boolean;
  /** What closes a code span, or a link's target, that began in the paragraph and goes on. */
  inSpan: Span;
  /** Lines of the paragraph so far. */
  paragraph: Paragraph;
}

/** A line that is not blank and goes on with nothing that is unclosed, and where it stands. */
interface Line {
  readonly line: string;
  readonly next: string;
  readonly indent: number;
  /** Whether it stands below a blank line. */
  readonly isFresh: boolean;
  /** Whether it would go on with the line above. */
  readonly hangs: boolean;
  readonly isItem: boolean;
  readonly isQuoted: boolean;
  readonly wasInQuote: boolean;
  readonly beginsQuote: boolean;
  /** The column where the text of its list begins. */
  readonly content: number;
  /** Whether it begins before the text of a list that it is in, as a lazy line does. */
  readonly isOutside: boolean;
  /** Whether it has a pipe and stands outside: such a line is no row of a table. */
  readonly isRow: boolean;
  /** Whether it is indented so far that it is code, or in a paragraph text without markers. */
  readonly isDeep: boolean;
  readonly relation: number;
  readonly tied: number;
}

/** Fills in the keys of lines; says whether nothing is open behind them. */
export function scanMarkdown(
  lines: readonly string[],
  dialect: Dialect,
  isFirst: boolean,
  keys: LineKeys,
): boolean {
  const scan: Scan = {
    lines,
    dialect,
    keys,
    at: 0,
    open: null,
    items: [],
    afterBlank: true,
    lastCode: -1,
    inElement: false,
    isJoined: false,
    inQuote: false,
    inSpan: null,
    paragraph: emptyParagraph(),
  };
  for (; scan.at < lines.length; scan.at += 1) {
    const line = (lines[scan.at] ?? "").replace(/\r?\n$/, "");
    if (scan.at === 0 && isFirst && readFrontMatter(scan, line)) continue;
    if (readUnclosed(scan, line) || readBlank(scan, line)) continue;
    const placed = placeLine(scan, line);
    if (!readers.some((read) => read(scan, placed))) readText(scan, placed);
  }
  endParagraph(scan);
  return scan.open === null || scan.open.kind === "table";
}

/** In this order each may take the line; what none takes is prose. */
const readers: readonly ((scan: Scan, placed: Line) => boolean)[] = [
  readIndentedCode,
  readFence,
  readModule,
  readRaw,
  readTableRow,
  readInElement,
  readTableHeader,
  readUnderline,
];

function readFrontMatter(scan: Scan, line: string): boolean {
  const front = openFrontMatter(line);
  if (front === null) return false;
  scan.open = front;
  setLine(scan.keys, scan.at, readAsWritten(line), true);
  return true;
}

/** Reads a line that goes on with what the lines above left unclosed. */
function readUnclosed(scan: Scan, line: string): boolean {
  const { keys, at } = scan;
  if (scan.open?.kind === "exact" && scan.open.within?.test(line) === false) scan.open = null;
  if (scan.open?.kind === "module" && endsModule(scan.open, line, scan.afterBlank))
    scan.open = null;
  const { open } = scan;
  const tie = tieTo(inside, scan.items.at(-1)?.content ?? 0);
  switch (open?.kind) {
    case "exact": {
      const ends = open.ends.test(line);
      // Before the column of its fence a line may leave the list that both stand in.
      const leaves = open.isFence && measureIndent(line) < open.indent && line.trim() !== "";
      const text = leaves ? `\u0005${line}` : dedent(line, open.indent);
      // What closes a fence is no line of code, though it may look like one.
      const read = readAsWritten(ends && open.isFence ? `\u0006${text}` : text);
      setLine(keys, at, read, true, "", tieTo(open.isFence ? own : inside, 0));
      scan.afterBlank = line.trim() === "";
      scan.isJoined = !open.isFence && !scan.afterBlank;
      const isTorn = open.isTorn === false && scan.afterBlank ? true : open.isTorn;
      if (!ends) scan.open = isTorn === open.isTorn ? open : { ...open, isTorn };
      else scan.open = isTorn ? { kind: "exact", ends: FENCE, indent: 0, isFence: true } : null;
      return true;
    }
    case "module":
      setLine(keys, at, readAsWritten(line), true, "", tie);
      scan.isJoined = true;
      followCode(open, line);
      scan.afterBlank = line.trim() === "";
      return true;
    case "braces": {
      setLine(keys, at, readAsWritten(line), true, "", tie);
      scan.isJoined = true;
      followBraces(open, line);
      if (ELEMENT.test(line)) scan.inElement = true;
      const isBlank = line.trim() === "" && scan.dialect === "markdown";
      if (isBlank || (open.depth <= 0 && !open.ticks)) scan.open = null;
      return true;
    }
    case "tag": {
      const isWhole = WHOLE_ATTRIBUTES.test(line.trim());
      const read = readAsWritten(isWhole ? trimBlanks(line) : line);
      setLine(keys, at, read, true, "", isWhole ? tieTo(joined, scan.items.length) : tie);
      scan.isJoined = true;
      if (/>\s*$/.test(line) || line.trim() === "") scan.open = null;
      return true;
    }
    default:
      return false;
  }
}

function endsModule(
  open: { depth: number; ticks: boolean },
  line: string,
  afterBlank: boolean,
): boolean {
  // A bracket that was miscounted ends with its statement: no other may begin inside.
  if (afterBlank && MODULE.test(line)) return true;
  // What is no code any more may be something else to those who read no JSX.
  const isWhole = open.depth <= 0 && !open.ticks;
  return isWhole && (line.trim() === "" || FENCE.test(line) || /^ {0,3}\d+[.)] /.test(line));
}

function readBlank(scan: Scan, line: string): boolean {
  if (line.trim() !== "") return false;
  // Other blanks than these are text, and below an element one says that Markdown goes on.
  const isText = !/^[ \t]*$/.test(line);
  if (isText || scan.inElement) setLine(scan.keys, scan.at, readAsWritten(line), true);
  scan.afterBlank = !isText;
  scan.isJoined = isText;
  if (isText) {
    scan.lastCode = -1;
    scan.paragraph.safe = false;
    return true;
  }
  scan.inElement = false;
  endParagraph(scan);
  if (scan.open?.kind === "table") scan.open = null;
  scan.inSpan = null;
  return true;
}

/** Leaves the lists and quotations that end above the line, and says where it stands. */
function placeLine(scan: Scan, line: string): Line {
  const { afterBlank: isFresh, isJoined: hangs, inQuote: wasInQuote, items } = scan;
  scan.afterBlank = false;
  scan.isJoined = false;
  const indent = measureIndent(line);
  if (ELEMENT.test(line)) scan.inElement = true;
  const isRule = RULE.test(trimStart(line));
  const isItem = !isRule && MARKER.test(trimStart(line));
  // A paragraph goes on in its list wherever its lines begin.
  const margin = items.findLast((item) => !item.isQuoted && item.content <= indent)?.content ?? 0;
  const isQuoted = QUOTE.test(line) && indent < margin + 4;
  if (!hangs || isQuoted) scan.inQuote = isQuoted;
  const beginsQuote = isQuoted && !wasInQuote;
  const mayLeave =
    isFresh || isQuoted || (!isItem && (!hangs || isRule || BEGINS_BLOCK.test(line)));
  const isIn = (item: OpenItem) => indent >= item.content && (!item.isQuoted || isQuoted);
  scan.items = items.filter(mayLeave ? isIn : (item) => indent >= item.indent);
  const isOutside = scan.items.some((item) => indent < item.content);
  const isRow = line.includes("|") && isOutside;
  const relation = isRow ? lazy : joined;
  const content = scan.items.at(-1)?.content ?? 0;
  return {
    line,
    next: scan.lines[scan.at + 1] ?? "",
    indent,
    isFresh,
    hangs,
    isItem,
    isQuoted,
    wasInQuote,
    beginsQuote,
    content,
    isOutside,
    isRow,
    // MDX knows no code by its indentation.
    isDeep: scan.dialect === "markdown" && indent >= content + 4,
    relation,
    tied: tieTo(hangs && !beginsQuote ? relation : own, scan.items.length),
  };
}

function readIndentedCode(scan: Scan, { line, isDeep, hangs, isFresh, tied }: Line): boolean {
  const { keys, at, items, lastCode } = scan;
  const isCode = isDeep && (!hangs || scan.open?.kind === "table");
  scan.lastCode = isCode ? at : -1;
  if (!isCode) return false;
  setLine(keys, at, readAsWritten(line), true, placeIn(items), tied);
  // Blank lines between lines of code are code.
  for (let above = at - 1; above > lastCode && lastCode >= 0; above -= 1) {
    setLine(keys, above, readAsWritten(""), true, placeIn(items));
  }
  scan.afterBlank = isFresh;
  return true;
}

function readFence(scan: Scan, { line, isQuoted }: Line): boolean {
  const fence = line.includes("```") || line.includes("~~~") ? FENCE.exec(line) : null;
  if (!fence) return false;
  endParagraph(scan);
  const [, before = "", marks = "", info = ""] = fence;
  if (MARKER.test(trimStart(before))) scan.items = [...scan.items, readItem(before)];
  const { keys, at, items } = scan;
  const mark = marks.startsWith("`") ? "`" : "~";
  const text = readAsWritten(`${mark} ${trimBlanks(info).replace(/[ \t]+/g, " ")}`);
  // More of them say which line closes it.
  const full = `${text.full} ${marks}`;
  setLine(keys, at, { ...text, full }, true, placeIn(items), tieTo(own, items.length));
  scan.open = {
    kind: "exact",
    ends: new RegExp(`^[\\s>]*${mark}{${String(marks.length)},}[ \\t]*$`),
    indent: measureIndent(before.replace(/[-*+>]/g, " ") + "x"),
    isFence: true,
    within: isQuoted ? QUOTE : undefined,
    isTorn: scan.inElement ? false : undefined,
  };
  return true;
}

function readModule(scan: Scan, { line, isFresh, hangs }: Line): boolean {
  const mayBegin = scan.dialect === "mdx" && (isFresh || !hangs || scan.inElement);
  if (!mayBegin || !MODULE.test(line)) return false;
  setLine(scan.keys, scan.at, readAsWritten(line), true);
  scan.isJoined = true;
  scan.open = { kind: "module", depth: 0, ticks: false };
  followCode(scan.open, line);
  return true;
}

function readRaw(scan: Scan, { line, tied }: Line): boolean {
  const raw = findRaw(line);
  if (!raw) return false;
  endParagraph(scan);
  setLine(scan.keys, scan.at, readAsWritten(line), true, placeIn(scan.items), tied);
  scan.isJoined = true;
  if (!raw.ends.test(dropCode(line).replace(raw.begins, "")))
    scan.open = { kind: "exact", ends: raw.ends, indent: 0, within: raw.within };
  return true;
}

function readTableRow(scan: Scan, { line, isRow, tied }: Line): boolean {
  if (scan.open?.kind !== "table") return false;
  const isInline = TAG.test(trimStart(line)) && !ELEMENT.test(line) && !TAG_LINE.test(line.trim());
  if (isRow || (!isInline && BEGINS_BLOCK.test(line))) {
    scan.open = null;
    return false;
  }
  scan.isJoined = true;
  // A row without a pipe is no paragraph.
  const row = line.includes("|") ? readRow(line) : readAsWritten(trimBlanks(line));
  setLine(scan.keys, scan.at, row, true, placeIn(scan.items, "row"), tied);
  return true;
}

/** Below an element's tag, where some read Markdown and some none. */
function readInElement(scan: Scan, { line, indent, hangs, isItem, isQuoted, tied }: Line): boolean {
  if (!scan.inElement || /^[ \t]*</.test(line)) return false;
  endParagraph(scan);
  scan.isJoined = true;
  if (isItem) scan.items = readHead(line, indent, scan.items, hangs, isQuoted).items;
  const braces = openBraces(line);
  const wasInSpan = scan.inSpan;
  scan.inSpan = leavesSpan(line, wasInSpan);
  // Blanks at its ends may be a part of code.
  const isCode = braces !== null || wasInSpan !== null || scan.inSpan !== null;
  const isKept = isCode || /\\[ \t]+$/.test(line);
  const read = readAsWritten(isKept ? line : trimBlanks(line));
  setLine(scan.keys, scan.at, read, true, "", tied);
  scan.open = braces;
  return true;
}

/** Takes the line of rules below it too. */
function readTableHeader(scan: Scan, placed: Line): boolean {
  const { line, next, hangs, isItem, isQuoted, isRow, isDeep, content, tied } = placed;
  const isLazy = hangs && ((placed.isOutside && !isItem) || (scan.inQuote && !isQuoted));
  const column = measureIndent(next);
  const holdsRules =
    column >= content &&
    (scan.dialect === "mdx" || column < content + 4) &&
    !MARKER.test(trimStart(next));
  if (isDeep || isLazy || isRow || !holdsRules || !beginsTable(line, next)) return false;
  endParagraph(scan);
  setLine(scan.keys, scan.at, readRow(line), false, placeIn(scan.items, "header"), tied);
  scan.isJoined = true;
  const rules = splitRow(next).map((rule) => trimBlanks(rule).replace(/-+/, "-"));
  scan.at += 1;
  setSign(scan.keys, scan.at, `|${rules.join("|")}`);
  scan.open = { kind: "table" };
  return true;
}

/** The line below a heading's text. */
function readUnderline(scan: Scan, placed: Line): boolean {
  const { line, hangs, isDeep, isQuoted, wasInQuote } = placed;
  const bare = line.replace(/^[ \t>]*/, "");
  const mayStand = hangs && !isDeep && !placed.isOutside && isQuoted === wasInQuote;
  if (!mayStand || !UNDERLINE.test(bare)) return false;
  setSign(scan.keys, scan.at, bare.slice(0, 1));
  endParagraph(scan);
  return true;
}

/** Reads rules, headings, items and paragraphs, behind the markers of their containers. */
function readText(scan: Scan, placed: Line): void {
  const { keys, at } = scan;
  const { line, indent, hangs, isQuoted, isDeep, relation } = placed;
  const head: Head = isDeep
    ? {
        text: trimStart(line),
        items: scan.items,
        level: 0,
        begins: false,
        isCode: false,
        marks: "",
      }
    : readHead(line, indent, scan.items, hangs, isQuoted);
  const { text, level } = head;
  if (head.begins) {
    endParagraph(scan);
    scan.inSpan = null;
  }
  // Where JSX is read, a tag on a line of its own is a block.
  const isBlock =
    head.begins || placed.beginsQuote || (scan.dialect === "mdx" && TAG_LINE.test(text));
  const tie = tieTo(hangs && !isBlock ? relation : own, head.items.length);
  const place = placeIn(head.items, "#".repeat(level), head.marks);
  if (!isDeep && RULE.test(text)) {
    setSign(keys, at, head.begins ? `--- ${place}` : "---");
    endParagraph(scan);
    return;
  }
  scan.items = head.items;
  // What is indented below a footnote belongs to it.
  if (FOOTNOTE.test(text))
    scan.items = [...head.items, { indent, content: indent + 4, marker: "[^", isQuoted }];
  scan.isJoined = level === 0 && text !== "" && !TAG_LINE.test(text);
  if (head.begins && text === "" && level === 0) {
    // An item that is empty so far is seen.
    setSign(keys, at, `- ${place}`);
    return;
  }
  const opensTag = text.includes("<") && OPEN_TAG.test(dropCode(text));
  const braces = openBraces(text);
  if (opensTag || braces) {
    endParagraph(scan);
    setLine(keys, at, readAsWritten(isQuoted ? line : text), true, place, tie);
    scan.open = braces ?? { kind: "tag" };
    return;
  }
  const wasInSpan = scan.inSpan;
  scan.inSpan = leavesSpan(text, wasInSpan);
  if (level === 0 && (scan.inSpan || wasInSpan)) {
    // Blanks around the end of a line are a part of its code.
    setLine(keys, at, readAsWritten(wasInSpan ? line : text), true, place, tie);
    scan.paragraph.safe = false;
    return;
  }
  const breaks = level === 0 && endsInBreak(scan, placed);
  const read = readWords(scan, placed, head, breaks);
  // Behind the sign of a quotation a tag begins no element to those who read Markdown in elements.
  const isQuotedTag = isQuoted && TAG.test(text);
  const shown = isQuotedTag ? { ...read, full: `>${read.full}` } : read;
  setLine(keys, at, breaks ? withBreak(shown) : shown, false, place, tie);
  if (level > 0 || keys.sort[at] !== worded || TAG_LINE.test(text)) endParagraph(scan);
  else addToParagraph(scan, text, breaks ? `${read.full}\n` : read.full, isQuoted);
}

/** Whether the line breaks where it ends, since its paragraph goes on. */
function endsInBreak({ lines, at }: Scan, { line, next }: Line): boolean {
  return (
    /(?:  |\\)$/.test(line) &&
    next.trim() !== "" &&
    !BEGINS_BLOCK.test(next) &&
    !UNDERLINE.test(next) &&
    !MARKER.test(trimStart(next)) &&
    !beginsTable(next, lines[at + 2] ?? "")
  );
}

function readWords(scan: Scan, { line }: Line, { text, isCode }: Head, breaks: boolean): LineText {
  const said = trimBlanks(breaks ? text.replace(/\\$/, "") : text);
  const isAtMarker = /[-*+.)][ \t]+$/.test(line.slice(0, line.length - text.length));
  const isText =
    (BOX.test(said) && !(isAtMarker && TASK.test(said))) ||
    (TAG.test(text) && ELEMENT.test(text) && ESCAPES.test(text)) ||
    isCode ||
    (DEFINITION.test(said) && scan.paragraph.texts.length === 0);
  return isText ? readAsWritten(said) : readProse(said);
}

interface Paragraph {
  start: number;
  texts: string[];
  /** No line of it begins or ends with what some dialect gives a meaning. */
  safe: boolean;
  isQuoted: boolean;
}

function emptyParagraph(): Paragraph {
  return { start: 0, texts: [], safe: true, isQuoted: false };
}

function addToParagraph(scan: Scan, text: string, full: string, isQuoted: boolean): void {
  if (scan.paragraph.texts.length === 0) {
    scan.paragraph.start = scan.at;
    scan.paragraph.isQuoted = isQuoted;
  }
  const { paragraph } = scan;
  // A quotation that goes on without its sign may be read otherwise elsewhere.
  if (isQuoted !== paragraph.isQuoted) paragraph.safe = false;
  paragraph.texts.push(full);
  paragraph.safe &&= WRAPS.test(text) && !DEFINITION.test(text);
}

function endParagraph(scan: Scan): void {
  setBlock(scan.keys, scan.paragraph);
  scan.paragraph = emptyParagraph();
}

/** A paragraph of one line is its own block, so that it can be found again when it is wrapped. */
function setBlock(keys: LineKeys, { start, texts, safe }: Paragraph): void {
  if (texts.length === 0 || (texts.length > 1 && !safe)) return;
  const joined = texts.map((text, at) =>
    at === 0 || texts[at - 1]?.endsWith("\n") ? text : ` ${text}`,
  );
  keys.block.fill(hashLine(trimBlanks(joined.join(""))), start, start + texts.length);
}

function withBreak(text: LineText): LineText {
  const [words, key, full] = [text.words, text.key, text.full].map((said) => `${said}\n`);
  return { ...text, words: words ?? "", key: key ?? "", full: full ?? "" };
}

function beginsTable(line: string, next: string): boolean {
  if (!line.includes("|") || !next.includes("-") || !RULES.test(next)) return false;
  return splitRow(line).length === splitRow(next).length;
}

const RULES = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?\n?$/;
const BEGINS_BLOCK =
  /^[ \t]*(?:#{1,6}[ \t]|>|(?:[-*+]|1[.)])[ \t]|```|~~~|<[/!?]?[A-Za-z-]|:::|!!!|\$\$|\{%)/;
/** A line of tags alone. */
const TAG_LINE = /^(?:<\/?[A-Za-z][^<>]*>\s*)+$/;
const TAG = /^<\/?[A-Za-z]/;
/** What says something else in an element than in Markdown. */
const ESCAPES = /[\\`]/;
const ELEMENT =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|iframe|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?![\w-])/i;
const UNDERLINE = /^[ \t]*(?:=+|-+)[ \t]*\r?\n?$/;
const FOOTNOTE = /^\[\^[^\]]+\]:/;
const DEFINITION = /^\[[^\]]+\]:/;
/** Behind the marker of an item the box of a task, elsewhere text. */
const TASK = /^\[[ \txX]\][ \t]/;
const BOX = /^\[[ \txX]*\]/;
/** Begins and ends with words, or with signs that no dialect gives a meaning there. */
const WRAPS = /^[\p{L}\p{N}"'“‘([*_`].*[\p{L}\p{N}.,;?"'”’)\]*_`…]$/u;
