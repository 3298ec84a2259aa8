import type { Path } from "../../model.ts";
import { type PackageState, chooseRelease } from "./choose-release.ts";
import { formatIndex, packagePath } from "./index-page.ts";
import { formatPackage } from "./package-page.ts";
import type { PackageHistory } from "./view.ts";

/**
 * The files of the snapshot of `moment` (milliseconds since 1970). A package that had no stable
 * version yet has no file and no row.
 */
export function takeSnapshot(
  histories: readonly PackageHistory[],
  moment: number,
): ReadonlyMap<Path, string> {
  const states = histories.flatMap(({ name, times, releases }): PackageState[] => {
    const release = chooseRelease(releases, times, moment);
    return release === null ? [] : [{ name, release }];
  });
  const pages = states.map((state) => [packagePath(state.name), formatPackage(state)] as const);
  return new Map([["index.md", formatIndex(states)], ...pages]);
}
