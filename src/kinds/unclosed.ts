/** What a line of Markdown or MDX can leave open, so that the next goes on with it: code, tags, braces, spans. */

/** Where the scan is inside something that lasts over lines. */
export type Open =
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
  | { readonly kind: "table" };

/** Front matter that a text's first line begins. */
export function openFrontMatter(line: string): Open | null {
  const front = FRONT_MATTER.exec(line.replace(/^\uFEFF/, ""))?.[1];
  const ends = front === undefined ? undefined : frontEnds[front];
  return ends === undefined ? null : { kind: "exact", ends, indent: 0, isFence: true };
}

const FRONT_MATTER = /^(---|\+\+\+|;;;)[ \t]*$/;
const frontEnds: Readonly<Record<string, RegExp>> = {
  "---": /^---[ \t]*$/,
  "+++": /^\+\+\+[ \t]*$/,
  ";;;": /^;;;[ \t]*$/,
};
export const FENCE = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
/** A statement of a module of MDX. */
export const MODULE = /^(?:import|export)\b/;
/** A tag that goes on in the next line. */
export const OPEN_TAG = /<[A-Za-z][\w.:-]*(?:\s+[^<>]*)?$/;
export const WHOLE_ATTRIBUTES =
  /^(?:[A-Za-z_:@#][\w.:@#-]*(?![\w.:@#-])(?:=(?:"[^"]*"|'[^']*'|\{[^{}`]*\}))?\s*)*\/?>?$/;
const MAY_BE_RAW = /[<{$\\]|^\s*(?:!!!|\?\?\?|===)/;
/** What is read as it is written until it ends. */
export interface RawText {
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

/** The raw text that a line begins. */
export function findRaw(line: string): RawText | undefined {
  return MAY_BE_RAW.test(line) ? RAW.find(({ begins }) => begins.test(dropCode(line))) : undefined;
}

/** A line of code without the indentation of its fence; of a tab as much stays as is wider. */
export function dedent(line: string, indent: number): string {
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
export function followBraces(
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
export function followCode(open: { depth: number; ticks: boolean }, line: string): void {
  const bare = open.ticks ? line : line.replace(/"[^"\\]*"|'[^'\\]*'/g, "");
  followBraces(open, bare, /[({[]/, /[)}\]]/);
}

/** Braces that a line leaves open; null where it does not. */
export function openBraces(line: string): (Open & { kind: "braces" }) | null {
  if (!line.includes("{")) return null;
  const open = { kind: "braces" as const, depth: 0, ticks: false };
  followBraces(open, line);
  return open.depth > 0 ? open : null;
}

export type Span = "`" | ")" | null;

/** What is open behind a line of a paragraph. */
export function leavesSpan(line: string, open: Span): Span {
  const at = open === null ? 0 : line.search(open === ")" ? /\)/ : /`(?!`)/) + 1;
  if (open !== null && at === 0) return open;
  const rest = dropCode(line.slice(at));
  if (/(?<!\\)`/.test(rest)) return "`";
  return /\]\([^()]*$/.test(rest) ? ")" : null;
}

/** A line without its code spans. */
export function dropCode(line: string): string {
  return line.includes("`") ? line.replace(/(`+)(?!`)(?:.*?[^`])\1(?!`)/g, "") : line;
}
