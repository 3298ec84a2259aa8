/** Things numbered from 0 that are joined into groups. */
export interface Groups {
  join(one: number, other: number): void;
  /** The number of the thing that stands for the group; it changes when groups are joined. */
  find(one: number): number;
}

/** Each of `count` things begins as a group of its own (a disjoint-set forest). */
export function createGroups(count: number): Groups {
  const parents = Int32Array.from({ length: count }, (_, at) => at);
  const find = (one: number): number => {
    let root = one;
    while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
    parents[one] = root;
    return root;
  };
  return {
    find,
    join: (one, other) => {
      parents[find(one)] = find(other);
    },
  };
}
