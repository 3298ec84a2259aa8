import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Path } from "../../src/model.ts";
import { type FileTree, listTree, readTree, writeTree } from "../diff/file-trees.ts";
import { makeScratchFolder, mustBuild } from "./build-site.ts";
import { randomHistory } from "./random-archive.ts";
import type { DayJson } from "../../src/site/json/schema.ts";

/** Whole archives to build; more with TIDEMARK_TEST_RUNS. */
const numRuns = Number(process.env["TIDEMARK_TEST_RUNS"] ?? 1);
const seed = Number(process.env["TIDEMARK_TEST_SEED"] ?? 20_261_122);
const sources = 6;

// A sample and no assertion of fast-check: to make an archive smaller would take a build for each step.
const archives = fc.sample(fc.array(randomHistory, { minLength: sources, maxLength: sources }), {
  numRuns,
  seed,
});

test.for([...archives.entries()])(
  "whatever bytes and trees come, no change is lost and every patch replays (%i)",
  async ([, histories]) => {
    const scratch = makeScratchFolder();
    for (const [index, history] of histories.entries()) {
      writeSource(path.join(scratch, "snapshots", `source-${String(index)}`), history);
    }
    const out = path.join(scratch, "out");
    await mustBuild(path.join(scratch, "snapshots"), out);
    for (const [index, history] of histories.entries()) {
      checkSource(path.join(out, `source-${String(index)}`), history);
    }
  },
);

const dateOf = (index: number) => `2026-05-${String(index + 1).padStart(2, "0")}`;

function writeSource(folder: string, history: readonly FileTree[]): void {
  for (const [index, tree] of history.entries()) {
    mkdirSync(path.join(folder, dateOf(index)), { recursive: true });
    writeTree(path.join(folder, dateOf(index)), tree);
  }
  // Files that go missing in number are changes here, and no gap.
  writeFileSync(path.join(folder, "source.yaml"), "gap: { files: 100000 }\n");
}

function checkSource(folder: string, history: readonly FileTree[]): void {
  const filePages = listPages(path.join(folder, "files"));
  const inFilePages = new Set(filePages.flatMap(listIds));
  const paths = new Set(history.flatMap((tree) => [...tree.keys()]));
  const parts = filePages.filter((file) => /\/\d+\/index\.html$/.test(file));
  expect(filePages.length - parts.length - 1).toBe(paths.size);
  for (const [index, to] of history.entries()) {
    const from = history[index - 1];
    const date = dateOf(index);
    const differing = from ? listDiffering(from, to) : [];
    expect(existsSync(path.join(folder, `${date}.json`))).toBe(differing.length > 0);
    if (!from || differing.length === 0) continue;
    const { pairs } = JSON.parse(
      readFileSync(path.join(folder, `${date}.json`), "utf8"),
    ) as DayJson;
    const changes = pairs.flatMap((pair) => pair.changes);
    const shown = changes.flatMap((change) => [change.path, change.previousPath ?? change.path]);
    expect([...new Set(shown)].toSorted()).toEqual(differing);
    const inDayPages = new Set(listPages(path.join(folder, date)).flatMap(listIds));
    for (const { anchor, url } of changes) {
      expect(url).toBe(`/${path.basename(folder)}/${date}/#${anchor}`);
      expect([anchor, inDayPages.has(anchor), inFilePages.has(anchor)]).toEqual([
        anchor,
        true,
        true,
      ]);
    }
    replay(path.join(folder, `${date}.patch`), from, to);
  }
}

/** Paths, as they are shown, whose file is not the same in both: what git sees without renames. */
function listDiffering(from: FileTree, to: FileTree): string[] {
  const describe = (tree: FileTree, path: Path) => {
    const file = tree.get(path);
    return file && listTree(new Map([[path, file]]))[0];
  };
  const differing = [...from.keys(), ...to.keys()].filter(
    (path) => describe(from, path) !== describe(to, path),
  );
  return [...new Set(differing.map((path) => path.toWellFormed()))].toSorted();
}

/** Applies the patch with git, there and back. */
function replay(patch: string, from: FileTree, to: FileTree): void {
  const folder = makeScratchFolder();
  writeTree(folder, from);
  const apply = (...options: readonly string[]) => {
    // No repository around the folder and no settings of the machine may take part.
    const env = {
      PATH: process.env["PATH"],
      GIT_CONFIG_NOSYSTEM: "1",
      HOME: folder,
      GIT_CEILING_DIRECTORIES: path.dirname(folder),
    };
    execFileSync("git", ["apply", "--whitespace=nowarn", ...options, patch], {
      cwd: folder,
      env,
      stdio: "pipe",
    });
  };
  apply();
  expect(listTree(readTree(folder))).toEqual(listTree(to));
  apply("-R");
  expect(listTree(readTree(folder))).toEqual(listTree(from));
}

function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "index.html")
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function listIds(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/ id="(c[0-9a-f]{10})"/g)].map(
    ([, id]) => id ?? "",
  );
}
