import { compatibleLicences, statedElsewhere } from "./compatible.ts";

/** What this needs of a `package-lock.json`. */
export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
  >;
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** As an SPDX expression; null where none is stated. */
  readonly licence: string | null;
  /** Needed for tests and checks only, not for building. */
  readonly dev: boolean;
}

/** Every package of the lock file, for whichever platform, by name and version; not the project itself. */
export function listPackages({ packages }: LockFile): LockedPackage[] {
  return Object.entries(packages)
    .filter(([place]) => place !== "")
    .map(([place, { version = "", license, dev = false }]) => {
      const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      return { name, version, licence: license ?? statedElsewhere.get(name) ?? null, dev };
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** Whether one of the licences that the expression offers, or all that it adds up, may be used. */
export function isCompatible(licence: string): boolean {
  const words = licence.replaceAll(/[()]/g, "");
  return words
    .split(" OR ")
    .some((offer) => offer.split(" AND ").every((one) => Object.hasOwn(compatibleLicences, one)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
