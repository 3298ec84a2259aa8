/**
 * The licences that packages may have. Tidemark is under the MIT licence and hands out none of their code:
 * keepers install it from the registry. What a licence asks beyond a notice is why it may stand here.
 */
export const compatibleLicences: Readonly<Record<string, string>> = {
  MIT: "asks for its notice",
  ISC: "asks for its notice",
  "BSD-2-Clause": "asks for its notice",
  "BSD-3-Clause": "asks for its notice",
  "0BSD": "asks for nothing",
  "BlueOak-1.0.0": "asks for its notice",
  "Apache-2.0": "asks for its notice, and gives a licence to patents",
  "CC0-1.0": "asks for nothing; of data, not of programs",
  "Python-2.0": "asks for its notice",
  "MPL-2.0":
    "asks for the source of its own files where they are changed; they are used as they are",
  "LGPL-3.0-or-later":
    "asks that the library can be replaced; it is a file of its own that is loaded, and used as it is",
};

/** Packages whose manifest names its licence in a form that the lock file does not take over. */
const statedElsewhere: ReadonlyMap<string, string> = new Map([
  // Its manifest has the old list: "licenses": [{ "type": "MIT" }].
  ["format", "MIT"],
]);

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
