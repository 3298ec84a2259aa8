/**
 * The lines of Markdown and MDX, by one look at each: no parser, since every version of every file is read.
 * Where the scan errs, it errs towards reading a line as it is written, so that it equals only itself.
 */
import type { Dialect } from "../model.ts";
import { hashLine } from "./hash.ts";
import { type LineKeys, setLine, setSign, worded } from "./line-keys.ts";
import { type LineText, readRow, readAsWritten, readProse, splitRow, trimBlanks } from "./words.ts";

/** Where the scan is inside something that lasts over lines. */
type Open =
  /** Ends behind a line that `ends` fits, which is still read as it is written. */
  | {
      readonly kind: "exact";
      readonly ends: RegExp;
      readonly indent: number;
      /** A fence, or front matter: what stands behind it begins anew. */
      readonly isFence?: boolean;
      /** Of a fence in an element: whether a blank line ends that for some, so that they see no fence here. */
      readonly isTorn?: boolean | undefined;
      /** It ends before a line that does not fit, as that of a quotation that it stands in. */
      readonly within?: RegExp | undefined;
    }
  | { readonly kind: "braces"; depth: number; ticks: boolean }
  | { readonly kind: "module"; depth: number; ticks: boolean }
  | { readonly kind: "tag" }
  | { readonly kind: "table"; readonly columns: number };

/** What a line is to the one above it: a block of its own, or it goes on with that, as far as is known. */
const own = 0;
const joined = 1;
/** It goes on with what is read as it is written. */
const inside = 2;
/** It goes on though it stands outside of the list. */
const lazy = 3;

/** See `LineKeys`; `depth` is that of lists, of what is inside the column where the list's text begins. */
function tieTo(relation: number, depth: number): number {
  return relation + 4 * depth;
}

/** Where a line stands: in so many lists, as what, behind which numbers and other marks; "" outside of all. */
function placeIn(items: readonly OpenItem[], kind = "", marks = ""): string {
  return `${items.length === 0 ? "" : String(items.length)} ${kind} ${marks}`.trim();
}

/** A list that the scan is in. */
interface OpenItem {
  readonly indent: number;
  /** Where its text begins. */
  readonly content: number;
  readonly marker: string;
  readonly isQuoted: boolean;
}

