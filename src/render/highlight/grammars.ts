import { normalizeTheme } from "shiki/core";
import { Registry, type IGrammar } from "shiki/textmate";
import type { LanguageRegistration, RegexEngine } from "shiki/types";

import { injectingNames, type GrammarName, type InjectingName } from "./languages.ts";
import { createPatternEngine } from "./pattern-engine.ts";
import { theme, themeName } from "./theme.ts";

/** All grammars, ready to tokenise. */
export interface Grammars {
  /** A grammar with those injected into it that `findInjecting` found; each is made once. */
  readonly load: (name: GrammarName, injecting: readonly InjectingName[]) => IGrammar;
  /** The theme's colours, by the numbers that tokens carry. */
  readonly colours: readonly string[];
}

/**
 * Hands all grammars to the tokeniser one by one: Shiki's own registry looks for what each refers to,
 * and builds it again when that arrives, which takes seconds. All are known before the first is used, so
 * the tokens do not depend on what was coloured before.
 *
 * @param registrations what each grammar consists of: those that it needs, and itself as the last
 */
export function createGrammars(
  registrations: ReadonlyMap<GrammarName, readonly LanguageRegistration[]>,
  engine: RegexEngine = createPatternEngine(),
): Grammars {
  const registry = new Registry({
    onigLib: {
      createOnigScanner: (sources) => engine.createScanner(sources),
      createOnigString: (text) => engine.createString(text),
    },
    theme: { name: themeName, settings: [...normalizeTheme(theme).settings] },
    loadGrammar: () => null,
  });
  const byName = new Map([...registrations.values()].flat().map((one) => [one.name, one]));
  const grammars = new Map<string, IGrammar>();
  for (const one of byName.values()) grammars.set(one.name, registry.addGrammar(one));

  /** A scope has one set of injections in a registry, so with others it gets a scope inside the first. */
  function inject(name: GrammarName, injecting: readonly InjectingName[]): IGrammar {
    const plain = registrations.get(name)?.at(-1);
    if (plain === undefined) throw new Error(`The grammar ${name} was not loaded.`);
    const others = injecting.flatMap((one) => registrations.get(one) ?? []);
    const scopeName = [plain.scopeName, ...injecting].join(".");
    return registry.addGrammar({ ...plain, scopeName }, injectionsInto(plain.scopeName, others));
  }

  return {
    colours: registry.getColorMap(),
    load(name, injecting) {
      const key = [name, ...injecting].join(".");
      const grammar = grammars.get(key) ?? inject(name, injecting);
      grammars.set(key, grammar);
      return grammar;
    },
  };
}

/**
 * The fences that name a grammar. Vue and Nix have theirs coloured by rules that they inject into the
 * grammar of Markdown; Vue injects two more, for double braces anywhere in a text and its directives in
 * tags. So a text with such a fence is coloured with that grammar loaded, and no other is touched: its
 * `{{ }}` are more likely those of GitHub, Helm or Jinja.
 */
const fenceOf: Readonly<Record<InjectingName, RegExp>> = {
  nix: /^[^`~]*(?:`{3,}|~{3,})\s*nix(?:\s|$)/i,
  vue: /^[^`~]*(?:`{3,}|~{3,})\s*vue(?:[\s,:?{]|$)/i,
};

/** White space and the marks of quotations and lists, and then a fence. */
const fenceStart = /^[\s>*+\-\d.)]*(?:`{3}|~{3})/;

/** The grammars that inject themselves into the one of a text, which its lines name. */
export function findInjecting(
  lines: readonly string[],
  grammar: GrammarName,
): readonly InjectingName[] {
  if (grammar !== "markdown") return [];
  const fences = lines.filter((line) => fenceStart.test(line));
  return injectingNames.filter((name) => fences.some((line) => fenceOf[name].test(line)));
}

/** The scopes that are injected into one, in the order in which Shiki's registry asks them. */
function injectionsInto(scope: string, registrations: readonly LanguageRegistration[]): string[] {
  const parts = scope.split(".");
  const targets = parts.map((_, index) => parts.slice(0, index + 1).join("."));
  return targets.flatMap((target) =>
    registrations.filter((one) => one.injectTo?.includes(target)).map((one) => one.scopeName),
  );
}
