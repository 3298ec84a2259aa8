import type { PatternScanner, RegexEngine, RegexEngineString } from "shiki/types";

import { meets, unite } from "./character-set.ts";
import { readLine, type LineFacts } from "./line-facts.ts";
import { readPattern, type PatternFacts } from "./pattern-facts.ts";

type Match = NonNullable<ReturnType<PatternScanner["findNextMatchSync"]>>;
type Text = RegexEngineString | string;

/** Neighbours in a scanner's list that are compiled and searched as one. */
interface Part extends PatternFacts {
  /** Index of the first in the scanner's list. */
  readonly first: number;
  readonly sources: string[];
  /** Whether a match depends on where the search starts. */
  readonly atStart: boolean;
  compiled: Compiled | null;
}

/** Shared by all scanners that hold the same patterns. */
interface Compiled {
  readonly scanner: PatternScanner;
  users: number;
  /** The last search: its text, where it started and what it found. */
  text: Text | null;
  start: number;
  match: Match | null;
}

/** Once so many are compiled, those that no scanner uses any more are let go. */
const maxCompiled = 10_000;

/**
 * An engine that finds in single lines what `engine` finds, with less work when most scanners serve a few lines only.
 * A grammar's scanners hold nearly the same patterns, and compiling them takes longer than using them:
 * here each pattern is compiled once, when it is first needed. It is not run on lines that lack what
 * it requires; one that is anchored is tried at one place only; and what was found beyond the start of
 * the next search is kept, as Oniguruma's own scanner does for long lines.
 */
export function createPatternEngine(engine: RegexEngine): RegexEngine {
  const facts = new Map<string, PatternFacts>();
  const lines = new WeakMap<RegexEngineString, LineFacts>();
  let linesRead = 0;
  let lastText: Text | null = null;
  let lastLine: LineFacts | null = null;
  const shared = new Map<string, Compiled>();

  function factsOf(source: string): PatternFacts {
    const known = facts.get(source);
    if (known !== undefined) return known;
    const read = readPattern(source);
    if (facts.size >= maxCompiled) facts.clear();
    facts.set(source, read);
    return read;
  }

  function compile({ sources, anchored }: Part): Compiled {
    const key = sources.join("\n\n");
    const known = shared.get(key);
    if (known !== undefined) return known;
    if (shared.size >= maxCompiled) dropUnused(shared);
    const patterns = anchored ? sources.map((source) => `\\G(?:${source})`) : sources;
    const scanner = engine.createScanner(patterns);
    const compiled: Compiled = { scanner, users: 0, text: null, start: 0, match: null };
    shared.set(key, compiled);
    return compiled;
  }

  /** Scanners are asked in turn for the same line, and for its parts in between. */
  function readText(text: Text): LineFacts {
    if (lastLine !== null && text === lastText) return lastLine;
    lastText = text;
    lastLine = (typeof text === "string" ? null : lines.get(text)) ?? null;
    if (lastLine !== null) return lastLine;
    lastLine = readLine(typeof text === "string" ? text : text.content, ++linesRead);
    if (typeof text !== "string") lines.set(text, lastLine);
    return lastLine;
  }

  function search(part: Part, text: Text, line: LineFacts, start: number): Match | null {
    const { compiled: known, atStart, anchored } = part;
    if (known !== null && !atStart && !anchored && holds(known, text, start)) return known.match;
    if (!mayMatchAt(part, line, start)) return null;
    if (part.compiled === null) {
      part.compiled = compile(part);
      part.compiled.users++;
    }
    const { compiled } = part;
    // Another scanner with the same patterns may have searched.
    if (!atStart && !anchored && holds(compiled, text, start)) return compiled.match;
    compiled.text = text;
    compiled.start = start;
    compiled.match = compiled.scanner.findNextMatchSync(text, start, 0);
    return compiled.match;
  }

  function createScanner(patterns: (string | RegExp)[]): PatternScanner {
    const sources = patterns.map((one) => (typeof one === "string" ? one : one.source));
    let parts: readonly Part[] | null = null;
    let plain: PatternScanner | null = null;
    // The parts that may match in the line with the number `narrowed`, at or behind `narrowedAt`.
    let left: Part[] = [];
    let narrowed = 0;
    let narrowedAt = 0;
    return {
      findNextMatchSync(text, start, options) {
        const line = readText(text);
        // U+FFFF stands for anchors that may not match: a text that holds it is none of ours.
        if (line.characters.beyond && line.content.includes("\uFFFF")) {
          plain ??= engine.createScanner(sources);
          return plain.findNextMatchSync(text, start, options);
        }
        if (narrowed !== line.number || start < narrowedAt) {
          parts ??= splitParts(sources, factsOf);
          left = parts.filter((part) => mayMatchFrom(part, line, start));
          narrowed = line.number;
        }
        narrowedAt = start;
        let best: Match | null = null;
        let kept = 0;
        for (const part of left) {
          const isFound: boolean = best !== null && startOf(best) === start;
          const match: Match | null | undefined = isFound
            ? undefined
            : search(part, text, line, start);
          // Nothing behind `start` is nothing for all searches to come in this line.
          if (match === null && !part.atStart) continue;
          left[kept++] = part;
          if (!match || (best !== null && startOf(match) >= startOf(best))) continue;
          best = part.first === 0 ? match : { ...match, index: part.first + match.index };
        }
        left.length = kept;
        return best;
      },
      dispose() {
        plain?.dispose?.();
        for (const { compiled } of parts ?? []) if (compiled !== null) compiled.users--;
        parts = null;
        plain = null;
        left = [];
        narrowed = 0;
      },
    };
  }

  return { createScanner, createString: (text) => engine.createString(text) };
}

