import type { LineDialect } from "../../model.ts";
import { classAt, SPACE, SYMBOL, UNSPACED, WORD } from "./token-classes.ts";
import { type Vocabulary, internSymbol, internWord } from "./vocabulary.ts";

/** The tokens of a line: words and symbols. White space is none, so it never anchors a comparison. */
export interface Tokens {
  readonly ids: readonly number[];
  /** Columns: where each token starts, and ends (exclusive). */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The sum of all weights. */
  readonly weight: number;
}

/** A text with its tokens. */
export interface TokenizedLine {
  readonly text: string;
  readonly tokens: Tokens;
}

// A fixed locale: the answer must not depend on the machine. Word boundaries of these scripts come
// from dictionaries that are the same for all of them.
const segmenter = new Intl.Segmenter("en", { granularity: "word" });
/** Of a name with more parts than this the parts are words, so that what stayed in it is not marked. */
const mostParts = 5;
/** A file within a text: one word, which nobody reads. */
const dataUri = /data:[\w.+-]+\/[\w.+-]+(?:;[\w=.-]+)*;base64,[\w+/=-]*/y;
const jsxSpace = /\{(?:" "|' ')\}/y;

const [hash, dollar, percent, apostrophe, plus, comma, hyphen, dot, slash] = codes("#$%'+,-./");
const [at, underscore, backslash, brace, curled, joiner, variation] = codes("@_\\{’\u200d\ufe0f");

/**
 * Cuts a line into words and symbols. A word is a run of letters and digits with what holds
 * identifiers together, so `gpt-5.5`, `--flag`, `response_format`, `CPU\\_PERCENTAGE`, `X-Api-Key`, `$ref`,
 * `@scope/name` and `1.2.3+build.4` are one each, and a path or URL one for each of its segments.
 */
export function tokenizeLine(line: string, vocabulary: Vocabulary, dialect: LineDialect): Tokens {
  const ids: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let weight = 0;
  const add: AddToken = (id, start, end) => {
    ids.push(id);
    starts.push(start);
    ends.push(end);
    weight += vocabulary.weights[id] ?? 0;
  };
  let position = 0;
  while (position < line.length) {
    const kind = classAt(line, position);
    const start = position;
    if (kind === SPACE) {
      position += 1;
    } else if (kind === UNSPACED) {
      position = endOfClass(line, position, UNSPACED);
      addSegments(line, start, position, vocabulary, add);
    } else if (kind === WORD) {
      position = endOfDataUri(line, start) || endOfWord(line, start);
      addWord(line, start, position, vocabulary, add);
    } else if (isBareSymbol(line, position)) {
      position += 1;
      add(line.charCodeAt(start), start, position);
    } else {
      const end = endOfJsxSpace(line, position, dialect);
      if (end > position) {
        position = end;
        continue;
      }
      position = endOfPrefixed(line, position);
      if (position > start) {
        addWord(line, start, position, vocabulary, add);
      } else {
        position = endOfSymbol(line, start);
        add(internSymbol(vocabulary, line.slice(start, position)), start, position);
      }
    }
  }
  return { ids, starts, ends, weight };
}

/** By code unit of ASCII: 1 for a symbol that neither begins a word nor JSX's space. */
const bare = new Uint8Array(128).fill(1);
for (const character of "#$-./@{") bare[character.charCodeAt(0)] = 0;

/** Whether the symbol at `position` is of ASCII and surely a token by itself, as most are. */
function isBareSymbol(line: string, position: number): boolean {
  // What follows may be joined to it, such as a variation selector.
  const next = position + 1 < line.length ? line.charCodeAt(position + 1) : 0;
  return bare[line.charCodeAt(position)] === 1 && next < 128;
}

function codes(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}

function endOfClass(line: string, position: number, kind: number): number {
  while (position < line.length && classAt(line, position) === kind) position += 1;
  return position;
}

/** The end of a word that starts at `position`: joiners count only between letters or digits. */
function endOfWord(line: string, position: number): number {
  for (;;) {
    position = endOfClass(line, position, WORD);
    if (position >= line.length) return position;
    const code = line.charCodeAt(position);
    let next = position + 1;
    if (code === underscore || (code === backslash && line.charCodeAt(next) === underscore)) {
      next = endOfUnderscores(line, position);
    } else if (code === comma) {
      if (!isDigit(line, position - 1) || !isDigit(line, next)) return position;
    } else if (code === plus) {
      // What was built, behind a version; a sum has digits on both sides.
      if (!isDigit(line, position - 1) || isDigit(line, next)) return position;
    } else if (code !== dot && code !== hyphen && code !== apostrophe && code !== curled) {
      return code === percent && isDigit(line, position - 1) ? next : position;
    }
    if (next >= line.length || classAt(line, next) !== WORD) return position;
    position = next;
  }
}

