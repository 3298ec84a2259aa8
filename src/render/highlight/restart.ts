import { markdownScan, mdxScan, unknown, type BlockScan, type OpenBlocks } from "./block-scan.ts";
import { maxLineLength } from "../budgets.ts";
import { mayBeginInjected } from "./injections.ts";
import type { GrammarName } from "./languages.ts";
import { bareLine } from "../text-lines.ts";

/** Finds, ever further down a text, the lines from which a grammar can start afresh. */
export interface RestartScan {
  /** Reads on up to and including line `until`, unless in doubt. */
  readonly readTo: (until: number) => void;
  /** The last line from which the grammar can start afresh, or 0. */
  readonly restart: () => number;
  /** Inside the last fence that was closed, the line that closes it, before which nothing matters; else `at`. */
  readonly skipFence: (at: number) => number;
  /** Whether only tokenising can tell how the text goes on. */
  readonly inDoubt: () => boolean;
  /** After line `at` the grammar was found to be outside of all that a line cannot end. */
  readonly settle: (at: number) => void;
}

const scans: Partial<Record<GrammarName, BlockScan>> = { markdown: markdownScan, mdx: mdxScan };
const endOfFrontMatter = /^(?: {0,3}-{3,}[\t ]*|[\t ]*\.{3})$/;

/**
 * Scans for the lines where the grammar of Markdown or MDX can start afresh and give the same tokens
 * as from the top of the text.
 *
 * A line that begins in the first column ends every paragraph, list and quotation, with all that was
 * opened in them, unless its first character goes on with one of them, because these ask each line
 * whether it continues them. It ends no fence, HTML block, comment, front matter, JSX tag or expression
 * that stands by itself. Fences are followed here, and Markdown's front matter; whatever may begin one of
 * the others, or a fence whose end depends on a list around it, raises doubt. So does, in a grammar with
 * others injected into it, whatever may begin a rule of theirs, which can outlive fences.
 */
export function createRestartScan(
  grammar: GrammarName,
  lines: readonly string[],
  hasInjections = false,
): RestartScan {
  const scan = scans[grammar];
  let restart = 0;
  let next = 0;
  let open: OpenBlocks = unknown;
  let doubt = scan === undefined;
  let first = true;
  let inFrontMatter = false;
  let fenceStart = 0;
  let fenceEnd = 0;

  function readLine(line: string, at: number): void {
    // The tokeniser passes these by; even the first line of a text is the first after them.
    if (scan === undefined || line === "" || line.length >= maxLineLength) return;
    if (inFrontMatter) {
      doubt = mayOutliveBlock(line);
      inFrontMatter = !doubt && !endOfFrontMatter.test(line);
      return;
    }
    const isFirst = first;
    first = false;
    if (isFirst && /^(?:-{3}|\+{3})/.test(line)) {
      inFrontMatter = grammar === "markdown" && line === "---";
      doubt = !inFrontMatter;
      return;
    }
    if (open.fence === null && !isFirst && scan.fresh.test(line)) restart = at;
    const after = mayOutliveBlock(line) ? "doubt" : scan.step(line, open);
    if (after === "doubt") {
      doubt = true;
      return;
    }
    followFence(after, at);
    open = after;
  }

  function mayOutliveBlock(line: string): boolean {
    return hasInjections && mayBeginInjected(line);
  }

  /** A fence that stands in nothing is closed by its marker whatever is in it. */
  function followFence(after: OpenBlocks, at: number): void {
    if (open.fence === null && after.fence !== null) fenceStart = at;
    if (open.fence !== null && after.fence === null && open.fence.closesWithin !== null)
      fenceEnd = at;
  }

  return {
    readTo(until) {
      for (; next <= until && !doubt; next++) readLine(bareLine(lines, next), next);
    },
    restart: () => restart,
    skipFence: (at) => (at > fenceStart && at < fenceEnd ? fenceEnd : at),
    inDoubt: () => doubt,
    settle(at) {
      // Before the line in doubt the scan knows already.
      if (!doubt || scan === undefined || at < next - 1) return;
      doubt = false;
      open = unknown;
      next = at + 1;
    },
  };
}
