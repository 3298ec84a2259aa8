import {
  common,
  countCharacters,
  firstCharacter,
  meets,
  noCharacters,
  unite,
  without,
  type CharacterSet,
} from "./character-set.ts";
import {
  blankCharacters,
  isPunctuation,
  readClassSet,
  readEscapeSet,
  setOfCharacter,
} from "./classes.ts";

/** A character of one set and, next to it, one of the other. */
export interface Pair {
  readonly before: CharacterSet;
  readonly behind: CharacterSet;
}

/** What can be said of a pattern of a grammar without running it. */
export interface PatternFacts {
  /** Every match begins with the line or where the search does, so that it is tried there only. */
  readonly anchored: boolean;
  /** Every match, or what it looks ahead to, holds one of these texts; null where none is known. */
  readonly required: readonly string[] | null;
  /** Letters stand for both their cases: the texts are in lower case, for lines of ASCII only. */
  readonly ignoreCase: boolean;
  /** From where a match begins there are all of these characters. */
  readonly needs: CharacterSet;
  /** From where a match begins there is a character of each of these sets. */
  readonly holds: readonly CharacterSet[];
  /** What the first character from there that is not blank is one of; null where it is not known. */
  readonly opens: CharacterSet | null;
  /** What the first character of a match is one of; null where it is not known or may be missing. */
  readonly begins: CharacterSet | null;
  /** From where a match begins there are two such neighbours; null where none are known. */
  readonly pair: Pair | null;
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
  /** It may leave open what `begins` says. */
  readonly skips: boolean;
  /** What the last character that it takes is one of; null where that is not known. */
  readonly ends: CharacterSet | null;
  /** It may take no character. */
  readonly empty: boolean;
  /** The one text that it takes; null where there are others or none. */
  readonly literal: string | null;
}

const nothing: Stretch = {
  anchored: false,
  required: null,
  needs: noCharacters,
  holds: [],
  opens: noCharacters,
  passes: true,
  begins: noCharacters,
  skips: true,
  ends: noCharacters,
  empty: true,
  pair: null,
  literal: null,
};
/** What is looked at only. */
const untaken = { ends: noCharacters, empty: true, literal: null };
const anchor: Stretch = { ...nothing, anchored: true };
const unknown: Stretch = { ...nothing, opens: null, begins: null, ends: null };
const unreadFacts: Facts = {
  anchored: false,
  required: null,
  needs: noCharacters,
  holds: [],
  opens: null,
  begins: null,
  pair: null,
};
/** More sets than this say little more. */
const mostSets = 4;
/** A text that stands more often is not told from one that stands so often. */
const mostTimes = 9;
/** One side of a pair is a set of so few characters. */
const mostInPair = 4;

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

/** So many times, no fewer and no more. */
const exact = /^\{[1-9]\}$/;

/**
 * Reads a pattern in Oniguruma's syntax, cautiously: what it does not know says nothing. Texts that
 * every match must hold are how ripgrep passes by most lines without running a pattern.
 */