/** Anchored neighbours that require the same text, such as the markers of items, go together. */
function splitParts(
  sources: readonly string[],
  factsOf: (source: string) => PatternFacts,
): readonly Part[] {
  const parts: Part[] = [];
  sources.forEach((source, first) => {
    const facts = factsOf(source);
    const atStart = source.includes("\\G");
    const last = parts.at(-1);
    const joins =
      facts.anchored &&
      last?.anchored === true &&
      last.atStart === atStart &&
      last.ignoreCase === facts.ignoreCase &&
      facts.required !== null &&
      last.required?.join() === facts.required.join();
    if (!joins) parts.push({ ...facts, first, sources: [source], atStart, compiled: null });
    else parts[parts.length - 1] = joinPart(last, source, facts);
  });
  return parts;
}

function joinPart(part: Part, source: string, { opens }: PatternFacts): Part {
  return {
    ...part,
    sources: [...part.sources, source],
    holds: [],
    opens: part.opens && opens && unite(part.opens, opens),
  };
}

/** Whether a part may match at `start` or anywhere behind it. */
function mayMatchFrom(part: Part, line: LineFacts, start: number): boolean {
  const { anchored, atStart, holds, opens } = part;
  if (anchored && !atStart && start > 0) return false;
  for (const set of holds) if (!meets(set, line.characters)) return false;
  const first = anchored && !atStart ? line.firstAfter(0) : line.characters;
  return (opens === null || meets(opens, first)) && hasRequired(part, line, start);
}

/** Whether one that may match behind some place before may match in a search from `start`. */
function mayMatchAt(part: Part, line: LineFacts, start: number): boolean {
  const { anchored, atStart, opens } = part;
  if (anchored && !atStart && start > 0) return false;
  if (anchored && atStart && opens !== null && !meets(opens, line.firstAfter(start))) return false;
  return hasRequired(part, line, start);
}

function hasRequired({ required, ignoreCase }: Part, line: LineFacts, start: number): boolean {
  if (required === null) return true;
  const text = ignoreCase ? line.folded : line.content;
  if (text === null) return true;
  for (const one of required) if (text.indexOf(one, start) >= 0) return true;
  return false;
}

/** Whether the last search says what one from `start` would find. */
function holds({ text, start, match }: Compiled, wanted: Text, from: number): boolean {
  return text === wanted && start <= from && (match === null || startOf(match) >= from);
}

function startOf(match: Match): number {
  return match.captureIndices[0]?.start ?? 0;
}

function dropUnused(shared: Map<string, Compiled>): void {
  for (const [key, { users, scanner }] of shared) {
    if (users > 0) continue;
    scanner.dispose?.();
    shared.delete(key);
  }
}
