import type { Range } from "../../model.ts";
import { costOfDepth, costOfLine, maxLineLength, walkBudget } from "../budgets.ts";
import type { GrammarName } from "./languages.ts";
import type { LineMemo } from "./line-memo.ts";
import { createRestartScan } from "./restart.ts";
import { bareLine } from "../text-lines.ts";
import type { Token } from "./tokens.ts";

export interface Highlighted {
  /** Tokens of each wanted line (0-based) that is coloured. */
  readonly tokens: ReadonlyMap<number, readonly Token[]>;
  /** Whether some wanted lines were left uncoloured: beyond the budget, or too long. */
  readonly coarse: boolean;
}

/**
 * Tokenises the wanted runs (0-based, ascending), each from the nearest line above it where the
 * grammar's state is known: the end of the run before, or a line where it can start afresh. The memo is
 * that of the grammar, which may have others injected into it.
 */
export function walkLines(
  lines: readonly string[],
  grammar: GrammarName,
  wanted: readonly Range[],
  memo: LineMemo,
  hasInjections = false,
): Highlighted {
  const tokens = new Map<number, readonly Token[]>();
  const scan = createRestartScan(grammar, lines, hasInjections);
  const atRest = memo.tokeniseLine(memo.initial, "# A").next;
  const inParagraph = memo.tokeniseLine(atRest, "A").next;
  let coarse = false;
  let spent = 0;
  let at = 0;
  let state = memo.initial;

  function tokeniseNext(keep: boolean): void {
    const line = bareLine(lines, at);
    const isLong = line.length >= maxLineLength;
    const climbing = isLong ? 0 : costOfDepth(state.depth, line.length);
    spent += (isLong ? 1 : costOfLine(line.length)) + climbing;
    if (line === "") {
      if (keep) tokens.set(at, []);
    } else if (isLong || climbing > walkBudget) {
      if (keep) coarse = true;
    } else {
      const result = memo.tokeniseLine(state, line);
      if (keep) tokens.set(at, result.tokens);
      state = result.next;
      if (state === atRest || state === inParagraph) scan.settle(at);
    }
    at++;
  }

  for (const { start, end } of wanted) {
    while (at < start && spent <= walkBudget) {
      scan.readTo(start);
      if (scan.restart() > at) {
        at = scan.restart();
        state = atRest;
      }
      const behind = scan.skipFence(at);
      if (behind > at) at = behind;
      else if (at < start) tokeniseNext(false);
    }
    while (at < end && spent <= walkBudget) tokeniseNext(true);
    if (at < end) coarse = true;
  }
  return { tokens, coarse };
}
