import type { PatternScanner, RegexEngine, RegexEngineString } from "shiki/types";

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

  function search(part: Part, text: Text, start: number): Match | null {
    if (part.anchored && !part.atStart && start > 0) return null;
    const content = typeof text === "string" ? text : text.content;
    if (part.required !== null && !part.required.some((one) => content.includes(one, start))) {
      return null;
    }
    if (part.compiled === null) {
      part.compiled = compile(part);
      part.compiled.users++;
    }
    const { compiled } = part;
    if (!part.atStart && !part.anchored && holds(compiled, text, start)) return compiled.match;
    compiled.text = text;
    compiled.start = start;
    compiled.match = compiled.scanner.findNextMatchSync(text, start, 0);
    return compiled.match;
  }

  function createScanner(patterns: (string | RegExp)[]): PatternScanner {
    const sources = patterns.map((one) => (typeof one === "string" ? one : one.source));
    let parts: readonly Part[] | null = null;
    let plain: PatternScanner | null = null;
    return {
      findNextMatchSync(text, start, options) {
        // U+FFFF stands for anchors that may not match: a text that holds it is none of ours.
        if ((typeof text === "string" ? text : text.content).includes("\uFFFF")) {
          plain ??= engine.createScanner(sources);
          return plain.findNextMatchSync(text, start, options);
        }
        parts ??= splitParts(sources, factsOf);
        let best: Match | null = null;
        for (const part of parts) {
          const match = search(part, text, start);
          if (match === null || (best !== null && startOf(match) >= startOf(best))) continue;
          best = part.first === 0 ? match : { ...match, index: part.first + match.index };
          if (startOf(best) === start) break;
        }
        return best;
      },
      dispose() {
        plain?.dispose?.();
        for (const { compiled } of parts ?? []) if (compiled !== null) compiled.users--;
        parts = null;
        plain = null;
      },
    };
  }

  return { createScanner, createString: (text) => engine.createString(text) };
}

/** Anchored neighbours that require the same text, such as the fences of all languages, go together. */
function splitParts(
  sources: readonly string[],
  factsOf: (source: string) => PatternFacts,
): readonly Part[] {
  const parts: Part[] = [];
  for (const [first, source] of sources.entries()) {
    const { anchored, required } = factsOf(source);
    const atStart = source.includes("\\G");
    const last = parts.at(-1);
    const joins =
      anchored &&
      last?.anchored === true &&
      last.atStart === atStart &&
      required !== null &&
      last.required?.join() === required.join();
    if (joins) last.sources.push(source);
    else parts.push({ first, sources: [source], anchored, required, atStart, compiled: null });
  }
  return parts;
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
