import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { isRunning } from "../../src/archive/is-running.ts";
import {
  copyFixture,
  makeScratchFolder,
  mustBuild,
  projectFolder,
  runBuild,
} from "./build-site.ts";
import { cause, type Fault } from "./fault.ts";
import { hashSite } from "./hash-site.ts";

const snapshots = copyFixture("harbour");
const scratch = makeScratchFolder();
const cache = path.join(scratch, "cache");
const out = path.join(scratch, "out");
const clean = path.join(makeScratchFolder(), "clean");
const work = path.join(projectFolder, ".cache");
let old: Record<string, string> = {};

beforeAll(async () => {
  await mustBuild(snapshots, out);
  old = hashSite(out);
  // All that follows has something to do, in every place.
  writeFileSync(path.join(snapshots, "archive.yaml"), "title: The harbour's tides\n");
  const newest = path.join(snapshots, "handbook", "2026-02-02");
  cpSync(path.join(snapshots, "handbook", "2026-02-01"), newest, { recursive: true });
  writeFileSync(path.join(newest, "tides.md"), "# Tides\n\nHigh at noon.\n");
  await mustBuild(snapshots, clean);
});

/** Whose disk it is, what of a build is written there and how much fits, and how it is told. */
const disks: readonly (readonly [
  name: string,
  fault: Partial<Fault>,
  where: string,
  way: string,
])[] = [
  ["the cache's, at a pair", { folder: cache, room: 500 }, cache, "--cache"],
  // On a disk of its own an index is copied there; otherwise it takes no room.
  [
    "the cache's, at an index",
    { folder: cache, room: 50_000, isOtherDisk: true },
    cache,
    "--cache",
  ],
  [
    "the project's",
    { folder: path.join(work, "build-"), room: 50_000 },
    work,
    "run the command again.",
  ],
  ["the output's", { folder: `${out}.`, room: 300_000, isOtherDisk: true }, out, "--out"],
];

test.for(disks)(
  "a full disk, %s: the old site stays, and the message says what to do",
  async ([, fault, where, way]) => {
    const { code, output } = await runBuild(snapshots, out, cause(fault));
    expect(output).toContain(`\n${where}`);
    expect(output).toContain("cannot be written (ENOSPC: no space left on device");
    expect(output).toContain("Make room on that disk and run the command again");
    expect(output).toContain(way);
    expect(output).not.toContain("This should not happen");
    expect(code).toBe(1);
    expect(hashSite(out)).toEqual(old);
    expect(readdirSync(scratch).toSorted()).toEqual(["cache", "out"]);
    expect(readdirSync(path.join(cache, "temporary"))).toEqual([]);
    expect(listDeadWork()).toEqual([]);
  },
);

test("killed between the two renames, the old site is put back by the next command", async () => {
  await runBuild(snapshots, out, cause({ killBeforeRenameTo: out }));
  expect(existsSync(out)).toBe(false);
  expect(hashSite(`${out}.previous`)).toEqual(old);

  const broken = path.join(makeScratchFolder(), "snapshots");
  mkdirSync(broken);
  writeFileSync(path.join(broken, "archive.yaml"), "titel: Tides\n");
  expect(await runBuild(broken, out)).toMatchObject({ code: 1 });
  expect(hashSite(out)).toEqual(old);
  expect(readdirSync(scratch).toSorted()).toEqual(["cache", "out"]);
});

test("killed right after them, the new site stays and is nobody else's", async () => {
  await runBuild(snapshots, out, cause({ killAfterRenameTo: out }));
  expect(hashSite(out)).toEqual(hashSite(clean));
  expect(readdirSync(scratch).toSorted()).toEqual(["cache", "out", "out.previous"]);
});

test("when all is well again, a build succeeds and equals a clean one", async () => {
  await mustBuild(snapshots, out);
  expect(hashSite(out)).toEqual(hashSite(clean));
  expect(readdirSync(scratch).toSorted()).toEqual(["cache", "out"]);
  expect(listDeadWork()).toEqual([]);
});

/** What builds that run no more left in the project. */
function listDeadWork(): string[] {
  return readdirSync(work).filter(
    (name) => name.startsWith("build-") && !isRunning(Number(name.slice("build-".length))),
  );
}

test("where something is mounted, the output is filled in place, again and again, and that is said", async () => {
  const place = path.join(makeScratchFolder(), "mounted");
  mkdirSync(place);
  for (const text of ["", "\nOne more line.\n"]) {
    appendFileSync(path.join(snapshots, "handbook", "2026-02-01", "index.md"), text);
    const { code, output } = await runBuild(snapshots, place, cause({ mounted: place }));
    expect([code, output]).toEqual([0, expect.stringContaining("was filled in place")]);
    const swapped = path.join(makeScratchFolder(), "swapped");
    const whole = await runBuild(snapshots, swapped);
    expect(whole.output).not.toContain("filled in place");
    expect(hashSite(place)).toEqual(hashSite(swapped));
    expect(readdirSync(path.dirname(place))).toEqual(["cache", "mounted"]);
  }
});
