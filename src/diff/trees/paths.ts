import type { Path } from "../../model.ts";

/** Above this many combinations files are paired in order instead of by the best closeness. */
const MAX_COMBINATIONS = 10_000;

/** Something that stands at a path, such as a file version. */
export interface Located {
  readonly path: Path;
}

/** Orders by UTF-16 code unit, whatever the machine's language. */
export function comparePaths(left: Path, right: Path): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The last segment of a path. */
export function baseName(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * Tells how near two paths are: the same base name counts most, then every folder that they share at
 * their beginning or at their end.
 */
export function measureCloseness(left: Path, right: Path): number {
  const leftSegments = left.split("/");
  const rightSegments = right.split("/");
  const shorter = Math.min(leftSegments.length, rightSegments.length);
  let trailing = 0;
  while (trailing < shorter && leftSegments.at(-1 - trailing) === rightSegments.at(-1 - trailing)) {
    trailing += 1;
  }
  let leading = 0;
  while (leading < shorter - trailing && leftSegments[leading] === rightSegments[leading]) {
    leading += 1;
  }
  return (trailing > 0 ? 1000 : 0) + leading + trailing;
}

/** Pairs each file with at most one other, the nearest paths first; equal nearness goes by path order. */
export function pairByPath<Old extends Located, New extends Located>(
  old: readonly Old[],
  new_: readonly New[],
): [Old, New][] {
  const sortedOld = old.toSorted((left, right) => comparePaths(left.path, right.path));
  const sortedNew = new_.toSorted((left, right) => comparePaths(left.path, right.path));
  return old.length * new_.length <= MAX_COMBINATIONS
    ? pairNearest(sortedOld, sortedNew)
    : pairInOrder(sortedOld, sortedNew);
}

function pairNearest<Old extends Located, New extends Located>(
  old: readonly Old[],
  new_: readonly New[],
): [Old, New][] {
  const combinations = old.flatMap((from) =>
    new_.map((to) => ({ from, to, closeness: measureCloseness(from.path, to.path) })),
  );
  // Sorting is stable, so equals keep path order.
  combinations.sort((left, right) => right.closeness - left.closeness);
  const taken = new Set<Located>();
  const pairs: [Old, New][] = [];
  for (const { from, to } of combinations) {
    if (taken.has(from) || taken.has(to)) continue;
    taken.add(from).add(to);
    pairs.push([from, to]);
  }
  return pairs;
}

/** Thousands of equal files: base names in order, then what is left in order. */
function pairInOrder<Old extends Located, New extends Located>(
  old: readonly Old[],
  new_: readonly New[],
): [Old, New][] {
  const byName = Map.groupBy(new_, ({ path }) => baseName(path));
  const nextOfName = new Map<string, number>();
  const taken = new Set<Located>();
  const pairs: [Old, New][] = [];
  for (const from of old) {
    const name = baseName(from.path);
    const next = nextOfName.get(name) ?? 0;
    const to = byName.get(name)?.[next];
    if (to === undefined) continue;
    nextOfName.set(name, next + 1);
    taken.add(from).add(to);
    pairs.push([from, to]);
  }
  const oldLeft = old.filter((from) => !taken.has(from));
  const newLeft = new_.filter((to) => !taken.has(to));
  for (const [index, from] of oldLeft.entries()) {
    const to = newLeft[index];
    if (to !== undefined) pairs.push([from, to]);
  }
  return pairs;
}
