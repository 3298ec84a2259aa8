import { linesAtOnce, type ChangeFacts } from "../../model.ts";
import { isLarge, showsEarlier, sizeOnSharedPage } from "./parts.ts";
import { isFolded } from "./totals.ts";

/** About so many lines are shown of a large change. */
const linesOfExcerpt = 40;

/**
 * The changes of a page that stand open from the start: the first ones, as far as a phone lays them out
 * at once. Those that are folded as a whole stay so; the rest opens when a reader comes near.
 */
export function chooseOpenChanges(changes: readonly ChangeFacts[]): ReadonlySet<ChangeFacts> {
  let lines = 0;
  const open = new Set<ChangeFacts>();
  for (const change of changes.filter((it) => !isFolded(it))) {
    if (lines >= linesAtOnce) break;
    open.add(change);
    lines +=
      isLarge(change) && !showsEarlier(change) ? linesOfExcerpt : sizeOnSharedPage(change).lines;
  }
  return open;
}
