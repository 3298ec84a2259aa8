/**
 * What a line would begin at the top level of a Markdown document, told from the line alone. The rules
 * are CommonMark's (0.31, chapter 4) as micromark reads them. `container` is deliberately too wide.
 */
export type BlockStart =
  | { readonly kind: "atx" | "break" | "container" | "text" }
  /** A line of `=` or `-` only: it underlines a paragraph, or else it is a break, a list or text. */
  | { readonly kind: "underline" }
  | { readonly kind: "fence"; readonly marker: string; readonly size: number }
  /** HTML that runs to the line holding `end`, whatever is between. */
  | { readonly kind: "rawHtml"; readonly end: RegExp; readonly ended: boolean }
  /** HTML that runs to the next blank line; a `loose` one cannot interrupt a paragraph. */
  | { readonly kind: "html"; readonly loose: boolean };

/** Reads a line that is not blank and not indented by four columns; `offset` is its first character. */
export function readBlockStart(line: string, offset: number): BlockStart {
  const code = line.charCodeAt(offset);
  switch (code) {
    case HASH:
      return ATX.test(line) ? atx : text;
    case BACKTICK:
    case TILDE:
      return readFence(line, offset);
    case LESS:
      return readHtml(line, offset);
    case EQUALS:
      return UNDERLINE.test(line) ? underline : text;
    case DASH:
      if (UNDERLINE.test(line)) return underline;
      return BREAK.test(line) ? thematicBreak : BULLET.test(line) ? container : text;
    case STAR:
      return BREAK.test(line) ? thematicBreak : BULLET.test(line) ? container : text;
    case UNDERSCORE:
      return BREAK.test(line) ? thematicBreak : text;
    case PLUS:
      return BULLET.test(line) ? container : text;
    case GREATER:
      return container;
    case BRACKET:
      return line.charCodeAt(offset + 1) === CARET ? container : text;
    default:
      return code >= ZERO && code <= NINE && ORDERED.test(line) ? container : text;
  }
}

/** The columns before the first character that is no space or tab; -1 when the line is blank. */
export function measureIndent(line: string): Indent {
  if (line.charCodeAt(0) > SPACE) return unindented;
  let columns = 0;
  for (let offset = 0; offset < line.length; offset++) {
    const code = line.charCodeAt(offset);
    if (code === SPACE) columns += 1;
    else if (code === TAB) columns += 4 - (columns % 4);
    else if (code === LF || code === CR) break;
    else return { columns, offset };
  }
  return { columns: -1, offset: line.length };
}

interface Indent {
  readonly columns: number;
  readonly offset: number;
}

const unindented: Indent = { columns: 0, offset: 0 };

/** Whether the line closes a fence of `size` markers. */
export function closesFence(line: string, marker: string, size: number): boolean {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*[\r\n]*$/.exec(line)?.[1];
  return closing !== undefined && closing.startsWith(marker) && closing.length >= size;
}

const SPACE = 32;
const TAB = 9;
const LF = 10;
const CR = 13;
const HASH = 35;
const BACKTICK = 96;
const TILDE = 126;
const LESS = 60;
const EQUALS = 61;
const DASH = 45;
const STAR = 42;
const UNDERSCORE = 95;
const PLUS = 43;
const GREATER = 62;
const BRACKET = 91;
const CARET = 94;
const ZERO = 48;
const NINE = 57;

const ATX = /^ {0,3}#{1,6}(?:[ \t\r\n]|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*[\r\n]*$/;
const BREAK = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})[\r\n]*$/;
const BULLET = /^ {0,3}[-+*](?:[ \t\r\n]|$)/;
const ORDERED = /^ {0,3}\d{1,9}[.)](?:[ \t\r\n]|$)/;
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/s;

const atx: BlockStart = { kind: "atx" };
const text: BlockStart = { kind: "text" };
const container: BlockStart = { kind: "container" };
const underline: BlockStart = { kind: "underline" };
const thematicBreak: BlockStart = { kind: "break" };

function readFence(line: string, offset: number): BlockStart {
  const match = FENCE.exec(line.slice(offset));
  const run = match?.[1] ?? match?.[2];
  return run === undefined ? text : { kind: "fence", marker: run.charAt(0), size: run.length };
}

const BLOCK_NAMES =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|" +
  "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|" +
  "hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|" +
  "section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
const BLOCK_TAG = new RegExp(String.raw`^</?(?:${BLOCK_NAMES})(?:[ \t\r\n>]|/>|$)`, "i");
const RAW_TAG = /^<(?:script|pre|style|textarea)(?:[ \t\r\n>]|$)/i;
const RAW_END = /<\/(?:script|pre|style|textarea)>/i;
/** As micromark has it: without quotes a value ends at a slash, and a further one may follow. */
const BARE_VALUE = String.raw`(?:[^\s"'/=<>${"`"}]+|(?=/))`;
const QUOTED_VALUE = String.raw`(?:"[^"\r\n]*"|'[^'\r\n]*')`;
const ATTRIBUTE = String.raw`[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*${BARE_VALUE})*(?:[ \t]*=[ \t]*${QUOTED_VALUE})?`;
const ANY_TAG = new RegExp(
  String.raw`^(?:<[A-Za-z][A-Za-z0-9-]*(?:${ATTRIBUTE})*[ \t]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \t]*>)[ \t]*[\r\n]*$`,
);
const rawHtmlKinds: readonly { start: RegExp; skip: number; end: RegExp }[] = [
  { start: RAW_TAG, skip: 0, end: RAW_END },
  { start: /^<!--/, skip: 2, end: /-->/ },
  { start: /^<\?/, skip: 1, end: /\?>/ },
  { start: /^<!\[CDATA\[/, skip: 9, end: /\]\]>/ },
  { start: /^<![A-Za-z]/, skip: 3, end: />/ },
];

function readHtml(line: string, offset: number): BlockStart {
  const rest = line.slice(offset);
  for (const { start, skip, end } of rawHtmlKinds) {
    if (start.test(rest)) return { kind: "rawHtml", end, ended: end.test(rest.slice(skip)) };
  }
  if (BLOCK_TAG.test(rest)) return { kind: "html", loose: false };
  return ANY_TAG.test(rest) ? { kind: "html", loose: true } : text;
}
