import type { Dialect } from "../../model.ts";

/** The marks of lines: the first one of what is verbatim, and the others. */
export const BEGINS = 1;
export const GOES_ON = 2;

/**
 * Marks the lines in which white space may be text, whatever CommonMark makes of them: fences that
 * stand in raw HTML, expressions of JSX over several lines, preformatted elements with blank lines in them,
 * raw blocks of templates, mathematics, tables drawn with blanks, and front matter in other languages. What
 * is opened and never closed is text. One pass over the lines.
 */
export function findVerbatimLines(lines: readonly string[], dialect: Dialect): Uint8Array {
  const found = new Uint8Array(lines.length);
  const unclosed = new Set<string>();
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const opened = at === 0 ? readFrontMatter(line) : readOpening(line);
    let end = at;
    if (opened && !unclosed.has(opened.name)) {
      end = findLine(lines, at + 1, opened.end) + 1;
      // Looked for once, it is not there below either.
      if (end === 0) unclosed.add(opened.name);
    }
    if (end <= at && line.includes("{")) end = findEndOfBraces(lines, at, dialect);
    if (DRAWN_RULE.test(line)) markDrawnTable(lines, at, found);
    found.fill(GOES_ON, at, Math.max(at, end));
    if (end > at) found[at] = BEGINS;
    at = Math.max(at + 1, end);
  }
  return found;
}

function findLine(lines: readonly string[], from: number, test: RegExp): number {
  for (let at = from; at < lines.length; at++) if (test.test(lines[at] ?? "")) return at;
  return -1;
}

interface Opening {
  readonly name: string;
  /** The line it ends with. */
  readonly end: RegExp;
}

/** Whether front matter begins with a line, if it is a text's first. */
export function isFrontMatter(line: string): boolean {
  return FRONT_MATTER.has(line.trimEnd());
}

function readFrontMatter(line: string): Opening | null {
  const end = FRONT_MATTER.get(line.trimEnd());
  return end ? { name: "", end } : readOpening(line);
}

/** What the line opens and does not close. */
function readOpening(line: string): Opening | null {
  if (!MAY_OPEN.test(line)) return null;
  const [, fence] = FENCE.exec(line) ?? [];
  if (fence !== undefined) {
    const size = String(fence.length);
    const end = new RegExp(`^[ \\t>]*${fence.charAt(0)}{${size},}[ \\t\\r\\n]*$`);
    return { name: fence, end };
  }
  for (const { tag, endOf } of RAW) {
    const last = [...line.matchAll(tag)].at(-1);
    if (last?.[2] === undefined || last[1] === "/" || last[1] === "end") continue;
    return { name: last[0], end: endOf(last[2]) };
  }
  if (MATHS.test(line)) return { name: "$$", end: /\$\$/ };
  const [, quote] = OPEN_VALUE.exec(line.slice(line.lastIndexOf("<"))) ?? [];
  return quote === undefined ? null : { name: quote, end: new RegExp(quote) };
}

/** Braces of one expression stand on fewer lines than this in a text that is no MDX. */
const MOST_LINES = 200;

/** The line after the one that closes the braces which a line leaves open; templates hold none. */
function findEndOfBraces(lines: readonly string[], start: number, dialect: Dialect): number {
  const limit = dialect === "mdx" ? lines.length : Math.min(lines.length, start + MOST_LINES);
  let depth = 0;
  let inTemplate = false;
  for (let at = start; at < limit; at++) {
    const signs = [...(lines[at] ?? "").matchAll(SIGN)].map(([sign]) => sign);
    for (let next = 0; next < signs.length; next++) {
      const sign = signs[next] ?? "";
      if (sign.startsWith("`")) {
        if (depth > 0) inTemplate = inTemplate !== (sign.length % 2 === 1);
        // Code that the line shows holds no expressions.
        else next = Math.max(next, signs.indexOf(sign, next + 1));
      } else if (inTemplate) continue;
      else if (sign === "{") depth += 1;
      else if (sign === "}") depth = Math.max(0, depth - 1);
    }
    if (depth === 0) return at === start ? at : at + 1;
  }
  return dialect === "mdx" ? lines.length : start;
}

/** The lines around a rule with gaps in it, to the next blank ones: its columns are aligned by blanks. */
function markDrawnTable(lines: readonly string[], rule: number, found: Uint8Array): void {
  for (const step of [-1, 1]) {
    for (let at = rule; at >= 0 && at < lines.length; at += step) {
      if (BLANK.test(lines[at] ?? "") || (at !== rule && found[at] !== 0)) break;
      found[at] = GOES_ON;
    }
  }
}

const FRONT_MATTER: ReadonlyMap<string, RegExp> = new Map([
  ["---", /^---[ \t\r\n]*$/],
  ["+++", /^\+\+\+[ \t\r\n]*$/],
  [";;;", /^;;;[ \t\r\n]*$/],
  ["{", /^\}[ \t\r\n]*$/],
]);
const MAY_OPEN = /[{<`~$\\]/;
const FENCE = /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/;
const ELEMENTS = "pre|script|style|textarea|xmp|listing|code|svg|math";
const BLOCKS = "highlight|raw|code|codeblock|verbatim|comment|math|mermaid|plantuml|uml";
const RAW: readonly { tag: RegExp; endOf: (name: string) => RegExp }[] = [
  {
    tag: new RegExp(String.raw`<(/?)(${ELEMENTS})\b`, "gi"),
    endOf: (name) => new RegExp(`</${name}`, "i"),
  },
  {
    tag: new RegExp(String.raw`\{%-?\s*(end)?(${BLOCKS})\b`, "g"),
    endOf: (name) => new RegExp(String.raw`\{%-?\s*end${name}\b`),
  },
  {
    tag: new RegExp(String.raw`\{\{[<%]\s*(/?)\s*(${BLOCKS})\b`, "g"),
    endOf: (name) => new RegExp(String.raw`\{\{[<%]\s*/\s*${name}\b`),
  },
  {
    tag: /\\(?:begin|(end))\{(\w+)/g,
    endOf: (name) => new RegExp(String.raw`\\end\{${name}`),
  },
];
/** Opened at the beginning of a line and not closed on it. */
const MATHS = /^[ \t>]*\$\$(?:(?!\$\$).)*[\r\n]*$/;
/** A tag that ends inside a quoted value. */
const OPEN_VALUE = /^<[A-Za-z](?:[^"']|"[^"]*"|'[^']*')*=\s*(["'])(?:(?!\1).)*[\r\n]*$/;
const SIGN = /\\[`{}]|`+|[{}]/g;
const DRAWN_RULE = /^[ \t]*(?:-{2,}[ \t]+)+-{2,}[ \t\r\n]*$/;
const BLANK = /^[ \t\r\n]*$/;
