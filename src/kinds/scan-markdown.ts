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
      /** A line before this column leaves the list that it stands in. */
      readonly least?: number;
      /** It ends before a line that does not fit, as that of a quotation that it stands in. */
      readonly within?: RegExp | undefined;
    }
  | { readonly kind: "braces"; depth: number; ticks: boolean }
  | { readonly kind: "module"; depth: number; ticks: boolean }
  | { readonly kind: "tag" }
  | { readonly kind: "table"; readonly columns: number };

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
      if (front !== undefined) open = { kind: "exact", ends: frontEnds[front] ?? /^/, indent: 0 };
      if (front !== undefined) {
        setLine(keys, at, readAsWritten(line), true, 0);
        continue;
      }
    }
    if (open?.kind === "exact" && open.within?.test(line) === false) open = null;
    if (open?.kind === "exact") {
      const leaves = measureIndent(line) < (open.least ?? 0) && line.trim() !== "";
      setLine(
        keys,
        at,
        readAsWritten(leaves ? `\u0005${line}` : dedent(line, open.indent)),
        true,
        0,
      );
      if (open.ends.test(line)) open = null;
      continue;
    }
    if (open?.kind === "module") {
      setLine(keys, at, readAsWritten(line), true, 0);
      followBraces(open, line);
      if (line.trim() === "" && open.depth === 0 && !open.ticks) open = null;
      continue;
    }
    if (open?.kind === "braces") {
      setLine(keys, at, readAsWritten(line), true, 0);
      followBraces(open, line);
      if (open.depth <= 0 && !open.ticks) open = null;
      if (open && line.trim() === "" && dialect === "markdown") open = null;
      continue;
    }
    if (open?.kind === "tag") {
      const isWhole = WHOLE_ATTRIBUTES.test(line);
      setLine(keys, at, isWhole ? readAsWritten(trimBlanks(line)) : readAsWritten(line), true, 0);
      if (/>\s*$/.test(line) || line.trim() === "") open = null;
      continue;
    }
    if (line.trim() === "") {
      // Other blanks than these are text, and below an element one says that Markdown goes on.
      const isBlank = /^[ \t]*$/.test(line) && !inElement;
      inElement = false;
      if (!isBlank) setLine(keys, at, readAsWritten(line), true, 0);
      endParagraph();
      if (open?.kind === "table") open = null;
      afterBlank = true;
      continue;
    }
    const isFresh: boolean = afterBlank;
    afterBlank = false;
    const indent = measureIndent(line);
    if (ELEMENT.test(line)) inElement = true;
    const isIn = (item: OpenItem) => indent >= item.content && (!item.isQuoted || QUOTE.test(line));
    if (isFresh || QUOTE.test(line)) items = items.filter(isIn);
    else items = items.filter((item) => indent >= item.indent);
    // Code by its indentation, which MDX does not know.
    const most = (items.at(-1)?.content ?? 0) + 4;
    const next = lines[at + 1] ?? "";
    const isDeep = dialect === "markdown" && indent >= most;
    if (isDeep && paragraph.texts.length === 0) {
      setLine(keys, at, readAsWritten(line), true, items.length);
      // Blank lines between lines of code are code.
      for (let above = at - 1; above > lastCode && lastCode >= 0; above -= 1) {
        setLine(keys, above, readAsWritten(""), true, items.length);
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
      const mark = marks.startsWith("`") ? "`" : "~";
      const ends: RegExp = new RegExp(`^[\\s>]*${mark}{${String(marks.length)},}\\s*$`);
      const text = readAsWritten(`${mark} ${trimBlanks(info).replace(/[ \t]+/g, " ")}`);
      setLine(keys, at, text, true, items.length);
      const fenceIndent = measureIndent(before.replace(/[-*+>]/g, " ") + "x");
      const least = Math.min(fenceIndent, items.at(-1)?.content ?? 0);
      const within: RegExp | undefined = QUOTE.test(line) ? QUOTE : undefined;
      open = { kind: "exact", ends, indent: fenceIndent, least, within };
      continue;
    }
    if (dialect === "mdx" && isFresh && /^(?:import|export)\b/.test(line)) {
      setLine(keys, at, readAsWritten(line), true, 0);
      open = { kind: "module", depth: 0, ticks: false };
      followBraces(open, line);
      continue;
    }
    const raw = MAY_BE_RAW.test(line)
      ? RAW.find(({ begins }) => begins.test(dropCode(line)))
      : undefined;
    if (raw) {
      endParagraph();
      setLine(keys, at, readAsWritten(line), true, items.length);
      if (!raw.ends.test(dropCode(line).replace(raw.begins, "")))
        open = { kind: "exact", ends: raw.ends, indent: 0, within: raw.within };
      continue;
    }
    if (open?.kind === "table") {
      if (!BEGINS_BLOCK.test(line)) {
        // A row without a pipe is no paragraph.
        const row = line.includes("|") ? readRow(line) : readAsWritten(trimBlanks(line));
        setLine(keys, at, row, true, 1000 + items.length);
        continue;
      }
      open = null;
    }
    const isLazy: boolean = paragraph.isQuoted && paragraph.texts.length > 0 && !QUOTE.test(line);
    const isHeader = !isDeep && !isLazy && !(dialect === "markdown" && measureIndent(next) >= most);
    if (inElement && !/^[ \t]*</.test(line)) {
      endParagraph();
      setLine(keys, at, readAsWritten(trimBlanks(line)), true, 0);
      continue;
    }
    const columns = isHeader ? countColumns(line, next) : 0;
    if (columns > 0) {
      endParagraph();
      setLine(keys, at, readRow(line), false, 2000 + items.length);
      const rules = splitRow(next).map((rule) => trimBlanks(rule).replace(/-+/, "-"));
      at += 1;
      setSign(keys, at, `|${rules.join("|")}`);
      open = { kind: "table", columns };
      continue;
    }
    // What is left is prose, behind the markers of its containers.
    const head = isDeep
      ? { text: trimStart(line), items, level: 0, begins: false, isCode: false, sign: 0 }
      : readHead(line, indent, items, paragraph.texts.length > 0);
    if (head.begins) endParagraph();
    const { text, level } = head;
    if (!isDeep && RULE.test(text)) {
      // The underline of a heading belongs to it; a rule is shown.
      if (paragraph.texts.length === 0 || !/^(?:=+|-+)\s*$/.test(text)) setSign(keys, at, "---");
      endParagraph();
      continue;
    }
    const place = head.items.length + 10 * level + 100 * head.sign;
    items = [...head.items];
    // What is indented below a footnote belongs to it.
    if (FOOTNOTE.test(text)) {
      items.push({ indent, content: indent + 4, marker: "[^", isQuoted: QUOTE.test(line) });
    }
    const opensTag = text.includes("<") && OPEN_TAG.test(dropCode(text));
    const braces: Open & { kind: "braces" } = { kind: "braces", depth: 0, ticks: false };
    if (text.includes("{")) followBraces(braces, text);
    if (opensTag || braces.depth > 0) {
      endParagraph();
      setLine(keys, at, readAsWritten(text), true, place);
      open = braces.depth > 0 ? braces : { kind: "tag" };
      continue;
    }
    const breaks =
      level === 0 &&
      /(?:  |\\)$/.test(line) &&
      goesOn(next) &&
      countColumns(next, lines[at + 2] ?? "") === 0;
    const said = trimBlanks(breaks ? text.replace(/\\$/, "") : text);
    const isDefined = DEFINITION.test(said) && paragraph.texts.length === 0;
    const isText =
      (BOX.test(said) && !(head.begins && TASK.test(said))) || head.isCode || isDefined;
    const read = isText ? readAsWritten(said) : readProse(said);
    setLine(keys, at, breaks ? withBreak(read) : read, false, place);
    if (level > 0 || keys.sort[at] !== worded || TAG_LINE.test(text)) endParagraph();
    else {
      const isQuoted = QUOTE.test(line);
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
  readonly sign: number;
}

function readHead(
  line: string,
  indent: number,
  open: readonly OpenItem[],
  inParagraph: boolean,
): Head {
  let text = trimStart(line);
  let items = open;
  let column = indent;
  let begins = false;
  let isCode = false;
  let said = 0;
  const isQuoted = QUOTE.test(line);
  // Nobody writes more of them in a line: what follows is its text.
  for (let markers = 0; markers < mostMarkers; markers += 1) {
    const quote = /^>[ \t]?/.exec(text)?.[0];
    if (quote !== undefined) {
      const rest = text.slice(quote.length);
      column += quote.length + rest.length - trimStart(rest).length;
      text = trimStart(rest);
      continue;
    }
    const marker = RULE.test(text) ? undefined : MARKER.exec(text)?.[0];
    if (marker === undefined) break;
    const number = /^\d+/.exec(marker)?.[0];
    // Inside a paragraph only a list that begins with 1 begins.
    if (number !== undefined && number !== "1" && inParagraph && !begins && items.length === 0)
      break;
    const bare = marker.trim();
    const sibling = items.find((item) => item.indent >= column) ?? null;
    items = items.filter((item) => item.indent < column);
    const kind = number === undefined ? bare : bare.slice(-1);
    items = [...items, { indent: column, content: column + marker.length, marker: kind, isQuoted }];
    said = number === undefined ? 0 : 2 + Number(number);
    if (sibling && sibling.marker !== kind) said += 1;
    isCode ||= marker.length - bare.length > 4;
    text = trimStart(text.slice(marker.length));
    column += marker.length;
    begins = true;
  }
  const heading = /^(#{1,6})(?:[ \t]+|$)/.exec(text);
  if (!heading) return { text, items, level: 0, begins, isCode, sign: said };
  const title = text.slice(heading[0].length).replace(/(?:^|[ \t]+)#+[ \t]*$/, "");
  return { text: title, items, level: heading[1]?.length ?? 0, begins: true, isCode, sign: said };
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
  let column = 0;
  for (const character of line) {
    if (character === " ") column += 1;
    else if (character === "\t") column += 4 - (column % 4);
    else break;
  }
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
function followBraces(open: { depth: number; ticks: boolean }, line: string): void {
  const bare = open.depth > 0 ? line : dropCode(line);
  for (let at = 0; at < bare.length; at += 1) {
    const character = bare[at];
    if (character === "\\") at += 1;
    else if (character === "`" && open.depth > 0) open.ticks = !open.ticks;
    else if (character === "{") open.depth += 1;
    else if (character === "}" && open.depth > 0) open.depth -= 1;
  }
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
const RULE = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|-+[ \t]*)$/;
const RULES = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?\n?$/;
const BEGINS_BLOCK =
  /^[ \t]*(?:#{1,6}[ \t]|>|(?:[-*+]|1[.)])[ \t]|```|~~~|<\/?[A-Za-z]|:::|!!!|\$\$|\{%)/;
/** A tag that goes on in the next line. */
const OPEN_TAG = /<[A-Za-z][\w.:-]*(?:\s+[^<>]*)?$/;
const WHOLE_ATTRIBUTES =
  /^\s*(?:[A-Za-z_:@#][\w.:-]*(?:=(?:"[^"]*"|'[^']*'|\{[^{}`]*\}))?\s*)*\/?>?\s*$/;
/** A line of tags alone. */
const TAG_LINE = /^(?:<\/?[A-Za-z][^<>]*>\s*)+$/;
const MAY_BE_RAW = /[<{$\\]|^\s*(?:!!!|\?\?\?|===)/;
/** What is read as it is written until it ends. */
const RAW: readonly { begins: RegExp; ends: RegExp; within?: RegExp }[] = [
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
