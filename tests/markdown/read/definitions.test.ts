import { expect, test } from "vitest";
import { alignBlock } from "../../../src/diff/align/align.ts";
import { classifyLines } from "../../../src/markdown/compare/cosmetic.ts";
import { createLazyDocument } from "../../../src/markdown/read/document.ts";
import { diffLines, splitLines } from "../whole.ts";

/** Sections with a definition each, which only a parser finds, and a link to the last of them or to the one before. */
function write(sections: number, target: number): string {
  const definitions = Array.from(
    { length: sections },
    (_, index) => `# Berth ${index}\n\n> [b${index}]: /berths/${index}\n\n`,
  );
  return `${definitions.join("")}Ships lie at the [outer pier][b${sections - target}] by day.\n`;
}

function classify(from: string, to: string) {
  const [oldLines, newLines] = [splitLines(from), splitLines(to)];
  const open = (lines: readonly string[]) => createLazyDocument(lines, "markdown");
  const blocks = diffLines(oldLines, newLines);
  const rows = blocks.map(
    ({ old, new: now }) =>
      alignBlock(oldLines.slice(old.start, old.end), newLines.slice(now.start, now.end), "markdown")
        .rows,
  );
  return classifyLines(open(oldLines), open(newLines), { blocks, rows });
}

test("a link by reference is judged by its definition", () => {
  const { new: newClass, unreadDefinitions } = classify(write(20, 2), write(20, 1));
  expect([...newClass.values()]).toEqual(["markup"]);
  expect(unreadDefinitions).toBe(false);
});

test("beyond the budget definitions are not read, which is said", () => {
  const { new: newClass, unreadDefinitions } = classify(write(2_100, 2), write(2_100, 1));
  expect([...newClass.values()]).toEqual(["content"]);
  expect(unreadDefinitions).toBe(true);
});

test("so it is where they stand in what is too hard to parse", () => {
  const brackets = `[a\n]: ${"[".repeat(3_000)}\n\n`;
  const { unreadDefinitions } = classify(brackets + write(20, 2), brackets + write(20, 1));
  expect(unreadDefinitions).toBe(true);
});

test("nothing is said where no line was judged by its links", () => {
  const text = `${write(2_100, 1)}\nA line.\n`;
  expect(classify(text, `${text}\nAn added line.\n`).unreadDefinitions).toBe(false);
});
