import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { copyFixture, makeScratchFolder, projectFolder, runBuild } from "./build-site.ts";
import { hashSite } from "./hash-site.ts";

const kills = 30;
const longestMs = 3000;

test("builds killed at random moments leave the old site whole, and the next build is a clean one", async () => {
  const snapshots = copyFixture("harbour");
  const scratch = makeScratchFolder();
  const out = path.join(scratch, "out");
  expect((await runBuild(snapshots, out)).code).toBe(0);
  const before = hashSite(out);
  // Every build has something to do: the title changes each time.
  let survived = 0;
  for (let number = 0; number < kills; number += 1) {
    writeFileSync(path.join(snapshots, "archive.yaml"), `title: Harbour ${String(number)}\n`);
    await killBuild(snapshots, out, (longestMs * ((number * 7919) % kills)) / kills);
    const place = existsSync(out) ? out : `${out}.previous`;
    const found = hashSite(place);
    const isOld = JSON.stringify(found) === JSON.stringify(before);
    const isNew = readFileSync(path.join(place, "index.html"), "utf8").includes("Harbour ");
    expect(isOld || isNew).toBe(true);
    if (isOld) survived += 1;
  }
  expect(survived).toBeGreaterThan(0);
  expect((await runBuild(snapshots, out)).code).toBe(0);
  const clean = path.join(makeScratchFolder(), "out");
  expect((await runBuild(snapshots, clean)).code).toBe(0);
  expect(hashSite(out)).toEqual(hashSite(clean));
  expect(readdirSync(scratch).toSorted()).toEqual(["cache", "out"]);
});

test("two builds at once both succeed", async () => {
  const snapshots = copyFixture("harbour");
  const scratch = makeScratchFolder();
  const results = await Promise.all(
    ["one", "two"].map((name) => runBuild(snapshots, path.join(scratch, name))),
  );
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect(hashSite(path.join(scratch, "one"))).toEqual(hashSite(path.join(scratch, "two")));
});

async function killBuild(snapshots: string, out: string, after: number): Promise<void> {
  const cache = path.join(path.dirname(out), "cache");
  const child = spawn(
    process.execPath,
    [
      path.join(projectFolder, "scripts", "build.ts"),
      ...["--snapshots", snapshots, "--out", out, "--cache", cache],
    ],
    { stdio: "ignore", env: { ...process.env, NODE_ENV: "production" } },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await Promise.race([setTimeout(after), ended]);
  child.kill("SIGKILL");
  await ended;
}
