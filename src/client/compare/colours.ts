/**
 * The highlighter of builds, of the grammars that the texts need: all of them weigh more than a page.
 *
 * What stands in for a grammar that is not here would take whatever text it is asked about; when it does,
 * colouring ends and begins anew with the real one. Where no stand-in took anything, the real one could
 * not have either, and the tokens are those of a build, which has all grammars.
 */
import type { LanguageRegistration, RegexEngine } from "shiki/types";
import type { TextChange } from "../../model.ts";
import { createGrammars, findInjecting } from "../../render/highlight/grammars.ts";
import type { GrammarTable } from "../../render/highlight/grammar-table.ts";
import { createHighlighterOf, type Highlighter } from "../../render/highlight/highlight.ts";
import { type GrammarName, grammarOf } from "../../render/highlight/languages.ts";
import { createPatternEngine } from "../../render/highlight/pattern-engine.ts";

export interface Colours {
  /** Takes in a grammar; null where it could not be had, and is done without. */
  readonly add: (name: string, grammar: LanguageRegistration | null) => void;
  /** Runs `work` with a highlighter, or gives the names of grammars that it lacks. */
  readonly run: <Result>(
    work: (highlighter: Highlighter) => Result,
    change: TextChange,
  ) => { readonly result: Result } | { readonly lacking: readonly string[] };
}

/** Begins without any grammar. */
export function createColours({ scopes, parts, names }: GrammarTable): Colours {
  const known = new Map<string, LanguageRegistration | null>();
  const lacking = new Set<string>();
  const engine = watchStandIns(createPatternEngine(), lacking);
  let highlighter: Highlighter | null = null;

  function makeHighlighter(): Highlighter {
    const registrations = Object.entries(parts).map(([name, own]) => [
      name as GrammarName,
      own.flatMap((part) => {
        const grammar = known.get(part);
        if (grammar === null) return [];
        return [grammar ?? standIn(part, scopes[part])];
      }),
    ]) satisfies [GrammarName, LanguageRegistration[]][];
    return createHighlighterOf(createGrammars(new Map(registrations), engine));
  }

  function need(name: GrammarName): void {
    for (const part of parts[name] ?? []) if (!known.has(part)) lacking.add(part);
  }

  return {
    add(name, grammar) {
      known.set(name, grammar);
      highlighter = null;
    },
    run(work, { path, oldLines, newLines }) {
      lacking.clear();
      const grammar = grammarOf(path);
      if (grammar) {
        need(grammar);
        const lines = [...oldLines, ...newLines];
        for (const name of findInjecting(lines, grammar)) need(name);
        // A guess: what is asked for in one go need not be found out by trying.
        for (const line of lines) {
          const [, fence = ""] = fenceStart.exec(line) ?? [];
          const name = names[fence.toLowerCase()];
          if (name) need(name);
        }
        if (lines[0]?.startsWith("---")) need("yaml");
      }
      if (lacking.size > 0) return { lacking: [...lacking] };
      highlighter ??= makeHighlighter();
      try {
        return { result: work(highlighter) };
      } catch (error) {
        if (lacking.size === 0) throw error;
        return { lacking: [...lacking] };
      }
    },
  };
}

const fenceStart = /^[\s>*+\-\d.)]*(?:`{3,}|~{3,})\s*([\w+#-]+)/;

const mark = "(?#not here:";

/** A grammar that takes every text, by whichever of its rules it is included. */
function standIn(
  name: string,
  about: GrammarTable["scopes"][string] | undefined,
): LanguageRegistration {
  const rule = { match: `${mark}${name}).+` };
  const repository = Object.fromEntries((about?.rules ?? []).map((key) => [key, rule]));
  const grammar = { name, scopeName: about?.scope ?? name, patterns: [rule], repository };
  return grammar as unknown as LanguageRegistration;
}

/** Throws where a stand-in takes a text, and puts its name into `taken`. */
function watchStandIns(engine: RegexEngine, taken: Set<string>): RegexEngine {
  return {
    createString: (text) => engine.createString(text),
    createScanner(patterns) {
      const names = patterns.map((pattern) =>
        typeof pattern === "string" && pattern.startsWith(mark)
          ? pattern.slice(mark.length, pattern.indexOf(")"))
          : null,
      );
      const scanner = engine.createScanner(
        patterns.map((pattern, index) => (names[index] === null ? pattern : ".+")),
      );
      if (names.every((name) => name === null)) return scanner;
      return {
        findNextMatchSync(...given: Parameters<typeof scanner.findNextMatchSync>) {
          const match = scanner.findNextMatchSync(...given);
          const name = match && names[match.index];
          if (!name) return match;
          taken.add(name);
          // What came of it would be thrown away.
          throw new Error(`The grammar ${name} is not here.`);
        },
      } as typeof scanner;
    },
  };
}
