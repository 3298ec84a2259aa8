import type { Range } from "../../model.ts";
import { costOfDepth, costOfLine, maxLineLength, memoBudget, walkBudget } from "../budgets.ts";
import { bareLine } from "../text.ts";
import { findFreshStarts, type FreshStarts } from "./fresh-starts.ts";
import { createGrammars, findInjecting, type Grammars } from "./grammars.ts";
import type { GrammarName } from "./languages.ts";
import { createLineMemo, type LineMemo } from "./line-memo.ts";
import { loadRegistrations } from "./load-grammars.ts";
import type { ColouredToken } from "./tokens.ts";

export interface Highlighter {
  /**
   * Tokenises the wanted runs (0-based, ascending) of a text's lines. Every line that is coloured has
   * the tokens that VS Code gives it: those of `vscode-textmate` when it is fed every line from the
   * first, empty ones too, with `grammarNames` loaded and of `injectingNames` those that the text names.
   */
  readonly tokenise: (
    lines: readonly string[],
    grammar: GrammarName | null,
    wanted: readonly Range[],
  ) => Highlighted;
}

interface Highlighted {
  /** Tokens of each wanted line (0-based) that is coloured. */
  readonly tokens: ReadonlyMap<number, readonly ColouredToken[]>;
  /** Whether some wanted lines were left uncoloured: beyond the budget, or too long. */
  readonly approximate: boolean;
}

/**
 * Loads all grammars and makes a highlighter with a memo of its own. A grammar compiles a pattern when it
 * first meets it: the first text of a language takes some tenths of a second.
 *
 * @param memoLimit UTF-16 code units of texts that may hang on the memo before it starts afresh
 */
export async function createHighlighter(memoLimit = memoBudget): Promise<Highlighter> {
  return createHighlighterOf(createGrammars(await loadRegistrations()), memoLimit);
}

/** Makes a highlighter of these grammars, with a memo of its own. */
export function createHighlighterOf(grammars: Grammars, memoLimit = memoBudget): Highlighter {
  const memos = new Map<string, LineMemo>();
  let held = 0;

  function memoOf(name: GrammarName, lines: readonly string[]) {
    const injecting = findInjecting(lines, name);
    const key = [name, ...injecting].join(".");
    const memo = memos.get(key) ?? createLineMemo(grammars.load(name, injecting), grammars.colours);
    memos.set(key, memo);
    return { memo, hasInjected: injecting.length > 0 };
  }

  return {
    tokenise(lines, grammar, wanted) {
      if (grammar === null || wanted.length === 0) return { tokens: new Map(), approximate: false };
      if (held > memoLimit) {
        memos.clear();
        held = 0;
      }
      const { memo, hasInjected } = memoOf(grammar, lines);
      // Rules that are injected can outlive any block.
      const starts = hasInjected ? null : findFreshStarts(lines, grammar);
      const missesBefore = memo.misses();
      const result = walkLines(lines, wanted, memo, starts);
      // A line is a slice that keeps its whole text in memory.
      if (memo.misses() > missesBefore) held += lines.reduce((sum, { length }) => sum + length, 0);
      return result;
    },
  };
}

/**
 * Tokenises from the last heading before the wanted lines at which the grammar can start afresh, or from
 * the first line, as far as the budget goes.
 */
function walkLines(
  lines: readonly string[],
  wanted: readonly Range[],
  memo: LineMemo,
  starts: FreshStarts | null,
): Highlighted {
  const tokens = new Map<number, readonly ColouredToken[]>();
  let approximate = false;
  let spent = 0;
  let at = 0;
  let state = memo.initial;

  function walkTo(end: number, keep: boolean, isEnough = () => false): void {
    for (; at < end && spent <= walkBudget && !isEnough(); at++) {
      const line = bareLine(lines, at);
      const isLong = line.length >= maxLineLength;
      const climbing = isLong ? 0 : costOfDepth(state.depth, line.length);
      spent += costOfLine(isLong ? 0 : line.length, keep) + climbing;
      if (isLong || climbing > walkBudget) {
        if (keep) approximate = true;
        continue;
      }
      const result = memo.tokeniseLine(state, line);
      if (keep) tokens.set(at, result.tokens);
      state = result.next;
    }
  }

  /** Passes over what is above the last fresh start before a line. */
  function passTo(end: number): void {
    if (starts === null) return;
    for (;;) {
      const start = starts.before(end);
      if (start > at) [at, state] = [start, memo.initial];
      const doubt = starts.doubt();
      if (doubt === null || spent > walkBudget) return;
      walkTo(end, false, () => at > doubt && state.depth === memo.initial.depth);
      if (at >= end) return;
      starts.resume(at);
    }
  }

  for (const { start, end } of wanted) {
    passTo(start);
    walkTo(start, false);
    walkTo(end, true);
    if (at < end) approximate = true;
  }
  return { tokens, approximate };
}
