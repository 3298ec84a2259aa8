import { createHighlighter, type ThemedToken } from "shiki";

import { maxLineLength } from "../../../src/render/budgets.ts";
import {
  grammarNames,
  type GrammarName,
  type InjectingName,
} from "../../../src/render/highlight/languages.ts";
import { combineRole } from "../../../src/render/highlight/roles.ts";
import { roleOfForeground, theme } from "../../../src/render/highlight/theme.ts";
import { mergeTokens, type Token } from "../../../src/render/highlight/tokens.ts";

export type Oracle = (text: string, grammar: GrammarName) => readonly (readonly Token[])[];

/**
 * Shiki as anyone would use it: the whole text at once, all grammars loaded by their names, and of those
 * that inject themselves into others the ones that the texts name.
 */
export async function createOracle(injecting: readonly InjectingName[] = []): Promise<Oracle> {
  const langs = [...grammarNames, ...injecting];
  const shiki = await createHighlighter({ themes: [theme], langs });
  return (text, lang) =>
    shiki
      .codeToTokensBase(text, {
        lang,
        theme,
        tokenizeTimeLimit: 0,
        tokenizeMaxLineLength: maxLineLength,
      })
      .map(toRoles);
}

function toRoles(themed: readonly ThemedToken[]): readonly Token[] {
  const lineStart = themed[0]?.offset ?? 0;
  const line = themed.map((token) => token.content).join("");
  const stretches = themed.map(({ content, offset, color, fontStyle = 0 }) => ({
    start: offset - lineStart,
    end: offset - lineStart + content.length,
    role: combineRole(
      roleOfForeground(color === "" ? undefined : color),
      fontStyle > 0 && (fontStyle & 2) !== 0,
      fontStyle > 0 && (fontStyle & 1) !== 0,
    ),
  }));
  return mergeTokens(line, stretches);
}
