/**
 * Cuts items into runs, in order, each filled until the next item does not fit into the budget; an item that
 * is too large for any has a run of its own. What is appended later never moves what stands in a full run.
 * `sizeOf` gives an item's sizes by each measure of the budget.
 */
export function cutRuns<Item>(
  items: Iterable<Item>,
  sizeOf: (item: Item) => readonly number[],
  budget: readonly number[],
): Item[][] {
  const runs: Item[][] = [];
  let filled: readonly number[] = [];
  for (const item of items) {
    const sizes = sizeOf(item);
    const sum = sizes.map((size, measure) => size + (filled[measure] ?? 0));
    const current = runs.at(-1);
    if (current && sum.every((size, measure) => size <= (budget[measure] ?? Infinity))) {
      current.push(item);
      filled = sum;
    } else {
      runs.push([item]);
      filled = sizes;
    }
  }
  return runs;
}
