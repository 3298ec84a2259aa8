/** A place on both sides, and what it is worth to keep them together. */
export interface ChainLink {
  readonly old: number;
  readonly new: number;
  readonly worth: number;
}

/**
 * Keeps the links, in order on both sides, that together are worth most (heaviest increasing
 * subsequence, by a Fenwick tree of the best chains that end at or before a new place).
 *
 * @param links ascending by `old`; of one `old` place, descending by `new`
 * @param newLength more than any `new`
 */
export function keepHeaviest<Link extends ChainLink>(
  links: readonly Link[],
  newLength: number,
): readonly Link[] {
  if (areInOrder(links)) return links;
  const tree = new Int32Array(newLength + 1).fill(-1);
  const totals = new Float64Array(links.length);
  const previous = new Int32Array(links.length).fill(-1);
  let last = -1;
  links.forEach((link, index) => {
    let best = -1;
    for (let at = link.new; at > 0; at -= at & -at) {
      const chain = tree[at] ?? -1;
      if (chain >= 0 && (best < 0 || (totals[chain] ?? 0) > (totals[best] ?? 0))) best = chain;
    }
    previous[index] = best;
    totals[index] = link.worth + (best < 0 ? 0 : (totals[best] ?? 0));
    for (let at = link.new + 1; at <= newLength; at += at & -at) {
      const chain = tree[at] ?? -1;
      if (chain < 0 || (totals[index] ?? 0) > (totals[chain] ?? 0)) tree[at] = index;
    }
    if (last < 0 || (totals[index] ?? 0) > (totals[last] ?? 0)) last = index;
  });
  const kept: Link[] = [];
  for (let at = last; at >= 0; at = previous[at] ?? -1) {
    const link = links[at];
    if (link !== undefined) kept.push(link);
  }
  return kept.reverse();
}

function areInOrder(links: readonly ChainLink[]): boolean {
  return links.every(({ old, new: at }, index) => {
    const before = links[index - 1];
    return before === undefined || (before.old < old && before.new < at);
  });
}
