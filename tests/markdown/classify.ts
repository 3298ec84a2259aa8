import { alignBlock } from "../../src/diff/align/align.ts";
import { classifyLines } from "../../src/markdown/compare/cosmetic.ts";
import { createLazyDocument } from "../../src/markdown/read/document.ts";
import type { Dialect, LineBlock } from "../../src/model.ts";
import { diffLines, splitLines } from "./whole.ts";

/** The changed lines, each with what it amounts to: `~` cosmetic, `*` markup-only, `!` content. */
export function classify(from: string, to: string, dialect: Dialect = "markdown") {
  const [oldLines, newLines] = [splitLines(from), splitLines(to)];
  const open = (lines: readonly string[]) => createLazyDocument(lines, dialect);
  const blocks = diffLines(oldLines, newLines);
  const rows = blocks.map(
    ({ old, new: now }) =>
      alignBlock(oldLines.slice(old.start, old.end), newLines.slice(now.start, now.end), dialect)
        .rows,
  );
  const found = classifyLines(open(oldLines), open(newLines), { blocks, rows });
  const signs = { cosmetic: "~", markup: "*", content: "!" };
  const show = (sign: string, line: string, kind: keyof typeof signs = "content") =>
    `${sign}${signs[kind]} ${line.trimEnd()}`;
  return {
    found,
    rows: blocks.flatMap((block) => [
      ...numbers([block], "old").map((at) => show("-", oldLines[at] ?? "", found.old.get(at))),
      ...numbers([block], "new").map((at) => show("+", newLines[at] ?? "", found.new.get(at))),
    ]),
  };
}

function numbers(blocks: readonly LineBlock[], side: "old" | "new"): number[] {
  return blocks.flatMap(({ [side]: { start, end } }) =>
    Array.from({ length: end - start }, (_, index) => start + index),
  );
}

/** All signs that the changed lines have. */
export function signsOf(rows: readonly string[]): string {
  return [...new Set(rows.map((row) => row.charAt(1)))].sort().join("");
}
