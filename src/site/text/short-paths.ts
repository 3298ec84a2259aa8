/** Short names of files in lists: never shorter than what tells them apart. */
import type { Path, SourceFacts, Stamp } from "../../model.ts";
import { timeOf } from "../../stamp.ts";
import { memoize } from "../memoize.ts";

/** File names that say nothing without their folder. */
const plainNames = /^(index|readme|_index)\.[^.]+$/i;

/** When the first and the second path with an end of a path were seen, in milliseconds. */
interface Ends {
  first: number;
  second: number;
}

/**
 * The shortest end of a path that no other path of the source had that was ever seen until a snapshot:
 * its name, with as many folders in front as it takes, and at least one for names such as `index.md`. What
 * is added later changes nothing of it.
 */
export function shortenPath(source: SourceFacts, path: Path, until: Stamp): Path {
  const ends = gatherEnds(source);
  const time = timeOf(until);
  const segments = path.split("/");
  const least = plainNames.test(segments.at(-1) ?? "") ? 2 : 1;
  for (let length = least; length < segments.length; length++) {
    const end = segments.slice(-length).join("/");
    if ((ends.get(end)?.second ?? Infinity) > time) return end;
  }
  return path;
}

const gatherEnds = memoize(({ files }: SourceFacts): ReadonlyMap<string, Ends> => {
  const ends = new Map<string, Ends>();
  for (const { path, firstSeen } of files) {
    const time = timeOf(firstSeen);
    const segments = path.split("/");
    for (let length = 1; length <= segments.length; length++) {
      const end = segments.slice(-length).join("/");
      const { first, second } = ends.get(end) ?? { first: Infinity, second: Infinity };
      ends.set(end, {
        first: Math.min(first, time),
        second: Math.min(second, Math.max(first, time)),
      });
    }
  }
  return ends;
});
