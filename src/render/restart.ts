import { stepMarkdown, stepMdx, type OpenFence, type ScanStep } from "./block-scan.ts";
import { maxLineLength } from "./budgets.ts";
import type { GrammarName } from "./languages.ts";
import { bareLine } from "./text-lines.ts";

/** Finds, ever further down a text, the headings from which a grammar can start afresh. */
export interface RestartScan {
  /** Reads on up to and including line `until`, unless in doubt. */
  readonly readTo: (until: number) => void;
  /** The last line from which the grammar can start afresh, or 0. */
  readonly restart: () => number;
  /** Whether only tokenising can tell how the text goes on. */
  readonly inDoubt: () => boolean;
  /** After line `at`, which may be a heading, the grammar was found to be at rest. */
  readonly settle: (at: number) => void;
}

const heading = /^#{1,6}[ \t]+\S/;
const steps: Partial<Record<GrammarName, ScanStep>> = { markdown: stepMarkdown, mdx: stepMdx };

/**
 * Scans for the headings where the grammar of Markdown or MDX can start afresh and give the same
 * tokens as from the top of the text.
 *
 * A heading that begins in the first column ends every paragraph, list, quotation and table, because
 * these ask each line whether it continues them. It ends no fence, HTML block, comment, front matter,
 * JSX tag or expression. Fences are followed here; whatever may begin one of the others, or a fence
 * whose end depends on a list around it, raises doubt.
 */
export function createRestartScan(grammar: GrammarName, lines: readonly string[]): RestartScan {
  const step = steps[grammar];
  let restart = 0;
  let next = 0;
  let fence: OpenFence | null = null;
  let doubt = step === undefined;
  let first = true;

  function readLine(line: string, at: number): void {
    // The tokeniser passes these by; even the first line of a text is the first after them.
    if (line === "" || line.length >= maxLineLength) return;
    const mayBeFrontMatter = first && /^(?:-{3}|\+{3})/.test(line);
    first = false;
    if (fence === null && heading.test(line)) {
      restart = at;
      return;
    }
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
      // Beyond the line in doubt only; before it the scan knows already.
      if (!doubt || step === undefined || at < next || !heading.test(bareLine(lines, at))) return;
      doubt = false;
      fence = null;
      restart = at;
      next = at + 1;
    },
  };
}
