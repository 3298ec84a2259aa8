import {
  countCharacters,
  noCharacters,
  unite,
  without,
  type CharacterSet,
} from "./character-set.ts";
import { blankCharacters, readClassSet, readEscapeSet, setOfCharacter } from "./pattern-classes.ts";

/** What can be said of a pattern of a grammar without running it. */
export interface PatternFacts {
  /** Every match begins with the line or where the search does, so that it is tried there only. */
  readonly anchored: boolean;
  /** Every match, or what it looks ahead to, holds one of these texts; null where none is known. */
  readonly required: readonly string[] | null;
  /** Letters stand for both their cases: the texts are in lower case, for lines of ASCII only. */
  readonly ignoreCase: boolean;
  /** From where a match begins there is a character of each of these sets. */
  readonly holds: readonly CharacterSet[];
  /** What the first character from there that is not blank is one of; null where it is not known. */
  readonly opens: CharacterSet | null;
}

/** Where reading is, and whether letters stand for both their cases. */
interface Reader {
  readonly source: string;
  at: number;
  readonly ignoreCase: boolean;
  /** Something was met that is not known here. */
  failed: boolean;
}

type Facts = Omit<PatternFacts, "ignoreCase">;

interface Stretch extends Facts {
  /** It may be matched by blanks alone, or by nothing. */
  readonly passes: boolean;
}

interface Atom extends Stretch {
  /** The one character that it stands for. */
  readonly literal: string | null;
}

const nothing: Atom = {
  anchored: false,
  required: null,
  holds: [],
  opens: noCharacters,
  passes: true,
  literal: null,
};
const anchor: Atom = { ...nothing, anchored: true };
const unknown: Atom = { ...nothing, opens: null };
const unreadFacts: Facts = { anchored: false, required: null, holds: [], opens: null };
/** More sets than this say little more. */
const mostSets = 4;

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
  const ignoreCase = /\(\?[a-z-]*i/.test(source);
  if (unreadable.test(source)) return { ...unreadFacts, ignoreCase };
  const reader: Reader = { source, at: 0, ignoreCase, failed: false };
  const { anchored, required, holds, opens, passes } = readAlternatives(reader);
  const complete = !reader.failed && reader.at === source.length;
  if (!complete) return { ...unreadFacts, ignoreCase };
  return { anchored, required, ignoreCase, holds, opens: passes ? null : opens };
}

/** Up to the closing bracket or the end: one of them must match, so all must have a property. */
function readAlternatives(reader: Reader): Stretch {
  let { anchored, required, holds, opens, passes } = readSequence(reader);
  while (reader.source[reader.at] === "|") {
    reader.at++;
    const other = readSequence(reader);
    anchored &&= other.anchored;
    required = required && other.required ? [...new Set([...required, ...other.required])] : null;
    const [one, another] = [holds[0], other.holds[0]];
    holds = one && another ? [unite(one, another)] : [];
    opens = opens && other.opens && unite(opens, other.opens);
    passes ||= other.passes;
  }
  return { anchored, required, holds, opens, passes };
}

function readSequence(reader: Reader): Stretch {
  let anchored = false;
  let required: readonly string[] | null = null;
  let run = "";
  const holds: CharacterSet[] = [];
  let opens: CharacterSet | null = noCharacters;
  let passes = true;
  for (let first = true; reader.at < reader.source.length; first = false) {
    if ("|)".includes(reader.source[reader.at] ?? "")) break;
    const atom = readAtom(reader);
    const times = match(quantifier, reader);
    if (first && atom.anchored && times === null) anchored = true;
    const isCertain = times === null || certain.test(times);
    if (isCertain) {
      run = atom.literal === null ? "" : run + atom.literal;
      required = chooseRequired(required, run === "" ? atom.required : [run]);
      holds.push(...atom.holds);
    }
    if (times !== null) run = "";
    if (passes) {
      opens = opens && atom.opens && unite(opens, atom.opens);
      passes = atom.passes || !isCertain;
    }
  }
  return { anchored, required, holds: chooseSets(holds), opens, passes };
}

/** The smallest first. */
function chooseSets(sets: readonly CharacterSet[]): readonly CharacterSet[] {
  return sets
    .toSorted((one, other) => countCharacters(one) - countCharacters(other))
    .slice(0, mostSets);
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
  if (character === "\\") return readEscape(match(escape, reader) ?? "\\", reader);
  reader.at++;
  if (character === "^") return anchor;
  if (character === "$") return nothing;
  return character === "." ? unknown : literalOf(character, reader);
}

function readGroup(reader: Reader): Atom {
  const start = match(groupStart, reader);
  if (start === null) {
    reader.failed = true;
    reader.at = reader.source.length;
    return unknown;
  }
  // Options alone, such as `(?i)`, hold to the end of the group around them, over its bars too.
  if (start.endsWith(")")) return nothing;
  const facts = readAlternatives(reader);
  reader.at++;
  if (start === "(?=") {
    // What it looks at is not consumed: of its blanks nothing is known behind it.
    return facts.passes
      ? { ...nothing, required: facts.required, holds: facts.holds }
      : { ...facts, anchored: false, literal: null };
  }
  return /^\(\?<?[=!]/.test(start) ? nothing : { ...facts, literal: null };
}

function readClass(reader: Reader): Atom {
  const start = reader.at;
  const simple = match(charClass, reader);
  if (simple === null) reader.at = endOfClass(reader.source, start);
  const source = reader.source.slice(start, reader.at);
  const atom = atomOf(readClassSet(source, reader.ignoreCase));
  const choices = simple === null ? [] : [...simple.slice(1, -1)];
  const literals = choices.flatMap((one) => literalOf(one, reader).literal ?? []);
  return choices.length > 0 && literals.length === choices.length
    ? { ...atom, required: literals }
    : atom;
}

function readEscape(text: string, reader: Reader): Atom {
  // Where \G or \A may not match, U+FFFF stands in its place; such texts are not searched this way.
  if (text === "\\G" || text === "\\A" || text === "\\\uFFFF") return anchor;
  if (/^\\[bBzZ]$/.test(text)) return nothing;
  const atom = atomOf(readEscapeSet(text, reader.ignoreCase));
  return text.length === 2 && /[!-/:-@[-`{-~]/.test(text.slice(1))
    ? { ...atom, literal: text.slice(1) }
    : atom;
}

/** Beyond ASCII a letter may match in more than one form. */
function literalOf(character: string, { ignoreCase }: Reader): Atom {
  const atom = atomOf(setOfCharacter(character, ignoreCase));
  const plain = character >= " " && character <= "~";
  return plain ? { ...atom, literal: ignoreCase ? character.toLowerCase() : character } : atom;
}

/** One character of a set, if the set is known. */
function atomOf(set: CharacterSet | null): Atom {
  if (set === null) return unknown;
  const others = without(set, blankCharacters);
  const passes = countCharacters(others) < countCharacters(set);
  return { ...nothing, holds: [set], opens: others, passes };
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