/** Markdown may escape each of them. */
function endOfUnderscores(line: string, position: number): number {
  for (;;) {
    const at = line.charCodeAt(position) === backslash ? position + 1 : position;
    if (line.charCodeAt(at) !== underscore) return position;
    position = at + 1;
  }
}

/** The end of the data URI that starts at `position`, or 0. */
function endOfDataUri(line: string, position: number): number {
  if (!line.startsWith("data:", position)) return 0;
  dataUri.lastIndex = position;
  return dataUri.test(line) ? dataUri.lastIndex : 0;
}

type AddToken = (id: number, start: number, end: number) => void;

function addWord(
  line: string,
  start: number,
  end: number,
  vocabulary: Vocabulary,
  add: AddToken,
): void {
  const word = line.slice(start, end);
  if (word.startsWith("data:")) {
    // It says as little as a sign: what stands around it tells which lines belong together.
    add(internSymbol(vocabulary, word), start, end);
  } else if (word.length <= 2 * mostParts || word.split(/[-.]/).length <= mostParts) {
    add(internWord(vocabulary, word), start, end);
  } else {
    for (const { 0: part, index } of word.matchAll(/[-.]|[^-.]+/g)) {
      const intern = part === "-" || part === "." ? internSymbol : internWord;
      add(intern(vocabulary, part), start + index, start + index + part.length);
    }
  }
}

function isDigit(line: string, position: number): boolean {
  const code = line.charCodeAt(position);
  return code >= 48 && code <= 57;
}

/** The end of a word that starts with a symbol (`--flag`, `$ref`, `.env`), else `position`. */
function endOfPrefixed(line: string, position: number): number {
  const code = line.charCodeAt(position);
  const before = position > 0 ? line.charCodeAt(position - 1) : 32;
  if (code === dollar || code === at || code === hash) {
    if (!isWordAt(line, position + 1)) return position;
    const end = endOfWord(line, position + 1);
    const isScope = code === at && line.charCodeAt(end) === slash && isWordAt(line, end + 1);
    return isScope ? endOfWord(line, end + 1) : end;
  }
  if (before === code || before === dot || (position > 0 && isWordAt(line, position - 1))) {
    return position;
  }
  if (code === dot) {
    // Behind what it is a member of, it begins no name such as `.env`.
    const isMember = "?!)]}".includes(String.fromCharCode(before));
    return !isMember && isWordAt(line, position + 1) ? endOfWord(line, position + 1) : position;
  }
  if (code === hyphen) {
    const start = line.charCodeAt(position + 1) === hyphen ? position + 2 : position + 1;
    const isFlag = isWordAt(line, start) && !isDigit(line, start);
    return isFlag ? endOfWord(line, start) : position;
  }
  return position;
}

function isWordAt(line: string, position: number): boolean {
  return position < line.length && classAt(line, position) === WORD;
}

/** One code point; an emoji with its colour of skin and all that is joined to it, a flag with both letters. */
function endOfSymbol(line: string, position: number): number {
  const point = (index: number) => line.codePointAt(index) ?? 0;
  const size = (index: number) => (point(index) > 0xffff ? 2 : 1);
  let end = position + size(position);
  if (isFlagLetter(point(position)) && isFlagLetter(point(end))) end += 2;
  for (;;) {
    const code = line.charCodeAt(end);
    if (code === variation) end += 1;
    else if (isSkinTone(point(end))) end += 2;
    else if (code === joiner && end + 1 < line.length && classAt(line, end + 1) === SYMBOL) {
      end += 1 + size(end + 1);
    } else return end;
  }
}

function isFlagLetter(point: number): boolean {
  return point >= 0x1f1e6 && point <= 0x1f1ff;
}

function isSkinTone(point: number): boolean {
  return point >= 0x1f3fb && point <= 0x1f3ff;
}

/** In plain Markdown only at a line's end, where formatters of JSX put it: it may be code elsewhere. */
function endOfJsxSpace(line: string, position: number, dialect: LineDialect): number {
  if (line.charCodeAt(position) !== brace) return position;
  if (dialect === "plain" || dialect === "prose") return position;
  jsxSpace.lastIndex = position;
  if (!jsxSpace.test(line)) return position;
  const end = jsxSpace.lastIndex;
  return dialect === "mdx" || endOfClass(line, end, SPACE) === line.length ? end : position;
}

function addSegments(
  line: string,
  start: number,
  end: number,
  vocabulary: Vocabulary,
  add: AddToken,
): void {
  const run = line.slice(start, end);
  let boundaries = vocabulary.segments.get(run);
  if (boundaries === undefined) {
    boundaries = Array.from(segmenter.segment(run), ({ index, segment }) => index + segment.length);
    vocabulary.segments.set(run, boundaries);
  }
  let from = 0;
  for (const to of boundaries) {
    add(internWord(vocabulary, run.slice(from, to)), start + from, start + to);
    from = to;
  }
}
