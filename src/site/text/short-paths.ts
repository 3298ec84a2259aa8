import type { Path } from "../../model.ts";

/** File names that say nothing without their folder. */
const plainNames = /^(index|readme|_index)\.[^.]+$/i;

/**
 * Each path by the shortest end of it that tells it from the others, in the same order: its name, with
 * as many folders in front as it takes, and at least one for names such as `index.md`.
 */
export function shortenPaths(paths: readonly Path[]): Path[] {
  return paths.map((path) => {
    const segments = path.split("/");
    const least = plainNames.test(segments.at(-1) ?? "") ? 2 : 1;
    for (let length = least; length < segments.length; length++) {
      const end = segments.slice(-length).join("/");
      const twins = paths.filter((other) => other === end || other.endsWith(`/${end}`));
      if (twins.every((other) => other === path)) return end;
    }
    return path;
  });
}
