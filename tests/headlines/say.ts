/** What is said of texts that are written in a test. */
import { findHeadlines } from "../../src/headlines/headlines.ts";
import { mergeHeadlines, type Merged } from "../../src/headlines/merge.ts";
import { sayHeadline, toPlain } from "../../src/headlines/phrases.ts";
import type { FileChange, TextChange, PlacedHeadline } from "../../src/model.ts";
import { encodeText } from "../../src/bytes.ts";
import { analyseText } from "../../src/pipeline/pairs/analyse-text.ts";
import { compareText } from "../../src/pipeline/pairs/compare-change.ts";
import { dialectOf } from "../../src/render/highlight/languages.ts";

/** Both texts compared, as the pipeline does; a text is its lines. */
function compareTexts(
  oldLines: readonly string[],
  newLines: readonly string[],
  path = "guide.md",
): TextChange {
  const toBytes = (lines: readonly string[]) =>
    encodeText(lines.map((line) => `${line}\n`).join(""));
  const { approximate, ...lines } = compareText(toBytes(oldLines), toBytes(newLines));
  return analyseText({
    path,
    dialect: dialectOf(path),
    ...lines,
    approximateLines: approximate,
  });
}

/** What a file that was `old` and is `new_` says; one of them null: it was added, removed. */
export function findIn(
  old: readonly string[] | null,
  new_: readonly string[] | null,
  path = "guide.md",
): PlacedHeadline[] {
  const version = (hash: string) => ({ path, hash, size: 1, mode: "100644" as const });
  const change: FileChange =
    old === null
      ? { kind: "added", to: version("2") }
      : new_ === null
        ? { kind: "removed", from: version("1") }
        : { kind: "modified", from: version("1"), to: version("2") };
  const text = compareTexts(old ?? [], new_ ?? [], path);
  return findHeadlines({ change, text, binary: false, revert: null }, path);
}

/** The sentences of one file, best first. */
export function say(old: readonly string[], new_: readonly string[], path = "guide.md"): string[] {
  return sayAll(mergeHeadlines(findIn(old, new_, path)));
}

export function sayAll(merged: readonly Merged[]): string[] {
  return merged.map((headline) => toPlain(sayHeadline(headline)));
}
