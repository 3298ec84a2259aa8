import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { lockSource } from "../../../src/capture/snapshot/lock.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tidemark-lock-"));
  file = path.join(folder, ".capturing");
});

test("one capture at a time, the next one after it", () => {
  const unlock = lockSource(folder);
  expect(() => lockSource(folder)).toThrow(
    `is being captured already, by process ${String(process.pid)} on ${hostname()}`,
  );
  expect(readdirSync(folder)).toEqual([".capturing"]);
  unlock();
  expect(readdirSync(folder)).toEqual([]);
  lockSource(folder)();
});

// No process has an id beyond 2^22 on Linux; ours is one that this process does not hold.
test.each([
  ["a process that is no more", `99999999 ${hostname()} x\n`],
  ["an earlier process of the same id", `${String(process.pid)} ${hostname()} x\n`],
  ["nobody", ""],
])("the lock of %s is taken over", (what, words) => {
  writeFileSync(file, words);
  if (what === "nobody") utimesSync(file, 1, 1);
  lockSource(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test("another machine's lock holds for a day", () => {
  writeFileSync(file, "1 elsewhere x\n");
  expect(() => lockSource(folder)).toThrow("by process 1 on elsewhere");
  utimesSync(file, new Date(), new Date(Date.now() - 25 * 3_600_000));
  lockSource(folder)();
});

test("a running process of this machine holds it", () => {
  writeFileSync(file, `${String(process.ppid)} ${hostname()} x\n`);
  expect(() => lockSource(folder)).toThrow("Wait until that one has ended");
});
