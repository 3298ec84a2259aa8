/** What can be said of a pattern of a grammar without running it. */
export interface PatternFacts {
  /** Every match begins with the line or where the search does, so that it is tried there only. */
  readonly anchored: boolean;
  /** Every match, or what it looks ahead to, holds one of these texts; null where none is known. */
  readonly required: readonly string[] | null;
}

/** Where reading is, and whether letters stand for both their cases. */
interface Reader {
  readonly source: string;
  at: number;
  readonly ignoreCase: boolean;
  /** Something was met that is not known here. */
  failed: boolean;
}

interface Atom extends PatternFacts {
  /** The one character that it stands for. */
  readonly literal: string | null;
}

const nothing: Atom = { anchored: false, required: null, literal: null };
const anchor: Atom = { ...nothing, anchored: true };

/** Syntax that changes how what follows is read: free spacing, comments, conditions, absence. */
const unreadable = /\(\?(?:[a-z-]*x|#|\(|~)/;
const groupStart = /\((?:\?(?:<?[=!]|[:>]|<\w+>|[a-z-]+[:)])|(?![?*]))/y;
const escape =
  /\\(?:[pPxo]\{[^}]*\}|x[\dA-Fa-f]{1,2}|u[\dA-Fa-f]{4}|\d+|c[^]|[CM]-[^]|[kg](?:<[^>]*>|'[^']*')|[^])/y;
const charClass = /\[(?:[^\\[\]&^-]{1,4}|-[^\\[\]&^-]{1,3})\]/y;
const quantifier = /(?:[?*+]|\{(?=[\d,]*\d)\d*,?\d*\})+/y;
/**
 * At least once for sure. Repetitions may be repeated themselves (`+{0,1}`), and in Oniguruma one that
 * is counted may be left out if a question mark follows.
 */
const certain = /^(?:\+[?+]?|\{0*[1-9]\d*(?:,\d*)?\}\+?)$/;

/**
 * Reads a pattern in Oniguruma's syntax, cautiously: what it does not know says nothing. Texts that
 * every match must hold are how ripgrep passes by most lines without running a pattern.
 */
export function readPattern(source: string): PatternFacts {
  if (unreadable.test(source)) return { anchored: false, required: null };
  const ignoreCase = /\(\?[a-z-]*i/.test(source);
  const reader: Reader = { source, at: 0, ignoreCase, failed: false };
  const { anchored, required } = readAlternatives(reader);
  const complete = !reader.failed && reader.at === source.length;
  return complete ? { anchored, required } : { anchored: false, required: null };
}

/** Up to the closing bracket or the end: one of them must match, so all must have a property. */
function readAlternatives(reader: Reader): PatternFacts {
  let { anchored, required } = readSequence(reader);
  while (reader.source[reader.at] === "|") {
    reader.at++;
    const other = readSequence(reader);
    anchored &&= other.anchored;
    required = required && other.required ? [...new Set([...required, ...other.required])] : null;
  }
  return { anchored, required };
}

function readSequence(reader: Reader): PatternFacts {
  let anchored = false;
  let required: readonly string[] | null = null;
  let run = "";
  for (let first = true; reader.at < reader.source.length; first = false) {
    if ("|)".includes(reader.source[reader.at] ?? "")) break;
    const atom = readAtom(reader);
    const times = match(quantifier, reader);
    if (first && atom.anchored && times === null) anchored = true;
    if (times === null || certain.test(times)) {
      run = atom.literal === null ? "" : run + atom.literal;
      required = chooseRequired(required, run === "" ? atom.required : [run]);
    }
    if (times !== null) run = "";
  }
  return { anchored, required };
}

/** The one that fewer texts hold: longer, then of fewer choices. */
function chooseRequired(
  one: readonly string[] | null,
  other: readonly string[] | null,
): readonly string[] | null {
  if (one === null || other === null) return one ?? other;
  const shortest = (texts: readonly string[]) => Math.min(...texts.map((text) => text.length));
  const longer = shortest(other) - shortest(one);
  return longer > 0 || (longer === 0 && other.length < one.length) ? other : one;
}

function readAtom(reader: Reader): Atom {
  const character = reader.source[reader.at] ?? "";
  if (character === "(") return readGroup(reader);
  if (character === "[") return readClass(reader);
  if (character === "\\") return readEscape(match(escape, reader) ?? "\\");
  reader.at++;
  if (character === "^") return anchor;
  return character === "." || character === "$" ? nothing : literalOf(character, reader);
}

function readGroup(reader: Reader): Atom {
  const start = match(groupStart, reader);
  if (start === null) {
    reader.failed = true;
    reader.at = reader.source.length;
    return nothing;
  }
  // Options alone, such as `(?i)`, hold to the end of the group around them, over its bars too.
  const facts = start.endsWith(")") ? nothing : readAlternatives(reader);
  if (!start.endsWith(")")) reader.at++;
  const looks = /^\(\?<?[=!]/.test(start);
  return {
    anchored: facts.anchored && !looks,
    required: looks && start !== "(?=" ? null : facts.required,
    literal: null,
  };
}

function readClass(reader: Reader): Atom {
  const simple = match(charClass, reader);
  if (simple === null) {
    reader.at = endOfClass(reader.source, reader.at);
    return nothing;
  }
  const choices = [...simple.slice(1, -1)];
  return choices.every((one) => literalOf(one, reader).literal !== null)
    ? { ...nothing, required: choices }
    : nothing;
}

function readEscape(text: string): Atom {
  // Where \G or \A may not match, U+FFFF stands in its place; such texts are not searched this way.
  if (text === "\\G" || text === "\\A" || text === "\\\uFFFF") return anchor;
  return text.length === 2 && /[!-/:-@[-`{-~]/.test(text.slice(1))
    ? { ...nothing, literal: text.slice(1) }
    : nothing;
}

/** Beyond ASCII, and where case is ignored, a letter may match in more than one form. */
function literalOf(character: string, { ignoreCase }: Reader): Atom {
  const plain = character >= " " && character <= "~";
  const cased = ignoreCase && /[A-Za-z]/.test(character);
  return plain && !cased ? { ...nothing, literal: character } : nothing;
}

/** Classes may hold classes; a closing bracket that comes first is one of the characters. */
function endOfClass(source: string, start: number): number {
  let at = start + 1;
  if (source[at] === "^") at++;
  if (source[at] === "]") at++;
  while (at < source.length && source[at] !== "]") {
    if (source[at] === "[") at = endOfClass(source, at);
    else at += source[at] === "\\" ? 2 : 1;
  }
  return at + 1;
}

function match(pattern: RegExp, reader: Reader): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source)?.[0] ?? null;
  if (found !== null) reader.at += found.length;
  return found;
}
