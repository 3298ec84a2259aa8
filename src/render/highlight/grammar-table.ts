import type { LanguageRegistration } from "shiki/types";
import type { GrammarName } from "./languages.ts";

/** What there is to know of all grammars before any of them is loaded. */
export interface GrammarTable {
  /** By its name the scope of every grammar, and what others include of it besides the whole. */
  readonly scopes: Readonly<Record<string, { readonly scope: string; readonly rules: string[] }>>;
  /** What each of those that builds use consists of: names of those that it needs, and its own. */
  readonly parts: Readonly<Partial<Record<GrammarName, readonly string[]>>>;
  /** By what fences may call them. */
  readonly names: Readonly<Record<string, GrammarName>>;
}

/** Gathers the table; `all` are the grammars by their names. */
export function makeGrammarTable(
  registrations: ReadonlyMap<GrammarName, readonly LanguageRegistration[]>,
  all: ReadonlyMap<string, LanguageRegistration>,
): GrammarTable {
  const included = findIncludes([...all.values()]);
  return {
    scopes: Object.fromEntries(
      [...all].map(([name, { scopeName }]) => [
        name,
        { scope: scopeName, rules: included.get(scopeName) ?? [] },
      ]),
    ),
    parts: Object.fromEntries(
      [...registrations].map(([name, parts]) => [name, parts.map((part) => part.name)]),
    ),
    names: Object.fromEntries(
      [...registrations].flatMap(([name, parts]) =>
        [name, ...(parts.at(-1)?.aliases ?? [])].map((alias) => [alias, name] as const),
      ),
    ),
  };
}

/** By scope the rules that grammars include of others: `source.tsx#expression`. */
function findIncludes(grammars: readonly LanguageRegistration[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  JSON.stringify(grammars, (key, value: unknown) => {
    const [, scope, rule] =
      (key === "include" && typeof value === "string" && /^([^#$]+)#(.+)$/.exec(value)) || [];
    if (scope !== undefined && rule !== undefined)
      found.set(scope, (found.get(scope) ?? new Set()).add(rule));
    return value;
  });
  return new Map([...found].map(([scope, rules]) => [scope, [...rules]]));
}
