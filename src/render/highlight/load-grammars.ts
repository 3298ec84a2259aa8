import { bundledLanguages } from "shiki/langs";
import type { LanguageRegistration } from "shiki/types";

import { grammarNames, injectingNames, type GrammarName } from "./languages.ts";

/** What every grammar consists of: those that it needs, and itself as the last. */
export async function loadRegistrations(): Promise<
  ReadonlyMap<GrammarName, readonly LanguageRegistration[]>
> {
  return new Map(
    await Promise.all(
      [...grammarNames, ...injectingNames].map(
        async (name) => [name, (await bundledLanguages[name]()).default] as const,
      ),
    ),
  );
}
