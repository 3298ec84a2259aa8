import { bareLine } from "../text.ts";
import type { GrammarName } from "./languages.ts";

/** Finds, down a text, the headings from which the grammar of Markdown or MDX can start afresh. */
export interface FreshStarts {
  /** The last of them (0-based) that is known up to and including line `at`; -1 where none is. */
  readonly before: (at: number) => number;
  /** The line at which the search has stopped: only tokenising tells what it leaves open. Null: it goes on. */
  readonly doubt: () => number | null;
  /** Goes on at line `at`, before which nothing is open. */
  readonly resume: (at: number) => void;
}

const heading = /^#{1,6} /;
/** A fence's opening marker, with what may follow it. */
const fenceOpening = /^(`{3,}(?=[^`]*$)|~{3,})/;
/** Comments, instructions and raw text go on through empty lines in Markdown's grammar. */
const opensRaw = /<(?:[!?]|(?:script|style|pre|textarea)\b)/i;
/** Code, and expressions that hold a text, a comment or nothing that might hide a brace, in a line of MDX. */
const wholeExpression =
  /`[^`]+`|\{(?:\s*"[^"\\]*"\s*|\s*'[^'\\]*'\s*|\/\*[^{}]*?\*\/|[^{}"'`/<>]*)\}/g;
const wholeTag = /<\/?[A-Za-z][^<>{}`]*>|<\/?>/g;
const opensMdx = /[{<]|^(?:import|export)\b/;

/**
 * A heading at a line's start behind an empty line ends every paragraph, list, quotation and HTML block,
 * so that the grammar goes on as it does from the top of a text. It ends no fence, comment or raw text, no
 * front matter, tag or expression of MDX. Fences are followed here; at a line that may begin one of the
 * others, or a fence that stands in something, the search stops in doubt. Null for other grammars.
 */
export function findFreshStarts(
  lines: readonly string[],
  grammar: GrammarName,
): FreshStarts | null {
  if (grammar !== "markdown" && grammar !== "mdx") return null;
  const isMdx = grammar === "mdx";
  let found = -1;
  let next = 0;
  let closing: RegExp | null = null;
  let isInDoubt = false;

  /** Whether the line leaves nothing in doubt. */
  function read(at: number): boolean {
    const line = bareLine(lines, at);
    if (closing !== null) {
      if (closing.test(line)) closing = null;
      return true;
    }
    if (at === 0 && /^(?:-{3}|\+{3})/.test(line)) return false;
    const isBehindEmpty = at > 0 && bareLine(lines, at - 1).trim() === "";
    const [fence] = fenceOpening.exec(line) ?? [];
    if (fence !== undefined && isBehindEmpty) {
      closing = new RegExp(`^\\s{0,3}${fence}\\s*$`);
      return true;
    }
    if (/`{3}|~{3}|\$\$/.test(line) || (!isMdx && opensRaw.test(line))) return false;
    if (heading.test(line) && isBehindEmpty) found = at;
    return !isMdx || !opensMdx.test(line.replaceAll(wholeExpression, "").replaceAll(wholeTag, ""));
  }

  return {
    before(at) {
      for (; next <= at && !isInDoubt; next++) isInDoubt = !read(next);
      return found;
    },
    doubt: () => (isInDoubt ? next - 1 : null),
    resume(at) {
      next = at;
      closing = null;
      isInDoubt = false;
    },
  };
}
