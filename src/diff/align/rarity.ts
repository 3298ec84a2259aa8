import type { BlockLine } from "./block-lines.ts";

/** Lines of like pattern, such as a list of links, are told apart by what differs in them. */
const fewLines = 8;
const commonShare = 0.5;
const discount = 4;

export interface RatedLines {
  readonly old: readonly BlockLine[];
  readonly new: readonly BlockLine[];
  readonly weights: readonly number[];
}

/** Makes words that stand in more than half the lines of a block of eight or more weigh a quarter. */
export function weighByRarity(
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
  weights: readonly number[],
): RatedLines {
  const total = old.length + new_.length;
  if (total < fewLines) return { old, new: new_, weights };
  const counts = new Int32Array(weights.length);
  const lastLine = new Int32Array(weights.length).fill(-1);
  [...old, ...new_].forEach((line, index) => {
    for (const id of line.distinctive) {
      if (lastLine[id] === index) continue;
      lastLine[id] = index;
      counts[id] = (counts[id] ?? 0) + 1;
    }
  });
  const most = total * commonShare;
  const rated = weights.map((weight, id) =>
    (counts[id] ?? 0) > most ? weight / discount : weight,
  );
  const rate = (line: BlockLine): BlockLine => {
    let distinctiveWeight = 0;
    for (const id of line.distinctive) distinctiveWeight += rated[id] ?? 0;
    return { ...line, distinctiveWeight };
  };
  return { old: old.map(rate), new: new_.map(rate), weights: rated };
}
