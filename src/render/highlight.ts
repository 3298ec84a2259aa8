import { normalizeTheme } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { bundledLanguages } from "shiki/langs";
import { Registry, type IGrammar } from "shiki/textmate";

import type { Range } from "../model.ts";
import { memoBudget } from "./budgets.ts";
import { grammarNames, type GrammarName } from "./languages.ts";
import { createLineMemo, type LineMemo } from "./line-memo.ts";
import { createPatternEngine } from "./pattern-engine.ts";
import { theme, themeName } from "./theme.ts";
import { walkLines, type Highlighted } from "./walk.ts";

export interface Highlighter {
  /**
   * Tokenises the wanted runs (0-based, ascending) of a text's lines. Every line that is coloured has
   * the tokens that Shiki gives it when it tokenises the whole text.
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
  const rawGrammars = await loadGrammars();
  const registry = new Registry({
    onigLib: {
      createOnigScanner: (sources) => engine.createScanner(sources),
      createOnigString: (text) => engine.createString(text),
    },
    theme: { name: themeName, settings: [...normalizeTheme(theme).settings] },
    loadGrammar: () => null,
  });
  const grammars = new Map<string, IGrammar>();
  for (const raw of rawGrammars) grammars.set(raw.name, registry.addGrammar(raw));
  const colorMap = registry.getColorMap();
  const memos = new Map<GrammarName, LineMemo>();
  let held = 0;

  function memoOf(grammar: GrammarName): LineMemo {
    const known = memos.get(grammar);
    if (known !== undefined) return known;
    const found = grammars.get(grammar);
    if (found === undefined) throw new Error(`The grammar ${grammar} was not loaded.`);
    const memo = createLineMemo(found, colorMap);
    memos.set(grammar, memo);
    return memo;
  }

  warmUp(memoOf("markdown"));
  warmUp(memoOf("mdx"));
  return {
    tokenise(lines, grammar, wanted) {
      if (grammar === null || wanted.length === 0) return { tokens: new Map(), coarse: false };
      if (held > memoLimit) {
        memos.clear();
        held = 0;
      }
      const memo = memoOf(grammar);
      const missesBefore = memo.misses();
      const result = walkLines(lines, grammar, wanted, memo);
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

/**
 * All grammars. They are handed to the tokeniser one by one: Shiki's own registry looks for what each
 * refers to, and builds it again when that arrives, which takes seconds. All are known before the first
 * is used, so the tokens are the same; none of them injects itself into others.
 */
async function loadGrammars() {
  const modules = await Promise.all(grammarNames.map((name) => bundledLanguages[name]()));
  const byName = new Map(modules.flatMap((module) => module.default).map((one) => [one.name, one]));
  return [...byName.values()];
}

function countUnits(lines: readonly string[]): number {
  let units = 0;
  for (const line of lines) units += line.length;
  return units;
}
