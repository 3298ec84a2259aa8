import type { LanguageRegistration } from "shiki/types";

import { beginsWithLetter } from "./block-scan.ts";
import { injectingNames, type GrammarName, type InjectingName } from "./languages.ts";

/**
 * The fences that name a grammar. Vue and Nix have theirs coloured by rules that they inject into the
 * grammar of Markdown; Vue injects two more, for double braces anywhere in a text and its directives in
 * tags. So a text with such a fence is coloured as Shiki does with that grammar loaded, and no other is
 * touched: its `{{ }}` are more likely those of GitHub, Helm or Jinja.
 */
const fenceOf: Readonly<Record<InjectingName, RegExp>> = {
  nix: /^[^`~]*(?:`{3,}|~{3,})\s*nix(?:\s|$)/i,
  vue: /^[^`~]*(?:`{3,}|~{3,})\s*vue(?:[\s,:?{]|$)/i,
};

/** White space and the marks of quotations and lists, and then a fence. */
const fenceStart = /^[\s>*+\-\d.)]*(?:`{3}|~{3})/;

/** Where a rule may begin that Vue or Nix injects and that the end of its line or block does not end. */
const injectedStart = /\{\{|(?:`{3}|~{3})\s*(?:nix|vue)/i;

/** The grammars that inject themselves into the one of a text, which its lines name. */
export function findInjecting(
  lines: readonly string[],
  grammar: GrammarName,
): readonly InjectingName[] {
  if (grammar !== "markdown") return [];
  const fences = lines.filter((line) => !beginsWithLetter(line) && fenceStart.test(line));
  return injectingNames.filter((name) => fences.some((line) => fenceOf[name].test(line)));
}

/** Whether a line of a text that names such grammars may begin what reaches beyond it. */
export function mayBeginInjected(line: string): boolean {
  return injectedStart.test(line);
}

/** The scopes that are injected into one, in the order in which Shiki's registry asks them. */
export function injectionsInto(
  scope: string,
  registrations: readonly LanguageRegistration[],
): string[] {
  const parts = scope.split(".");
  const targets = parts.map((_, index) => parts.slice(0, index + 1).join("."));
  return targets.flatMap((target) =>
    registrations.filter((one) => one.injectTo?.includes(target)).map((one) => one.scopeName),
  );
}
