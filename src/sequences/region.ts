/** A rectangle of a comparison: a run of `old` elements against a run of `new` ones, both half-open. */
export interface DiffRegion {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** An element that stands on both sides, by its index in the old and the new sequence. */
export interface Match {
  readonly old: number;
  readonly new: number;
}

/** The region of two whole sequences. */
export function wholeRegion(old: ArrayLike<unknown>, new_: ArrayLike<unknown>): DiffRegion {
  return { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: new_.length };
}

/**
 * Matches the equal elements at both ends of a region and gives what lies between. `partners` has for
 * each old element the index of its new one, or -1.
 */
export function trimEnds<Element>(
  old: ArrayLike<Element>,
  new_: ArrayLike<Element>,
  region: DiffRegion,
  partners: Int32Array,
): DiffRegion {
  let { oldStart, oldEnd, newStart, newEnd } = region;
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === new_[newStart]) {
    partners[oldStart++] = newStart++;
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === new_[newEnd - 1]) {
    partners[--oldEnd] = --newEnd;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}

/** The regions from each anchor to the next; an anchor is the first element of the one that follows it. */
export function splitAtAnchors(anchors: readonly Match[], region: DiffRegion): DiffRegion[] {
  const starts = [{ old: region.oldStart, new: region.newStart }, ...anchors];
  return starts.map((start, index) => ({
    oldStart: start.old,
    newStart: start.new,
    oldEnd: starts[index + 1]?.old ?? region.oldEnd,
    newEnd: starts[index + 1]?.new ?? region.newEnd,
  }));
}

/** What stands between the matched elements, ascending. */
export function listGaps(partners: Int32Array, newLength: number): DiffRegion[] {
  const gaps: DiffRegion[] = [];
  let oldStart = 0;
  let newStart = 0;
  for (let oldEnd = 0; oldEnd <= partners.length; oldEnd += 1) {
    const newEnd = oldEnd < partners.length ? (partners[oldEnd] ?? -1) : newLength;
    if (newEnd < 0) continue;
    if (oldStart < oldEnd || newStart < newEnd) {
      gaps.push({ oldStart, oldEnd, newStart, newEnd });
    }
    oldStart = oldEnd + 1;
    newStart = newEnd + 1;
  }
  return gaps;
}
