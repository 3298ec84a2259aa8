/** The longest run of items, in the order given, whose keys strictly ascend (patience sorting). */
export function longestRun<Item>(items: readonly Item[], keyOf: (item: Item) => number): Item[] {
  const previous = new Int32Array(items.length);
  /** By length less one: the item that ends the run of that length with the least key. */
  const tails: number[] = [];
  const tailKeys: number[] = [];
  items.forEach((item, index) => {
    const key = keyOf(item);
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tailKeys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
    tailKeys[low] = key;
  });
  const run: Item[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const item = items[at];
    if (item !== undefined) run.push(item);
  }
  return run.reverse();
}
