import { createHighlighter } from "shiki";
import { INITIAL } from "shiki/textmate";

import { maxLineLength } from "../../../src/render/budgets.ts";
import {
  grammarNames,
  type GrammarName,
  type InjectingName,
} from "../../../src/render/highlight/languages.ts";
import { theme } from "../../../src/render/highlight/theme.ts";
import type { ColouredToken } from "../../../src/render/highlight/tokens.ts";

/** Of each line of a text the role of every character but white space, with its style, as one word. */
export type Oracle = (text: string, grammar: GrammarName) => readonly string[];

/**
 * As VS Code colours a text: every line of it fed to `vscode-textmate`, in order, over Oniguruma. All
 * grammars are loaded by their names, and of those that inject themselves into others the ones that the
 * texts name.
 */
export async function createOracle(injecting: readonly InjectingName[] = []): Promise<Oracle> {
  const shiki = await createHighlighter({
    themes: [theme],
    langs: [...grammarNames, ...injecting],
  });
  const { colorMap } = shiki.setTheme(theme);
  return (text, name) => {
    const grammar = shiki.getLanguage(name);
    let state = INITIAL;
    return text.split(/\r?\n/).map((line) => {
      if (line.length >= maxLineLength) return "";
      const { tokens, ruleStack } = grammar.tokenizeLine2(line, state, 0);
      state = ruleStack;
      let words = "";
      for (let at = 0; at < line.length; at++) {
        if (/[ \t]/.test(line.charAt(at))) continue;
        let token = 0;
        while (token + 2 < tokens.length && (tokens[token + 2] ?? 0) <= at) token += 2;
        // The metadata's bits: four of the font style (1 italic, 2 bold), then nine of the foreground.
        const metadata = tokens[token + 1] ?? 0;
        const colour = colorMap[(metadata >>> 15) & 0x1ff] ?? "";
        const style = (metadata >>> 11) & 3;
        words += `${String(Number.parseInt(colour.slice(1), 16))}/${String(style)} `;
      }
      return words;
    });
  };
}

/** The same words of a line's tokens; "" where it has none. */
export function spellTokens(line: string, tokens: readonly ColouredToken[] | undefined): string {
  let words = "";
  for (const [at, character] of [...line.replace(/\r?\n$/, "").split("")].entries()) {
    if (/[ \t]/.test(character)) continue;
    const role = tokens?.find(({ start, end }) => start <= at && at < end)?.role ?? 0;
    // Above the roles come bits for bold and italic.
    const style = ((role & 16) === 0 ? 0 : 2) + ((role & 32) === 0 ? 0 : 1);
    words += `${String(role & 15)}/${String(style)} `;
  }
  return words;
}
