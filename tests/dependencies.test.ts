import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isCompatible, listPackages, type LockFile } from "../scripts/licences/list-packages.ts";

const root = path.dirname(import.meta.dirname);
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), "utf8"));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

interface ScriptedLock extends LockFile {
  readonly packages: LockFile["packages"] &
    Readonly<Record<string, { readonly hasInstallScript?: boolean; readonly optional?: boolean }>>;
}

const manifest = readJson("package.json") as Manifest;
const lock = readJson("package-lock.json") as ScriptedLock;

test("every package has a licence that is compatible", () => {
  const packages = listPackages(lock);
  expect(packages.length).toBeGreaterThan(500);
  const bad = packages.filter(({ licence }) => licence === null || !isCompatible(licence));
  expect(bad).toEqual([]);
});

test("what the lock file says of licences is what the installed packages say", () => {
  const wrong = Object.entries(lock.packages).filter(([place, { license }]) => {
    const file = path.join(root, place, "package.json");
    if (place === "" || license === undefined || !existsSync(file)) return false;
    const { license: stated } = JSON.parse(readFileSync(file, "utf8")) as { license?: unknown };
    return stated !== license && stated !== `(${license})`;
  });
  expect(wrong.map(([place]) => place)).toEqual([]);
});

test.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-only)", true],
  ["MIT AND Apache-2.0", true],
  ["MIT AND GPL-3.0-only", false],
  ["AGPL-3.0-only", false],
  ["SEE LICENSE IN LICENSE.txt", false],
  ["UNLICENSED", false],
  ["constructor", false],
])("%s: compatible is %s", (licence, expected) => {
  expect(isCompatible(licence)).toBe(expected);
});

test.each(["package.json", "scripts/audit/package.json"])(
  "every version in %s is exact",
  (file) => {
    const { dependencies, devDependencies, overrides } = readJson(file) as Manifest;
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  },
);

test("the lock file has exactly the versions that are asked for", () => {
  const wrong = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
  );
  expect(wrong).toEqual([]);
});

test("every install script is allowed or refused by name, and an unnamed one stops npm", () => {
  const scripted = Object.entries(lock.packages)
    .filter(([, { hasInstallScript = false }]) => hasInstallScript)
    .map(([place]) => place.slice(place.lastIndexOf("node_modules/") + 13));
  expect(Object.keys(manifest.allowScripts ?? {}).toSorted()).toEqual(
    [...new Set(scripted)].toSorted(),
  );
  // Node itself comes by its script; esbuild's puts its program in place. Nothing else needs one.
  expect(manifest.allowScripts).toEqual({ node: true, esbuild: true, "unrs-resolver": false });
  const settings = readFileSync(path.join(root, ".npmrc"), "utf8").split("\n");
  expect(settings).toContain("strict-allow-scripts=true");
});