export function readPattern(source: string): PatternFacts {
  const ignoreCase = /\(\?[a-z-]*i/.test(source);
  if (unreadable.test(source)) return { ...unreadFacts, ignoreCase };
  const reader: Reader = { source, at: 0, ignoreCase, failed: false };
  const { anchored, required, needs, holds, opens, passes, begins, skips, pair } =
    readAlternatives(reader);
  const complete = !reader.failed && reader.at === source.length;
  if (!complete) return { ...unreadFacts, ignoreCase };
  return {
    anchored,
    required,
    ignoreCase,
    needs,
    holds,
    opens: passes ? null : opens,
    begins: skips ? null : begins,
    pair,
  };
}

/** Up to the closing bracket or the end: one of them must match, so all must have a property. */
function readAlternatives(reader: Reader): Stretch {
  let all = readSequence(reader);
  if (reader.source[reader.at] !== "|") return all;
  const texts = new Set(all.required);
  let isRequired = all.required !== null;
  while (reader.source[reader.at] === "|") {
    reader.at++;
    const other = readSequence(reader);
    for (const text of other.required ?? []) texts.add(text);
    isRequired &&= other.required !== null;
    all = joinAlternatives(all, other);
  }
  return { ...all, required: isRequired ? [...texts] : null };
}

/** But for the texts that they require. */
function joinAlternatives(one: Stretch, other: Stretch): Stretch {
  const [hold, otherHold] = [smallestSet(one), smallestSet(other)];
  return {
    anchored: one.anchored && other.anchored,
    required: null,
    needs: common(one.needs, other.needs),
    holds: hold && otherHold ? [unite(hold, otherHold)] : [],
    opens: uniteKnown(one.opens, other.opens),
    passes: one.passes || other.passes,
    begins: uniteKnown(one.begins, other.begins),
    skips: one.skips || other.skips,
    ends: uniteKnown(one.ends, other.ends),
    empty: one.empty || other.empty,
    pair: one.pair && other.pair && unitePairs(one.pair, other.pair),
    literal: null,
  };
}

function readSequence(reader: Reader): Stretch {
  let anchored = false;
  let required: readonly string[] | null = null;
  let run = "";
  let literal: string | null = null;
  let needs = noCharacters;
  const holds: CharacterSet[] = [];
  let { opens, passes, begins, skips, ends, empty, pair }: Stretch = nothing;
  for (let first = true; reader.at < reader.source.length; first = false) {
    if (isEnd(reader)) break;
    const atom = readAtom(reader);
    const times = readQuantifier(reader);
    if (first && atom.anchored && times === null) anchored = true;
    const isCertain = times === null || certain.test(times);
    const text = atom.literal?.repeat(countTimes(times)) ?? "";
    const isExact = text !== "" && (times === null || exact.test(times));
    if (first) literal = isExact ? text : null;
    else literal = literal !== null && isExact ? literal + text : null;
    if (isCertain) {
      run = text === "" ? "" : run + text;
      required = chooseRequired(required, run === "" ? atom.required : [run]);
      needs = unite(needs, atom.needs);
      holds.push(...atom.holds);
      if (!empty && !atom.skips) pair = choosePair(pair, pairOf(ends, atom.begins));
      pair = choosePair(pair, atom.pair);
    }
    if (!isExact) run = "";
    if (passes) {
      opens = uniteKnown(opens, atom.opens);
      passes = atom.passes || !isCertain;
    }
    if (skips) {
      begins = uniteKnown(begins, atom.begins);
      skips = atom.skips || !isCertain;
    }
    const isTaken = isCertain && !atom.empty;
    ends = isTaken ? atom.ends : uniteKnown(ends, atom.ends);
    if (isTaken) empty = false;
  }
  return {
    anchored,
    required,
    needs,
    holds: chooseSets(holds),
    opens,
    passes,
    begins,
    skips,
    ends,
    empty,
    pair,
    literal,
  };
}

/** How often at least, of those times that are certain. */
function countTimes(times: string | null): number {
  const count = times === null ? 1 : Number(/^\{(\d+)/.exec(times)?.[1] ?? 1);
  return Math.min(count, mostTimes);
}

function isEnd({ source, at }: Reader): boolean {
  const character = source[at];
  return character === "|" || character === ")";
}

/** Of the sets that a match has a character of. */
function smallestSet({ needs, holds }: Stretch): CharacterSet | undefined {
  return firstCharacter(needs) ?? holds[0];
}

function uniteKnown(one: CharacterSet | null, other: CharacterSet | null): CharacterSet | null {
  return one && other && unite(one, other);
}

function unitePairs(one: Pair, other: Pair): Pair {
  return { before: unite(one.before, other.before), behind: unite(one.behind, other.behind) };
}

/** One that many lines hold says little. */
function pairOf(before: CharacterSet | null, behind: CharacterSet | null): Pair | null {
  const isRare = (set: CharacterSet) => countCharacters(set) <= mostInPair;
  return before && behind && (isRare(before) || isRare(behind)) ? { before, behind } : null;
}

/** The one that fewer texts hold. */
function choosePair(one: Pair | null, other: Pair | null): Pair | null {
  if (one === null || other === null) return one ?? other;
  return countPair(other) < countPair(one) ? other : one;
}

function countPair({ before, behind }: Pair): number {
  return countCharacters(before) * countCharacters(behind);
}

/** The smallest first. */
function chooseSets(sets: readonly CharacterSet[]): readonly CharacterSet[] {
  if (sets.length < 2) return sets;
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

function readAtom(reader: Reader): Stretch {
  const character = reader.source[reader.at] ?? "";
  if (character === "(") return readGroup(reader);
  if (character === "[") return readClass(reader);
  if (character === "\\") return readEscape(reader);
  reader.at++;
  if (character === "^") return anchor;
  if (character === "$") return nothing;
  return character === "." ? unknown : readCharacter(character, reader);
}

function readGroup(reader: Reader): Stretch {
  const start = match(groupStart, reader);
  if (start === null) return fail(reader);
  // Options alone, such as `(?i)`, hold to the end of the group around them, over its bars too.
  if (start.endsWith(")")) return nothing;
  const facts = readAlternatives(reader);
  reader.at++;
  if (start === "(?=") {
    // What it looks at is not consumed: of its blanks nothing is known behind it.
    const { opens, passes } = facts.passes ? nothing : facts;
    return { ...facts, anchored: false, opens, passes, ...untaken };
  }
  return start === "(?!" || start === "(?<=" || start === "(?<!" ? nothing : facts;
}

function fail(reader: Reader): Stretch {
  reader.failed = true;
  reader.at = reader.source.length;
  return unknown;
}

function readClass(reader: Reader): Stretch {
  const { source, at: start, ignoreCase } = reader;
  const choices = match(charClass, reader)?.slice(1, -1) ?? null;
  if (choices === null) reader.at = endOfClass(source, start);
  const set = readClassSet(source.slice(start, reader.at), ignoreCase);
  return atomOf(set, null, choices === null ? null : literalsOf(choices, ignoreCase));
}

/** Of each of the characters, or null. */
function literalsOf(characters: string, ignoreCase: boolean): readonly string[] | null {
  const literals: string[] = [];
  for (const character of characters) {
    const literal = literalOf(character, ignoreCase);
    if (literal === null) return null;
    literals.push(literal);
  }
  return literals;
}

function readEscape(reader: Reader): Stretch {
  const text = match(escape, reader);
  if (text === null) return fail(reader);
  // Where \G or \A may not match, U+FFFF stands in its place; such texts are not searched this way.
  if (text === "\\G" || text === "\\A" || text === "\\\uFFFF") return anchor;
  const character = text.slice(1);
  if (text.length !== 2) return unknown;
  if ("bBzZ".includes(character)) return nothing;
  if (isPunctuation(character)) return readCharacter(character, reader);
  return atomOf(readEscapeSet(text, reader.ignoreCase));
}

function readCharacter(character: string, { ignoreCase }: Reader): Stretch {
  return atomOf(setOfCharacter(character, ignoreCase), literalOf(character, ignoreCase));
}

/** Beyond ASCII a letter may match in more than one form. */
function literalOf(character: string, ignoreCase: boolean): string | null {
  if (character < " " || character > "~") return null;
  return ignoreCase ? character.toLowerCase() : character;
}

/** One character of a set, if the set is known; of a text, if it is one; and of choices, if they are few. */
function atomOf(
  set: CharacterSet | null,
  literal: string | null = null,
  choices: readonly string[] | null = null,
): Stretch {
  if (set === null) return unknown;
  const isOne = countCharacters(set) === 1;
  const opens = without(set, blankCharacters);
  return {
    anchored: false,
    required: choices,
    needs: isOne ? set : noCharacters,
    holds: isOne ? [] : [set],
    opens,
    passes: meets(set, blankCharacters),
    begins: set,
    skips: false,
    ends: set,
    empty: false,
    pair: null,
    literal,
  };
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

function readQuantifier(reader: Reader): string | null {
  const character = reader.source[reader.at] ?? "";
  return "?*+{".includes(character) ? match(quantifier, reader) : null;
}

function match(pattern: RegExp, reader: Reader): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source)?.[0] ?? null;
  if (found !== null) reader.at += found.length;
  return found;
}
