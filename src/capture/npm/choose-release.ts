import type { Release } from "./answers.ts";

export interface DatedRelease extends Release {
  /** When the registry got it, milliseconds since 1970. */
  readonly time: number;
}

/** One package at one moment. */
export interface PackageState {
  readonly name: string;
  readonly release: DatedRelease;
}

/**
 * The highest stable version that the registry held at `moment` (milliseconds since 1970), or null
 * when there was none. Stable is `x.y.z` and nothing after it. A version without a time of its own
 * is passed over.
 */
export function chooseRelease(
  releases: readonly Release[],
  times: ReadonlyMap<string, number>,
  moment: number,
): DatedRelease | null {
  let highest: DatedRelease | null = null;
  for (const release of releases) {
    const time = times.get(release.version);
    if (time === undefined || time > moment || !stable.test(release.version)) continue;
    if (highest !== null && compareVersions(release.version, highest.version) <= 0) continue;
    highest = { ...release, time };
  }
  return highest;
}

/** Orders stable versions by their three numbers: negative when `a` is the lower one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing === -1 ? 0 : Number(left[differing]) - Number(right[differing]);
}

const stable = /^\d+\.\d+\.\d+$/;
