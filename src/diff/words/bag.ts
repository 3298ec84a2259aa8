/** By token id; all zero between calls. */
let counts = new Int32Array(0);

/**
 * The weight of what two runs of tokens, each in pieces, have in common in any order: no comparison finds
 * more, and it costs one look at each token.
 */
export function weighBag(
  old: readonly (readonly number[])[],
  new_: readonly (readonly number[])[],
  weights: readonly number[],
): number {
  if (counts.length < weights.length) counts = new Int32Array(weights.length * 2);
  for (const ids of old) for (const id of ids) counts[id] = (counts[id] as number) + 1;
  let common = 0;
  for (const ids of new_) {
    for (const id of ids) {
      const left = counts[id] as number;
      if (left === 0) continue;
      counts[id] = left - 1;
      common += weights[id] as number;
    }
  }
  for (const ids of old) for (const id of ids) counts[id] = 0;
  return common;
}
