import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { copyFixture, makeScratchFolder, mustBuild, runBuild } from "./build-site.ts";
import { hashSite } from "./hash-site.ts";

const snapshots = copyFixture("harbour");
const scratch = makeScratchFolder();
const out = path.join(scratch, "out");
const cache = path.join(scratch, "cache");
const letter = path.join(scratch, "letter.txt");
const notes = path.join(out, "handbook", "notes.txt");
let old: Record<string, string> = {};

beforeAll(async () => {
  await mustBuild(snapshots, out);
  for (const file of [letter, notes]) writeFileSync(file, "Dear harbour master");
  old = hashSite(out);
  // All that follows has something to do.
  writeFileSync(path.join(snapshots, "archive.yaml"), "title: The harbour's tides\n");
});

const fresh = path.join(scratch, "fresh");

/** What is asked for, and how it is refused. */
const refused: readonly (readonly [
  name: string,
  folders: { readonly out: string; readonly cache: string },
  says: string,
  way: string,
])[] = [
  [
    "an output below a file",
    { out: path.join(letter, "out"), cache },
    `${letter}/out: cannot be written (E`,
    "A file stands where a folder should be",
  ],
  [
    "an output with a file of the keeper's",
    { out, cache },
    `${out}: holds what no build put there, and it would be lost: handbook/notes.txt`,
    "public/",
  ],
  [
    "a cache below a file",
    { out: fresh, cache: path.join(letter, "cache") },
    `${letter}/cache: cannot be written (E`,
    "--cache",
  ],
];

test.for(refused)("refused, and nothing is lost: %s", async ([, folders, says, way]) => {
  const { code, output } = await runBuild(snapshots, folders.out, {}, ["--cache", folders.cache]);
  expect(output).toContain(`\n${says}`);
  expect(output).toContain(way);
  expect(output).not.toContain("This should not happen");
  expect(code).toBe(1);
  expect(hashSite(out)).toEqual(old);
  for (const file of [letter, notes])
    expect(readFileSync(file, "utf8")).toBe("Dear harbour master");
  expect(existsSync(fresh)).toBe(false);
});
