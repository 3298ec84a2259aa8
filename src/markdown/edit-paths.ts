/**
 * A longest common subsequence after Myers: for each index of `from` its partner in `to`, or -1; null
 * where it takes more than `mostEdits`. Of equal ways it takes that of jsdiff, whose cut at the
 * edges it has too, but it holds numbers instead of objects: texts of a thousand edits are not rare.
 */
export function matchByEdits(
  from: Float64Array,
  to: Float64Array,
  mostEdits: number,
): Int32Array | null {
  const partners = new Int32Array(from.length).fill(-1);
  const most = Math.min(from.length + to.length, mostEdits);
  // How far each diagonal (index in `from` less index in `to`) has come; -1 where no path leads on.
  const reached = new Int32Array(2 * most + 3).fill(-1);
  const middle = most + 1;
  const rounds: Round[] = [];
  let lowest = -Infinity;
  let highest = Infinity;

  function follow(diagonal: number, start: number): boolean {
    let at = start;
    while (at < from.length && at - diagonal < to.length && from[at] === to[at - diagonal]) at += 1;
    reached[middle + diagonal] = at;
    const there = at - diagonal;
    if (at >= from.length && there >= to.length) return true;
    if (at >= from.length) highest = Math.min(highest, diagonal - 1);
    if (there >= to.length) lowest = Math.max(lowest, diagonal + 1);
    return false;
  }

  let done = follow(0, 0);
  for (let edits = 1; !done && edits <= most; edits += 1) {
    const first = Math.max(lowest, -edits);
    const last = Math.min(highest, edits);
    // What the round before has reached is needed once more, to find the way back.
    rounds.push({
      first: first - 1,
      reached: reached.slice(middle + first - 1, middle + last + 2),
    });
    for (let diagonal = first; diagonal <= last && !done; diagonal += 2) {
      const left = reached[middle + diagonal - 1] ?? -1;
      const right = reached[middle + diagonal + 1] ?? -1;
      const start = chooseStart(left, right, diagonal, from.length, to.length);
      if (start < 0) reached[middle + diagonal] = -1;
      else done = follow(diagonal, start);
    }
  }
  if (!done) return null;
  noteWay(partners, rounds, from.length, to.length);
  return partners;
}

interface Round {
  /** The diagonal of the first of `reached`. */
  readonly first: number;
  /** As it was before the round. */
  readonly reached: Int32Array;
}

/** Where a path on a diagonal begins: behind a deletion on the one before, or an insertion; or -1. */
function chooseStart(
  left: number,
  right: number,
  diagonal: number,
  oldLength: number,
  newLength: number,
): number {
  const canInsert = right >= 0 && right - diagonal <= newLength && right - diagonal >= 1;
  const canDelete = left >= 0 && left < oldLength;
  if (!canInsert && !canDelete) return -1;
  return !canDelete || (canInsert && left < right) ? right : left + 1;
}

/** Walks back from the end and notes what was equal on the way. */
function noteWay(
  partners: Int32Array,
  rounds: readonly Round[],
  oldLength: number,
  newLength: number,
): void {
  let at = oldLength;
  let diagonal = oldLength - newLength;
  for (const { first, reached } of rounds.toReversed()) {
    const left = reached[diagonal - 1 - first] ?? -1;
    const right = reached[diagonal + 1 - first] ?? -1;
    const start = chooseStart(left, right, diagonal, oldLength, newLength);
    while (at > start) partners[--at] = at - diagonal;
    if (start === right) diagonal += 1;
    else {
      diagonal -= 1;
      at -= 1;
    }
  }
  while (at > 0) partners[--at] = at - diagonal;
}
