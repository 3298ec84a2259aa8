import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly optionalDependencies?: Record<string, string>; readonly resolved?: string }
    >
  >;
}

const lock = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "..", "package-lock.json"), "utf8"),
) as Lock;

// npm drops entries that the registry at hand does not serve, and `npm ci` then fails everywhere.
test("the lock file names every platform's package, so that npm ci works on all of them", () => {
  const missing = Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        !listAncestors(place).some(
          (folder) => lock.packages[`${folder}node_modules/${name}`] !== undefined,
        ),
    ),
  );
  expect(missing).toEqual([]);
});

test("the lock file names no registry", () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

/** The folders in which Node looks for what a package at `place` imports, each with its slash. */
function listAncestors(place: string): string[] {
  const parts = place.split("node_modules/");
  return [`${place}/`, ...parts.map((_, index) => parts.slice(0, index + 1).join("node_modules/"))];
}
