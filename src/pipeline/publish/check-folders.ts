import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { attemptWrite } from "../../archive/system-error.ts";
import type { BuildOptions } from "../../config.ts";
import { InputError, type InputProblem } from "../../errors.ts";

/** Throws InputError where one of a build's folders would be read or replaced as part of another. */
export function checkFolders(options: Pick<BuildOptions, "snapshots" | "out" | "cache">): void {
  const { snapshots, out, cache } = {
    snapshots: findRealPath(options.snapshots),
    out: findRealPath(options.out),
    cache: findRealPath(options.cache),
  };
  const problems: InputProblem[] = [];
  if (isWithin(out, snapshots)) {
    problems.push({
      where: options.out,
      what: `is inside the folder of the snapshots, ${options.snapshots}, and would be read as one of its sources`,
      remedy: "Name a folder beside it with --out.",
    });
  }
  for (const [folder, name, option] of [
    [snapshots, "snapshots", "--out"],
    [cache, "cache", "--cache"],
  ] as const) {
    if (folder === out ? name === "snapshots" : !isWithin(folder, out)) continue;
    problems.push({
      where: options.out,
      what: `holds the ${name}, ${options[name]}, which would be lost when the new site takes its place`,
      remedy: `Name another folder with ${option}.`,
    });
  }
  if (isWithin(cache, snapshots) && !path.relative(snapshots, cache).startsWith(".")) {
    problems.push({
      where: options.cache,
      what: `is inside the folder of the snapshots, ${options.snapshots}, and would be read as one of its sources`,
      remedy: "Name a folder beside it with --cache.",
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Whether the path is `outer` or below it; both absolute. */
export function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

/** The path without links, as far as it is there. */
function findRealPath(place: string): string {
  if (existsSync(place)) return attemptWrite(place, null, () => realpathSync(place));
  const parent = path.dirname(place);
  return parent === place ? place : path.join(findRealPath(parent), path.basename(place));
}
