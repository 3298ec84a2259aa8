import { linesAtOnce, type ChangeFacts } from "../../model.ts";
import { isLarge, sizeOnSharedPage } from "./parts.ts";
import { isFormattingOnly } from "./totals.ts";

/** About so many lines are shown of a large change. */
const linesOfExcerpt = 40;

/**
 * The changes of a page that stand open from the start: the first ones, as far as a phone lays them out
 * at once. Those that are formatting only are folded anyway; the rest opens when a reader comes near.
 */
export function chooseOpenChanges(changes: readonly ChangeFacts[]): ReadonlySet<ChangeFacts> {
  let lines = 0;
  const open = new Set<ChangeFacts>();
  for (const change of changes.filter((it) => !isFormattingOnly(it))) {
    if (lines >= linesAtOnce) break;
    open.add(change);
    lines += isLarge(change) ? linesOfExcerpt : sizeOnSharedPage(change).lines;
  }
  return open;
}
