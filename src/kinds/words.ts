/** What one line of prose says: its words, without what only lays them out. */
import { isAscii } from "../bytes.ts";
import { decodeEntity } from "../markdown/read/entities.ts";

/** A line as text. The three are equal where nothing marks its words. */
export interface LineText {
  /** Visible text: markers, tags, emphasis, pipes off, entities decoded, blanks collapsed. */
  readonly words: string;
  /** The same with the targets of its links, and with its code marked. */
  readonly key: string;
  /** The same with emphasis, brackets and tags. */
  readonly full: string;
  /** Words that hold a letter or a digit. */
  readonly count: number;
}

/** What no line holds: cells, targets, code and marks stand behind these. */
const CELL = "\u0006";
const TARGET = "\u0001";
const CODE = "\u0002";
const MARK = "\u0003";

/** Text of a line of prose, without the markers of its containers. */
export function readProse(text: string): LineText {
  // In a formula escapes and marks are others, and not all read other blanks as such.
  if (/\$[^$]+\$|[\f\v]/.test(text)) return readAsWritten(text);
  const parts = scan(text);
  // A sign of emphasis without another is text.
  return parts.isPaired ? finish(parts) : readAsWritten(text);
}

/** The cells of a table's row; what stands where no cell is does not count. */
export function readRow(text: string): LineText {
  const cells = splitRow(text).map((cell) => scan(trimBlanks(cell)));
  while (cells.at(-1)?.full === "") cells.pop();
  const join = (part: (cell: Parts) => string) => cells.map(part).join(CELL);
  return finish({
    words: join(({ words }) => words),
    key: join(({ key }) => key),
    full: join(({ full }) => full),
  });
}

/** Characters as they stand, words to the last blank: code, front matter, files that are no prose. */
export function readAsWritten(text: string): LineText {
  // No prose is equal to it.
  const full = `\u0004${text.replace(/\r?\n$/, "")}`;
  const words = full.replace(/(?<![ \t])[ \t]+$/, "");
  return { words, key: words, full, count: countWords(words) };
}

/** The cells of a table's row as they are written, blanks included; an escaped pipe ends none. */
export function splitRow(text: string): string[] {
  const inner = trimBlanks(text)
    .replace(/^\|/, "")
    .replace(/(^|[^\\])\|$/, "$1");
  return inner.split(/(?<!\\)\|/);
}

/** No other blanks than these are only layout. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end - start === text.length ? text : text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

interface Parts {
  words: string;
  key: string;
  full: string;
  /** Whether signs of emphasis stand in pairs, as far as their number tells. */
  isPaired: boolean;
}

function finish({ words, key, full }: Omit<Parts, "isPaired">): LineText {
  const text = trimBlanks(words);
  return { words: text, key: trimBlanks(key), full: trimBlanks(full), count: countWords(text) };
}

/** Words with a letter or a digit, between blanks; of scripts without blanks two letters are one. */
function countWords(text: string): number {
  if (isAscii(text)) return text.match(ASCII_WORD)?.length ?? 0;
  const count = text.match(WORD)?.length ?? 0;
  return count + Math.floor((text.match(UNSPACED)?.length ?? 0) / 2);
}

/** From the first letter or digit of a word to the word's end. */
const ASCII_WORD = /[A-Za-z\d][^\s\u0006]*/g;
const WORD = /[\p{L}\p{N}][^\s\u0006]*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

const VALUE = String.raw`"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'=<>{}` + "`]+";
const NAME = String.raw`[A-Za-z_:@#][\w.:-]*`;
const ATTRIBUTE = String.raw`[ \t]+${NAME}(?:[ \t]*=[ \t]*(?:${VALUE}))?`;
const TEXT = String.raw`[^\\${"`"}\]\[<&*_~! \t\r\n]+`;
/** By its alternatives: escape, code, end of a link, autolink, tag, entity, emphasis, bracket, blanks, text with single blanks. */
const PIECE = new RegExp(
  [
    String.raw`\\([!-/:-@[-${"`"}{-~])`,
    String.raw`(${"`"}+)(?!${"`"})(.*?[^${"`"}])\2(?!${"`"})`,
    // Ticks that nothing closes are text, all of them at once: none is tried again.
    String.raw`${"`"}+`,
    String.raw`\]\([ \t]*(<[^<>]*>|[^() \t\r\n]*(?:\([^() \t\r\n]*\)[^() \t\r\n]*)*)(?:[ \t]+("[^"]*"|'[^']*'))?[ \t]*\)`,
    String.raw`\]\[([^\[\]]*)\]`,
    String.raw`<([a-z][a-z\d+.-]{1,31}:[^\s<>]*)>`,
    String.raw`<(/?)([A-Za-z][\w.:-]*)((?:${ATTRIBUTE})*)[ \t]*/?>`,
    String.raw`&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]+);`,
    String.raw`(\*+|_+|~~)`,
    String.raw`(!?\[|\])`,
    String.raw`([ \t\r\n]+)`,
    String.raw`${TEXT}(?: ${TEXT})*`,
    String.raw`[^]`,
  ].join("|"),
  "yg",
);