/** Fills in the keys of lines; says whether nothing is open behind them. */
export function scanMarkdown(
  lines: readonly string[],
  dialect: Dialect,
  isFirst: boolean,
  keys: LineKeys,
): boolean {
  let open: Open | null = null;
  let items: OpenItem[] = [];
  let afterBlank = true;
  /** The line of code by its indentation that only blank lines stand below so far, or -1. */
  let lastCode = -1;
  /** Whether no blank line stands below an element yet: some read Markdown there, and some none. */
  let inElement = false;
  /** Whether a line that begins no block would go on with the line above, at least to some readers. */
  let isJoined = false;
  /** Whether what that line would go on with stands in a quotation. */
  let inQuote = false;
  /** What closes a code span, or a link's target, that began in the paragraph and goes on. */
  let inSpan: Span = null;
  /** Lines of the paragraph so far. */
  let paragraph: Paragraph = { start: 0, texts: [], safe: true, isQuoted: false };
  const endParagraph = () => {
    setBlock(keys, paragraph);
    paragraph = { start: 0, texts: [], safe: true, isQuoted: false };
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").replace(/\r?\n$/, "");
    if (at === 0 && isFirst) {
      const front = FRONT_MATTER.exec(line.replace(/^\uFEFF/, ""))?.[1];
      if (front !== undefined)
        open = { kind: "exact", ends: frontEnds[front] ?? /^/, indent: 0, isFence: true };
      if (front !== undefined) {
        setLine(keys, at, readAsWritten(line), true);
        continue;
      }
    }
    if (open?.kind === "exact" && open.within?.test(line) === false) open = null;
    if (open?.kind === "exact") {
      const ends = open.ends.test(line);
      // Before the column of its fence a line may leave the list that both stand in.
      const leaves = open.isFence && measureIndent(line) < open.indent && line.trim() !== "";
      const text = leaves ? `\u0005${line}` : dedent(line, open.indent);
      // What closes a fence is no line of code, though it may look like one.
      setLine(
        keys,
        at,
        readAsWritten(ends && open.isFence ? `\u0006${text}` : text),
        true,
        "",
        tieTo(open.isFence ? own : inside, 0),
      );
      afterBlank = line.trim() === "";
      isJoined = !open.isFence && !afterBlank;
      if (open.isTorn === false && afterBlank) open = { ...open, isTorn: true };
      if (ends)
        open = open.isTorn ? { kind: "exact", ends: FENCE, indent: 0, isFence: true } : null;
      continue;
    }
    // A bracket that was miscounted ends with its statement: no other may begin inside.
    if (open?.kind === "module" && afterBlank && MODULE.test(line)) open = null;
    // What is no code any more may be something else to those who read no JSX.
    if (open?.kind === "module" && open.depth <= 0 && !open.ticks) {
      if (line.trim() === "" || FENCE.test(line) || /^ {0,3}\d+[.)] /.test(line)) open = null;
    }
    const tie = tieTo(inside, items.at(-1)?.content ?? 0);
    if (open?.kind === "module") {
      setLine(keys, at, readAsWritten(line), true, "", tie);
      isJoined = true;
      followCode(open, line);
      afterBlank = line.trim() === "";
      continue;
    }
    if (open?.kind === "braces") {
      setLine(keys, at, readAsWritten(line), true, "", tie);
      isJoined = true;
      followBraces(open, line);
      if (ELEMENT.test(line)) inElement = true;
      if (open.depth <= 0 && !open.ticks) open = null;
      if (open && line.trim() === "" && dialect === "markdown") open = null;
      continue;
    }
    if (open?.kind === "tag") {
      const isWhole = WHOLE_ATTRIBUTES.test(line.trim());
      setLine(
        keys,
        at,
        readAsWritten(isWhole ? trimBlanks(line) : line),
        true,
        "",
        isWhole ? tieTo(joined, items.length) : tie,
      );
      isJoined = true;
      if (/>\s*$/.test(line) || line.trim() === "") open = null;
      continue;
    }
    if (line.trim() === "") {
      // Other blanks than these are text, and below an element one says that Markdown goes on.
      const isText = !/^[ \t]*$/.test(line);
      if (isText || inElement) setLine(keys, at, readAsWritten(line), true);
      if (isText) {
        lastCode = -1;
        paragraph.safe = false;
        afterBlank = false;
        isJoined = true;
        continue;
      }
      inElement = false;
      endParagraph();
      if (open?.kind === "table") open = null;
      afterBlank = true;
      isJoined = false;
      inSpan = null;
      continue;
    }
    const isFresh: boolean = afterBlank;
    const hangs: boolean = isJoined;
    afterBlank = false;
    isJoined = false;
    const indent = measureIndent(line);
    if (ELEMENT.test(line)) inElement = true;
    const isIn = (item: OpenItem) => indent >= item.content && (!item.isQuoted || isQuoted);
    const isRule = RULE.test(trimStart(line));
    const isItem = !isRule && MARKER.test(trimStart(line));
    // A paragraph goes on in its list wherever its lines begin.
    const margin: number =
      items.findLast((item) => !item.isQuoted && item.content <= indent)?.content ?? 0;
    const isQuoted: boolean = QUOTE.test(line) && indent < margin + 4;
    const wasInQuote: boolean = inQuote;
    if (!hangs || isQuoted) inQuote = isQuoted;
    const beginsQuote: boolean = isQuoted && !wasInQuote;
    const mayLeave =
      isFresh || isQuoted || (!isItem && (!hangs || isRule || BEGINS_BLOCK.test(line)));
    items = items.filter(mayLeave ? isIn : (item) => indent >= item.indent);
    // A lazy line is no row of a table.
    const isRow = line.includes("|") && items.some((item) => indent < item.content);
    const relation = isRow ? lazy : joined;
    const tied = tieTo(hangs && !beginsQuote ? relation : own, items.length);
    // Code by its indentation, which MDX does not know.
    const most = (items.at(-1)?.content ?? 0) + 4;
    const next = lines[at + 1] ?? "";
    const holdsRules = (column: number) =>
      column >= (items.at(-1)?.content ?? 0) && (dialect === "mdx" || column < most);
    const isDeep = dialect === "markdown" && indent >= most;
    if (isDeep && (!hangs || open?.kind === "table")) {
      setLine(keys, at, readAsWritten(line), true, placeIn(items), tied);
      // Blank lines between lines of code are code.
      for (let above = at - 1; above > lastCode && lastCode >= 0; above -= 1) {
        setLine(keys, above, readAsWritten(""), true, placeIn(items));
      }
      lastCode = at;
      afterBlank = isFresh;
      continue;
    }
    lastCode = -1;
    const fence: RegExpExecArray | null =
      line.includes("```") || line.includes("~~~") ? FENCE.exec(line) : null;
    if (fence) {
      endParagraph();
      const [, before = "", marks = "", info = ""]: readonly string[] = fence;
      if (MARKER.test(trimStart(before))) items.push(readItem(before));
      const mark: string = marks.startsWith("`") ? "`" : "~";
      const ends: RegExp = new RegExp(`^[\\s>]*${mark}{${String(marks.length)},}[ \\t]*$`);
      const text = readAsWritten(`${mark} ${trimBlanks(info).replace(/[ \t]+/g, " ")}`);
      // More of them say which line closes it.
      setLine(
        keys,
        at,
        { ...text, full: `${text.full} ${marks}` },
        true,
        placeIn(items),
        tieTo(own, items.length),
      );
      const fenceIndent = measureIndent(before.replace(/[-*+>]/g, " ") + "x");
      const within: RegExp | undefined = isQuoted ? QUOTE : undefined;
      open = {
        kind: "exact",
        ends,
        indent: fenceIndent,
        isFence: true,
        within,
        isTorn: inElement ? false : undefined,
      };
      continue;
    }
    if (dialect === "mdx" && (isFresh || !hangs || inElement) && MODULE.test(line)) {
      setLine(keys, at, readAsWritten(line), true);
      isJoined = true;
      open = { kind: "module", depth: 0, ticks: false };
      followCode(open, line);
      continue;
    }
    const raw: RawText | undefined = MAY_BE_RAW.test(line)
      ? RAW.find(({ begins }) => begins.test(dropCode(line)))
      : undefined;
    if (raw) {
      endParagraph();
      setLine(keys, at, readAsWritten(line), true, placeIn(items), tied);
      isJoined = true;
      if (!raw.ends.test(dropCode(line).replace(raw.begins, "")))
        open = { kind: "exact", ends: raw.ends, indent: 0, within: raw.within };
      continue;
    }
    if (open?.kind === "table" && isRow) open = null;
    if (open?.kind === "table") {
      const isInline =
        TAG.test(trimStart(line)) && !ELEMENT.test(line) && !TAG_LINE.test(line.trim());
      if (isInline || !BEGINS_BLOCK.test(line)) {
        isJoined = true;
        // A row without a pipe is no paragraph.
        const row = line.includes("|") ? readRow(line) : readAsWritten(trimBlanks(line));
        setLine(keys, at, row, true, placeIn(items, "row"), tied);
        continue;
      }
      open = null;
    }
    const isOutside = items.some((item) => indent < item.content);
    const isLazy: boolean = hangs && ((isOutside && !isItem) || (inQuote && !isQuoted));
    const isHeader: boolean =
      !isDeep &&
      !isLazy &&
      !isRow &&
      holdsRules(measureIndent(next)) &&
      !MARKER.test(trimStart(next));
    if (inElement && !/^[ \t]*</.test(line)) {
      endParagraph();
      isJoined = true;
      if (isItem) items = [...readHead(line, indent, items, hangs, isQuoted).items];
      const braces = openBraces(line);
      const wasOpen: boolean = inSpan !== null;
      inSpan = leavesSpan(line, inSpan);
      // Blanks at its ends may be a part of code.
      const isCode = braces !== null || wasOpen || inSpan !== null || /\\[ \t]+$/.test(line);
      setLine(keys, at, readAsWritten(isCode ? line : trimBlanks(line)), true, "", tied);
      open = braces;
      continue;
    }
    const columns: number = isHeader ? countColumns(line, next) : 0;
    if (columns > 0) {
      endParagraph();
      setLine(keys, at, readRow(line), false, placeIn(items, "header"), tied);
      isJoined = true;
      const rules = splitRow(next).map((rule) => trimBlanks(rule).replace(/-+/, "-"));
      at += 1;
      setSign(keys, at, `|${rules.join("|")}`);
      open = { kind: "table", columns };
      continue;
    }
    const bare = line.replace(/^[ \t>]*/, "");
    if (hangs && !isDeep && !isOutside && isQuoted === wasInQuote && UNDERLINE.test(bare)) {
      setSign(keys, at, bare.slice(0, 1));
      endParagraph();
      continue;
    }
    // What is left is prose, behind the markers of its containers.
    const head: Head = isDeep
      ? { text: trimStart(line), items, level: 0, begins: false, isCode: false, marks: "" }
      : readHead(line, indent, items, hangs, isQuoted);
    if (head.begins) {
      endParagraph();
      inSpan = null;
    }
    const { text, level } = head;
    // Where JSX is read, a tag on a line of its own is a block.
    const isBlock = head.begins || beginsQuote || (dialect === "mdx" && TAG_LINE.test(text));
    const tieOfText = tieTo(hangs && !isBlock ? relation : own, head.items.length);
    const place = placeIn(head.items, "#".repeat(level), head.marks);
    if (!isDeep && RULE.test(text)) {
      setSign(keys, at, head.begins ? `--- ${place}` : "---");
      endParagraph();
      continue;
    }
    items = [...head.items];
    // What is indented below a footnote belongs to it.
    if (FOOTNOTE.test(text)) {
      items.push({ indent, content: indent + 4, marker: "[^", isQuoted: isQuoted });
    }
    isJoined = level === 0 && text !== "" && !TAG_LINE.test(text);
    if (head.begins && text === "" && level === 0) {
      // An item that is empty so far is seen.
      setSign(keys, at, `- ${place}`);
      continue;
    }
    const opensTag = text.includes("<") && OPEN_TAG.test(dropCode(text));
    const braces = openBraces(text);
    if (opensTag || braces) {
      endParagraph();
      setLine(keys, at, readAsWritten(isQuoted ? line : text), true, place, tieOfText);
      open = braces ?? { kind: "tag" };
      continue;
    }
    const wasInSpan: Span = inSpan;
    inSpan = leavesSpan(text, wasInSpan);
    if (level === 0 && (inSpan || wasInSpan)) {
      // Blanks around the end of a line are a part of its code.
      setLine(keys, at, readAsWritten(wasInSpan ? line : text), true, place, tieOfText);
      paragraph.safe = false;
      continue;
    }
    const breaks =
      level === 0 &&
      /(?:  |\\)$/.test(line) &&
      goesOn(next) &&
      !MARKER.test(trimStart(next)) &&
      countColumns(next, lines[at + 2] ?? "") === 0;
    const said = trimBlanks(breaks ? text.replace(/\\$/, "") : text);
    const isDefined = DEFINITION.test(said) && paragraph.texts.length === 0;
    const isAtMarker = /[-*+.)][ \t]+$/.test(line.slice(0, line.length - text.length));
    const isTag = TAG.test(text);
    const isText =
      (BOX.test(said) && !(isAtMarker && TASK.test(said))) ||
      (isTag && ELEMENT.test(text) && ESCAPES.test(text)) ||
      head.isCode ||
      isDefined;
    const read = isText ? readAsWritten(said) : readProse(said);
    // Behind the sign of a quotation a tag begins no element to those who read Markdown in elements.
    const isQuotedTag = isTag && isQuoted;
    const shown = isQuotedTag ? { ...read, full: `>${read.full}` } : read;
    setLine(keys, at, breaks ? withBreak(shown) : shown, false, place, tieOfText);
    if (level > 0 || keys.sort[at] !== worded || TAG_LINE.test(text)) endParagraph();
    else {
      if (paragraph.texts.length === 0) paragraph = { ...paragraph, start: at, isQuoted };
      // A quotation that goes on without its sign may be read otherwise elsewhere.
      else if (isQuoted !== paragraph.isQuoted) paragraph.safe = false;
      paragraph.texts.push(breaks ? `${read.full}\n` : read.full);
      paragraph.safe &&= WRAPS.test(text) && !DEFINITION.test(text);
    }
  }
  endParagraph();
  return open === null || open.kind === "table";
}

