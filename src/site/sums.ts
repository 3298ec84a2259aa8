import type { Counts, PairFacts } from "../model.ts";

/** Files changed (a file counts once a pair), and raw additions and deletions, over pairs. */
export function sumChanges(pairs: readonly PairFacts[]): Counts & { readonly files: number } {
  return {
    files: pairs.reduce((sum, { changes }) => sum + changes.length, 0),
    additions: pairs.reduce((sum, { additions }) => sum + additions, 0),
    deletions: pairs.reduce((sum, { deletions }) => sum + deletions, 0),
  };
}