/** Where blanks are text: what looks like a string, an expression, an attribute, or an image. */
const COUNTS_BLANKS = /[{}]|\[\[|!\[|=\s*["']/;
const KEEPS_ESCAPES = /\{|:\/\/|www\.|@/;
const HOLDS_CODE = /<code\b/i;

function scan(text: string): Parts {
  const parts: Parts = { words: "", key: "", full: "", isPaired: true };
  const signs = { stars: 0, lines: 0 };
  // What hangs on the whole text is asked once, and only where it matters.
  let collapses: boolean | null = null;
  let keepsEscapes: boolean | null = null;
  let strikes: boolean | null = null;
  const say = (said: string) => {
    parts.words += said;
    parts.key += said;
    parts.full += said;
  };
  const mark = (sign: string) => {
    parts.full += MARK + sign + MARK;
  };
  const point = (target: string) => {
    parts.key += TARGET + target + TARGET;
    parts.full += TARGET + target + TARGET;
  };
  for (let found; (found = PIECE.exec(text)) !== null;) {
    const [whole, escaped, ticks, code, target, title, reference, auto] = found;
    const [, , , , , , , , slash, name, attributes, entity, emphasis, bracket, blanks] = found;
    if (escaped !== undefined) {
      // Without its escape it may be a tag, an entity or an address, or code to those who read JSX.
      if (
        /[<&]/.test(escaped) ||
        (escaped === "~" && (strikes ??= /~[^]*~/.test(text))) ||
        (keepsEscapes ??= KEEPS_ESCAPES.test(text))
      )
        mark("\\");
      say(escaped);
    } else if (ticks !== undefined && code !== undefined) {
      parts.key += CODE;
      parts.full += CODE;
      // One blank at both ends only keeps ticks apart.
      say(/^ .*[^ ].* $|^ [^ ] $/.test(code) ? code.slice(1, -1) : code);
      parts.key += CODE;
      parts.full += CODE;
    } else if (target !== undefined) {
      mark("]");
      point(target.replace(/^<(.*)>$/, "$1"));
      if (title !== undefined) say(` ${title}`);
    } else if (reference !== undefined) {
      mark("]");
      point(reference.toLowerCase());
    } else if (auto !== undefined) say(auto);
    else if (name !== undefined) {
      mark(`<${slash ?? ""}${name}>`);
      if (name.toLowerCase() === "br") say("\n");
      if (name.toLowerCase() === "hr") say("---");
      if (slash === "") readAttributes(name, attributes ?? "", say, point);
    } else if (entity !== undefined) say(decodeEntity(entity) ?? whole);
    else if (emphasis !== undefined) {
      if (isEmphasis(text, found.index, emphasis)) {
        mark(emphasis.replaceAll("_", "*"));
        if (emphasis.startsWith("*")) signs.stars += emphasis.length;
        if (emphasis.startsWith("_")) signs.lines += emphasis.length;
      } else say(emphasis);
    } else if (bracket !== undefined) mark(bracket);
    else if (blanks === " ") say(blanks);
    else if (blanks !== undefined) {
      collapses ??= !COUNTS_BLANKS.test(text.replace(TAGS, "")) && !HOLDS_CODE.test(text);
      say(collapses ? " " : blanks);
    } else say(whole);
  }
  parts.isPaired = signs.stars % 2 === 0 && signs.lines % 2 === 0;
  return parts;
}

const TAGS = new RegExp(String.raw`</?[A-Za-z][\w.:-]*(?:${ATTRIBUTE})*[ \t]*/?>`, "g");
const ATTRIBUTES = new RegExp(String.raw`(${NAME})(?:[ \t]*=[ \t]*(${VALUE}))?`, "g");

/** A component's name is read, an element's is not; an attribute is, but for where it leads. */
function readAttributes(
  name: string,
  attributes: string,
  say: (said: string) => void,
  point: (target: string) => void,
): void {
  if (/^[A-Z]/.test(name)) say(`${name} `);
  for (const [, attribute = "", value] of attributes.matchAll(ATTRIBUTES)) {
    const inner = /^["']/.test(value ?? "") ? value?.slice(1, -1) : undefined;
    if (inner !== undefined && /^(?:href|src)$/.test(attribute)) point(inner);
    else if (value === undefined) say(`${attribute} `);
    else say(`${attribute}=${inner?.includes('"') === false ? `"${inner}"` : value} `);
  }
}

function isEmphasis(text: string, at: number, run: string): boolean {
  const before = text[at - 1] ?? " ";
  const after = text[at + run.length] ?? " ";
  if (BLANK.test(before) && BLANK.test(after)) return false;
  return !run.startsWith("_") || !(LETTER.test(before) && LETTER.test(after));
}

const BLANK = /\s/;
const LETTER = /[\p{L}\p{N}]/u;
