import { stepMarkdown, stepMdx, type OpenFence, type ScanStep } from "./block-scan.ts";
import { maxLineLength } from "./budgets.ts";
import type { GrammarName } from "./languages.ts";
import { bareLine } from "./text-lines.ts";

/** Finds, ever further down a text, the lines from which a grammar can start afresh. */
export interface RestartScan {
  /** Reads on up to and including line `until`, unless in doubt. */
  readonly readTo: (until: number) => void;
  /** The last line from which the grammar can start afresh, or 0. */
  readonly restart: () => number;
  /** Whether only tokenising can tell how the text goes on. */
  readonly inDoubt: () => boolean;
  /** After line `at` the grammar was found to be outside of all that a line cannot end. */
  readonly settle: (at: number) => void;
}

/** A line that no block above it continues, so that all of them end before it. */
const freshLines: Partial<Record<GrammarName, RegExp>> = {
  // Bars go on tables, and dashes or equals signs underline paragraphs.
  markdown: /^(?:[^\s\x85>|=-]|-[ \t])/,
  mdx: /^[^\s\x85>]/,
};
const steps: Partial<Record<GrammarName, ScanStep>> = { markdown: stepMarkdown, mdx: stepMdx };

/**
 * Scans for the lines where the grammar of Markdown or MDX can start afresh and give the same tokens
 * as from the top of the text.
 *
 * A line that begins in the first column ends every paragraph, list and quotation, unless its first
 * character goes on with one of them, because these ask each line whether it continues them. It ends
 * no fence, HTML block, comment, front matter, JSX tag or expression. Fences are followed here;
 * whatever may begin one of the others, or a fence whose end depends on a list around it, raises
 * doubt.
 */
export function createRestartScan(grammar: GrammarName, lines: readonly string[]): RestartScan {
  const step = steps[grammar];
  const fresh = freshLines[grammar];
  let restart = 0;
  let next = 0;
  let fence: OpenFence | null = null;
  let doubt = step === undefined;
  let first = true;

  function readLine(line: string, at: number): void {
    // The tokeniser passes these by; even the first line of a text is the first after them.
    if (line === "" || line.length >= maxLineLength) return;
    const mayBeFrontMatter = first && /^(?:-{3}|\+{3})/.test(line);
    if (fence === null && !first && fresh?.test(line) === true) restart = at;
    first = false;
    const state = mayBeFrontMatter ? "doubt" : (step?.(line, fence) ?? null);
    if (state === "doubt") doubt = true;
    else fence = state;
  }

  return {
    readTo(until) {
      for (; next <= until && !doubt; next++) readLine(bareLine(lines, next), next);
    },
    restart: () => restart,
    inDoubt: () => doubt,
    settle(at) {
      // Before the line in doubt the scan knows already.
      if (!doubt || step === undefined || at < next - 1) return;
      doubt = false;
      fence = null;
      next = at + 1;
    },
  };
}
