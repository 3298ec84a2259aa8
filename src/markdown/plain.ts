import type { LineBlock } from "../model.ts";
import { matchSequences } from "./sequence.ts";
import type { Verdict } from "./verdict.ts";

/** Where Markdown's rules do not hold: lines that differ in trailing white space only are cosmetic. */
export function classifyPlain(
  oldLines: readonly string[],
  newLines: readonly string[],
  block: LineBlock,
  verdict: Verdict,
): void {
  const trim = (line: string) => ({ text: line.trimEnd(), place: -1 });
  const partners = matchSequences(
    oldLines.slice(block.old.start, block.old.end).map(trim),
    newLines.slice(block.new.start, block.new.end).map(trim),
    verdict.noteCoarse,
  );
  partners.forEach((to, at) => {
    if (to < 0) return;
    const old = block.old.start + at;
    const now = block.new.start + to;
    // Equal to the letter and changed all the same: it was moved or repeated.
    if (oldLines[old] === newLines[now]) return;
    verdict.old.set({ start: old, end: old + 1 }, "cosmetic");
    verdict.new.set({ start: now, end: now + 1 }, "cosmetic");
  });
}
