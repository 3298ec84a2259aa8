import { normalizeTheme } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { bundledLanguages } from "shiki/langs";
import { Registry, type IGrammar } from "shiki/textmate";
import type { LanguageRegistration } from "shiki/types";

import type { Range } from "../../model.ts";
import { memoBudget } from "../budgets.ts";
import { findInjecting, injectionsInto } from "./injections.ts";
import { grammarNames, injectingNames, type GrammarName, type InjectingName } from "./languages.ts";
import { createLineMemo, type LineMemo } from "./line-memo.ts";
import { createPatternEngine } from "../patterns/engine.ts";
import { theme, themeName } from "./theme.ts";
import { walkLines, type Highlighted } from "./walk.ts";

export interface Highlighter {
  /**
   * Tokenises the wanted runs (0-based, ascending) of a text's lines. Every line that is coloured has
   * the tokens that Shiki gives it when it tokenises the whole text, with `grammarNames` loaded and of
   * `injectingNames` those that the text names.
   */
  readonly tokenise: (
    lines: readonly string[],
    grammar: GrammarName | null,
    wanted: readonly Range[],
  ) => Highlighted;
}

/**
 * Loads all grammars, makes ready what nearly every archive needs of them (together about half a
 * second), and makes a highlighter with a memo of its own.
 *
 * @param memoLimit UTF-16 code units of texts that may hang on the memo before it starts afresh
 */
export async function createHighlighter(memoLimit = memoBudget): Promise<Highlighter> {
  const engine = createPatternEngine(await createOnigurumaEngine(import("shiki/wasm")));
  const registrations = await loadGrammars();
  const registry = new Registry({
    onigLib: {
      createOnigScanner: (sources) => engine.createScanner(sources),
      createOnigString: (text) => engine.createString(text),
    },
    theme: { name: themeName, settings: [...normalizeTheme(theme).settings] },
    loadGrammar: () => null,
  });
  const grammars = addGrammars(registry, registrations);
  const colorMap = registry.getColorMap();
  const memos = new Map<string, LineMemo>();
  let held = 0;

  function memoOf(name: GrammarName, injecting: readonly InjectingName[]): LineMemo {
    const key = [name, ...injecting].join(".");
    const known = memos.get(key);
    if (known !== undefined) return known;
    const grammar = grammars.get(key) ?? addInjected(registry, registrations, name, injecting);
    grammars.set(key, grammar);
    const memo = createLineMemo(grammar, colorMap);
    memos.set(key, memo);
    return memo;
  }

  warmUp(memoOf("markdown", []));
  warmUp(memoOf("mdx", []));
  return {
    tokenise(lines, grammar, wanted) {
      if (grammar === null || wanted.length === 0) return { tokens: new Map(), coarse: false };
      if (held > memoLimit) {
        memos.clear();
        held = 0;
      }
      const injecting = findInjecting(lines, grammar);
      const memo = memoOf(grammar, injecting);
      const missesBefore = memo.misses();
      const result = walkLines(lines, grammar, wanted, memo, injecting.length > 0);
      // A line is a slice that keeps its whole text in memory.
      if (memo.misses() > missesBefore) held += countUnits(lines);
      return result;
    },
  };
}

/** Prose and the family of JavaScript, whose grammars share most of their patterns. */
const sample = `# One
Some *words* and \`code\`, a [link](/to).
- item
| a | b |
\`\`\`js
import a from "b";
export const c = async (d) => ({ e: await f(\`\${d}\`), g: [1, true] });
\`\`\`
`;

/** A grammar compiles a rule and its patterns when it first meets them. */
function warmUp(memo: LineMemo): void {
  let state = memo.initial;
  for (const line of sample.split("\n")) state = memo.tokeniseLine(state, line).next;
}

type Registrations = ReadonlyMap<GrammarName, readonly LanguageRegistration[]>;

/** What each grammar consists of: those that it needs, and itself as the last. */
async function loadGrammars(): Promise<Registrations> {
  const names = [...grammarNames, ...injectingNames];
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, (await bundledLanguages[name]()).default] as const),
    ),
  );
}

/**
 * Hands all grammars to the tokeniser one by one: Shiki's own registry looks for what each refers to,
 * and builds it again when that arrives, which takes seconds. All are known before the first is used, so
 * the tokens are the same.
 */
function addGrammars(registry: Registry, registrations: Registrations): Map<string, IGrammar> {
  const byName = new Map([...registrations.values()].flat().map((one) => [one.name, one]));
  const grammars = new Map<string, IGrammar>();
  for (const one of byName.values()) grammars.set(one.name, registry.addGrammar(one));
  return grammars;
}

/**
 * A grammar with others injected into it. A scope has one set of injections in a registry, so it gets a
 * scope of its own, inside the first so that whatever selects that one selects it as well.
 */
function addInjected(
  registry: Registry,
  registrations: Registrations,
  name: GrammarName,
  injecting: readonly InjectingName[],
): IGrammar {
  const plain = registrations.get(name)?.at(-1);
  if (plain === undefined) throw new Error(`The grammar ${name} was not loaded.`);
  const others = injecting.flatMap((one) => registrations.get(one) ?? []);
  const scopeName = [plain.scopeName, ...injecting].join(".");
  return registry.addGrammar({ ...plain, scopeName }, injectionsInto(plain.scopeName, others));
}

function countUnits(lines: readonly string[]): number {
  let units = 0;
  for (const line of lines) units += line.length;
  return units;
}
