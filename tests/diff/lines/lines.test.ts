import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { diffLines } from "../../../src/diff/lines/lines.ts";
import { editedLines } from "../edited-lines.ts";
import { applyBlocks, countBlocks, readDiff, showDiff } from "../written-diff.ts";

function expectDiff(diff: string): void {
  const { oldLines, newLines } = readDiff(diff);
  const { blocks, approximate } = diffLines(oldLines, newLines);
  expect(showDiff(oldLines, newLines, blocks)).toBe(diff);
  expect(approximate).toBe(false);
}

const numbered = (count: number, text: string) =>
  Array.from({ length: count }, (_, index) => `${text} ${index}\n`);

describe("diffLines", () => {
  it("finds nothing between equal texts", () => {
    expect(diffLines(["a\n"], ["a\n"])).toEqual({ blocks: [], approximate: false });
    expect(diffLines([], [])).toEqual({ blocks: [], approximate: false });
  });

  it("tells a line with its terminator from one without", () => {
    expect(diffLines(["a\n", "b"], ["a\n", "b\n"]).blocks).toEqual([
      { old: { start: 1, end: 2 }, new: { start: 1, end: 2 } },
    ]);
  });

  it("keeps an edit small", () => {
    expectDiff(`
 # Limits

-A key may call ten times a minute.
+A key may call twenty times a minute.

 More on request.
`);
  });

  it("anchors on lines that are unique on both sides, not on what repeats", () => {
    expectDiff(`
 \`\`\`
 alpha {
 }

+beta {
+}
+
 gamma {
 }
 \`\`\`
`);
  });

  it("finds the edits among lines that all repeat", () => {
    expectDiff(`
 - yes
 - no
 - yes
-- no
+- yes
 - no
 - no
 - yes
 - yes
`);
  });

  it("keeps the common lines of a rewritten text apart from its own", () => {
    expectDiff(`
-old one
+new one

-old two
-old three
+new two

 ## Same heading

-old four
+new three
`);
  });
});

describe("diffLines on random edits", () => {
  const seed = 20260521;

  it("gives blocks that turn the old lines into the new ones", () => {
    fc.assert(
      fc.property(editedLines, ({ oldLines, newLines }) => {
        const { blocks } = diffLines(oldLines, newLines);
        expect(applyBlocks(oldLines, newLines, blocks)).toEqual(newLines);
        // Walking back as well proves that what stands between the blocks is equal.
        const swapped = blocks.map((block) => ({ old: block.new, new: block.old }));
        expect(applyBlocks(newLines, oldLines, swapped)).toEqual(oldLines);
      }),
      { seed, numRuns: 500 },
    );
  });

  it("gives blocks in order, never empty, never adjacent", () => {
    fc.assert(
      fc.property(editedLines, ({ oldLines, newLines }) => {
        let previous = { old: -1, new: -1 };
        for (const block of diffLines(oldLines, newLines).blocks) {
          expect(block.old.start).toBeGreaterThan(previous.old);
          expect(block.new.start).toBeGreaterThan(previous.new);
          expect(block.old.end + block.new.end).toBeGreaterThan(block.old.start + block.new.start);
          previous = { old: block.old.end, new: block.new.end };
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  it("counts as git --histogram does, within two per cent over all", () => {
    const root = mkdtempSync(path.join(tmpdir(), "tidemark-lines-"));
    const pairs = fc.sample(editedLines, { seed, numRuns: 150 });
    for (const side of ["old", "new"] as const) {
      mkdirSync(path.join(root, side));
      for (const [index, pair] of pairs.entries()) {
        writeFileSync(path.join(root, side, `${index}`), pair[`${side}Lines`].join(""));
      }
    }
    const counts = numstat(root);
    rmSync(root, { recursive: true });

    let ours = 0;
    let gits = 0;
    for (const [index, { oldLines, newLines }] of pairs.entries()) {
      const { additions, deletions } = countBlocks(diffLines(oldLines, newLines).blocks);
      const git = counts.get(`${index}`) ?? { additions: 0, deletions: 0 };
      expect(additions - deletions).toBe(git.additions - git.deletions);
      ours += additions;
      gits += git.additions;
    }
    expect(gits).toBeGreaterThan(150);
    expect(ours).toBeLessThanOrEqual(gits * 1.02);
  });
});

describe("diffLines on bad input", () => {
  it("compares 10,000 unrelated lines without giving up", () => {
    const oldLines = numbered(10_000, "old");
    const newLines = numbered(10_000, "new");
    expect(diffLines(oldLines, newLines)).toEqual({
      blocks: [{ old: { start: 0, end: 10_000 }, new: { start: 0, end: 10_000 } }],
      approximate: false,
    });
  });

  it("still matches the blank lines of a text that was rewritten whole", () => {
    const spaced = (text: string) => numbered(2000, text).flatMap((line) => [line, "\n"]);
    const { blocks, approximate } = diffLines(spaced("old"), spaced("new"));
    expect(countBlocks(blocks)).toEqual({ additions: 2000, deletions: 2000 });
    expect(approximate).toBe(false);
  });

  it("says so when it gives up, and is right all the same", () => {
    // Two texts of the same five words in unlike order: thousands of edits, and nothing to anchor on.
    const words = (step: number) =>
      Array.from({ length: 8000 }, (_, index) => `${(Math.imul(index + 1, step) % 10_007) % 5}\n`);
    const oldLines = words(7919);
    const newLines = words(6007);
    const { blocks, approximate } = diffLines(oldLines, newLines);
    expect(approximate).toBe(true);
    expect(applyBlocks(oldLines, newLines, blocks)).toEqual(newLines);
  });

  it("anchors on windows of lines where no line is unique", () => {
    const chapter = numbered(3000, "line");
    const oldLines = [...chapter, ...chapter];
    const newLines = [...chapter, ...numbered(3000, "inserted"), ...chapter];
    expect(countBlocks(diffLines(oldLines, newLines).blocks)).toEqual({
      additions: 3000,
      deletions: 0,
    });
  });

  it("takes a line of a megabyte as any other", () => {
    const long = "word ".repeat(200_000);
    expect(diffLines([`${long}a\n`, "b\n"], [`${long}c\n`, "b\n"]).blocks).toEqual([
      { old: { start: 0, end: 1 }, new: { start: 0, end: 1 } },
    ]);
  });
});

function numstat(root: string): Map<string, { additions: number; deletions: number }> {
  const counts = new Map<string, { additions: number; deletions: number }>();
  // `--no-index` exits with 1 when it finds differences, so the output is taken from the error.
  for (const line of gitDiff(root).split("\n")) {
    const [, additions, deletions, name] = /^(\d+)\t(\d+)\t.*\/(\d+)\}?$/.exec(line) ?? [];
    if (name) counts.set(name, { additions: Number(additions), deletions: Number(deletions) });
  }
  return counts;
}

function gitDiff(root: string): string {
  const args = ["diff", "--no-index", "--histogram", "--numstat", "--no-renames", "old", "new"];
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 1 && "stdout" in error) {
      return String(error.stdout);
    }
    throw error;
  }
}