interface Paragraph {
  start: number;
  texts: string[];
  /** No line of it begins or ends with what some dialect gives a meaning. */
  safe: boolean;
  isQuoted: boolean;
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

const mostMarkers = 100;

interface Head {
  /** The line without the markers of its containers. */
  readonly text: string;
  readonly items: readonly OpenItem[];
  /** Of a heading, else 0. */
  readonly level: number;
  /** Whether it begins a block of its own. */
  readonly begins: boolean;
  /** Whether so many blanks stand behind a marker that it is code. */
  readonly isCode: boolean;
  /** What else its markers say: an item's number, another marker than the item before. */
  readonly marks: string;
}

function readHead(
  line: string,
  indent: number,
  open: readonly OpenItem[],
  inParagraph: boolean,
  isQuoted: boolean,
): Head {
  let text = trimStart(line);
  let items = open;
  let column = indent;
  let begins = false;
  let isCode = false;
  let marks = "";
  // Nobody writes more of them in a line: what follows is its text.
  for (let markers = 0; markers < mostMarkers; markers += 1) {
    const quote = isQuoted || begins ? /^>[ \t]?/.exec(text)?.[0] : undefined;
    if (quote !== undefined) {
      const rest = text.slice(quote.length);
      column = measure(quote, column);
      const margin = Math.max(column, items.at(-1)?.content ?? 0);
      column = measure(text.slice(quote.length, text.length - trimStart(rest).length), column);
      text = trimStart(rest);
      if (column < margin + 4) continue;
      // Code, or in a paragraph its text.
      return { text, items, level: 0, begins, isCode: !inParagraph, marks };
    }
    const marker = RULE.test(text) ? undefined : MARKER.exec(text)?.[0];
    if (marker === undefined) break;
    const number = /^\d+/.exec(marker)?.[0];
    // Inside a paragraph only a list that begins with 1 begins.
    if (number !== undefined && number !== "1" && inParagraph && !begins && items.length === 0)
      break;
    const bare = marker.trim();
    const sibling = items.find((item) => item.content > column) ?? null;
    items = items.filter((item) => item.content <= column);
    const kind = number === undefined ? bare : bare.slice(-1);
    const content = measure(marker, column);
    items = [...items, { indent: column, content, marker: kind, isQuoted }];
    if (number !== undefined) marks += `${String(Number(number))}.`;
    // In a quotation it counts anew.
    if (number !== undefined && number !== "1" && isQuoted) marks += ">";
    if (sibling && sibling.marker !== kind) marks += "!";
    isCode ||= content - column - bare.length > 4;
    text = trimStart(text.slice(marker.length));
    column = content;
    begins = true;
  }
  const heading = /^(#{1,6})(?:[ \t]+|$)/.exec(text);
  if (!heading) return { text, items, level: 0, begins, isCode, marks };
  const title = text.slice(heading[0].length).replace(/(?:^|[ \t]+)#+[ \t]*$/, "");
  return { text: title, items, level: heading[1]?.length ?? 0, begins: true, isCode, marks };
}

function trimStart(text: string): string {
  return text.replace(/^[ \t]+/, "");
}

function readItem(before: string): OpenItem {
  return {
    indent: measureIndent(`${before.replace(/[-*+\d.)].*$/, "")}x`),
    content: before.length,
    marker: "",
    isQuoted: QUOTE.test(before),
  };
}

function measureIndent(line: string): number {
  return measure(/^[ \t]*/.exec(line)?.[0] ?? "", 0);
}

/** The column behind a text that begins at `column`. */
function measure(text: string, column: number): number {
  for (const character of text) column += character === "\t" ? 4 - (column % 4) : 1;
  return column;
}

/** A line of code without the indentation of its fence; of a tab as much stays as is wider. */
function dedent(line: string, indent: number): string {
  let column = 0;
  let at = 0;
  for (; column < indent; at += 1) {
    const character = line[at];
    if (character === " ") column += 1;
    else if (character === "\t") column += 4 - (column % 4);
    else break;
  }
  return " ".repeat(Math.max(column - indent, 0)) + line.slice(at);
}

/** Follows braces and template strings, code spans and escapes aside. */
function followBraces(
  open: { depth: number; ticks: boolean },
  line: string,
  begins = /\{/,
  ends = /\}/,
): void {
  const bare = open.depth > 0 ? line : dropCode(line);
  for (let at = 0; at < bare.length; at += 1) {
    const character = bare[at] ?? "";
    if (character === "\\") at += 1;
    else if (character === "`" && open.depth > 0) open.ticks = !open.ticks;
    else if (begins.test(character)) open.depth += 1;
    else if (open.depth > 0 && ends.test(character)) open.depth -= 1;
  }
}

/** The same for a statement of a module: all brackets count, those in strings do not. */
function followCode(open: { depth: number; ticks: boolean }, line: string): void {
  const bare = open.ticks ? line : line.replace(/"[^"\\]*"|'[^'\\]*'/g, "");
  followBraces(open, bare, /[({[]/, /[)}\]]/);
}

/** Braces that a line leaves open; null where it does not. */
function openBraces(line: string): (Open & { kind: "braces" }) | null {
  if (!line.includes("{")) return null;
  const open = { kind: "braces" as const, depth: 0, ticks: false };
  followBraces(open, line);
  return open.depth > 0 ? open : null;
}

type Span = "`" | ")" | null;

/** What is open behind a line of a paragraph. */
function leavesSpan(line: string, open: Span): Span {
  const at = open === null ? 0 : line.search(open === ")" ? /\)/ : /`(?!`)/) + 1;
  if (open !== null && at === 0) return open;
  const rest = dropCode(line.slice(at));
  if (/(?<!\\)`/.test(rest)) return "`";
  return /\]\([^()]*$/.test(rest) ? ")" : null;
}

/** A line without its code spans. */
function dropCode(line: string): string {
  return line.includes("`") ? line.replace(/(`+)(?!`)(?:.*?[^`])\1(?!`)/g, "") : line;
}

/** Columns of a table that begins with `line`, 0 where none does. */
function countColumns(line: string, next: string): number {
  if (!line.includes("|") || !next.includes("-") || !RULES.test(next)) return 0;
  const columns = splitRow(line).length;
  return columns === splitRow(next).length ? columns : 0;
}

/** Whether a paragraph goes on with this line. */
function goesOn(line: string | undefined): boolean {
  if (line === undefined || line.trim() === "") return false;
  return !BEGINS_BLOCK.test(line) && !UNDERLINE.test(line);
}

const FRONT_MATTER = /^(---|\+\+\+|;;;)[ \t]*$/;
const frontEnds: Readonly<Record<string, RegExp>> = {
  "---": /^---[ \t]*$/,
  "+++": /^\+\+\+[ \t]*$/,
  ";;;": /^;;;[ \t]*$/,
};
const FENCE = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const MARKER = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;
const RULE = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const RULES = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?\n?$/;
const BEGINS_BLOCK =
  /^[ \t]*(?:#{1,6}[ \t]|>|(?:[-*+]|1[.)])[ \t]|```|~~~|<[/!?]?[A-Za-z-]|:::|!!!|\$\$|\{%)/;
/** A tag that goes on in the next line. */
const OPEN_TAG = /<[A-Za-z][\w.:-]*(?:\s+[^<>]*)?$/;
const WHOLE_ATTRIBUTES =
  /^(?:[A-Za-z_:@#][\w.:@#-]*(?![\w.:@#-])(?:=(?:"[^"]*"|'[^']*'|\{[^{}`]*\}))?\s*)*\/?>?$/;
/** A line of tags alone. */
const TAG_LINE = /^(?:<\/?[A-Za-z][^<>]*>\s*)+$/;
const MAY_BE_RAW = /[<{$\\]|^\s*(?:!!!|\?\?\?|===)/;
/** What is read as it is written until it ends. */
interface RawText {
  readonly begins: RegExp;
  readonly ends: RegExp;
  readonly within?: RegExp;
}
const RAW: readonly RawText[] = [
  {
    begins: /^\s*<(?:pre|script|style|textarea|xmp|listing|plaintext)\b/i,
    ends: /<\/(?:pre|script|style|textarea|xmp|listing|plaintext)>/i,
  },
  // Blocks that hold what is indented below them.
  { begins: /^\s*(?:!!!|\?\?\?\+?|===)\s/, ends: /^[ \t]*$/, within: /^(?:[ \t]|$)/ },
  { begins: /<!--/, ends: /-->/ },
  { begins: /^\s*\{\/\*/, ends: /\*\/\}/ },
  { begins: /^[\s>]*\$\$/, ends: /\$\$\s*$/ },
  { begins: /^\s*\\begin\{/, ends: /\\end\{/ },
  { begins: /<code\b(?!.*<\/code>)/i, ends: /<\/code>/i },
  { begins: /\{%-?\s*(?:raw|highlight|code)\b/, ends: /\{%-?\s*end/ },
  {
    begins: /<(?:pre|script|style|textarea|xmp|listing|plaintext)\b/i,
    ends: /<\/(?:pre|script|style|textarea|xmp|listing|plaintext)>/i,
  },
];
const TAG = /^<\/?[A-Za-z]/;
/** What says something else in an element than in Markdown. */
const ESCAPES = /[\\`]/;
/** A statement of a module of MDX. */
const MODULE = /^(?:import|export)\b/;
const ELEMENT =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|iframe|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?![\w-])/i;
const UNDERLINE = /^[ \t]*(?:=+|-+)[ \t]*\r?\n?$/;
const FOOTNOTE = /^\[\^[^\]]+\]:/;
const DEFINITION = /^\[[^\]]+\]:/;
const QUOTE = /^[ \t]*>/;
/** Behind the marker of an item the box of a task, elsewhere text. */
const TASK = /^\[[ \txX]\][ \t]/;
const BOX = /^\[[ \txX]*\]/;
/** Begins and ends with words, or with signs that no dialect gives a meaning there. */
const WRAPS = /^[\p{L}\p{N}"'“‘([*_`].*[\p{L}\p{N}.,;?"'”’)\]*_`…]$/u;
