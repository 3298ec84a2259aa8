import { EncodedTokenMetadata, INITIAL, type IGrammar, type StateStackImpl } from "shiki/textmate";

import { combineRole, roles } from "./roles.ts";
import { roleOfForeground } from "./theme.ts";
import { mergeTokens, type ColouredToken } from "./tokens.ts";

/** What a grammar remembers between two lines. Equal states are one object. */
interface State {
  readonly stack: StateStackImpl;
  /** Rules that are open. */
  readonly depth: number;
  readonly results: Map<string, LineResult>;
}

interface LineResult {
  readonly tokens: readonly ColouredToken[];
  readonly next: State;
}

/** Bits of a font style (an ambient enumeration of vscode-textmate, which cannot be imported). */
const italicStyle = 1;
const boldStyle = 2;

export interface LineMemo {
  /** The state before a text's first line. */
  readonly initial: State;
  /** Tokenises one line, without its terminator, that follows `state`. */
  readonly tokeniseLine: (state: State, line: string) => LineResult;
  /** Lines that had to be tokenised since the memo was made. */
  readonly misses: () => number;
}

/** Tokenises lines, each (state, line) only once: versions of a file share nearly all of theirs. */
export function createLineMemo(grammar: IGrammar, colours: readonly string[]): LineMemo {
  const internState = createInterner();
  const initial = internState(INITIAL as StateStackImpl);
  const coloured = colours.map(roleOfForeground);
  let misses = 0;
  return {
    initial,
    misses: () => misses,
    tokeniseLine(state, line) {
      const known = state.results.get(line);
      if (known !== undefined) return known;
      misses++;
      const result = grammar.tokenizeLine2(line, state.stack, 0);
      const tokens = mergeTokens(line, decodeTokens(result.tokens, line.length, coloured));
      const entry = { tokens, next: internState(result.ruleStack as StateStackImpl) };
      state.results.set(line, entry);
      return entry;
    },
  };
}

/** The stretches of a line that have a role (see `roles.ts`); `coloured` are the roles of the colours. */
function decodeTokens(
  encoded: Uint32Array,
  length: number,
  coloured: readonly number[],
): readonly ColouredToken[] {
  const tokens: ColouredToken[] = [];
  for (let at = 0; at < encoded.length; at += 2) {
    const role = roleOf(encoded[at + 1] ?? 0, coloured);
    if (role === 0) continue;
    // The last token may reach over the line feed that the tokeniser adds.
    const end = Math.min(encoded[at + 2] ?? length, length);
    tokens.push({ start: Math.min(encoded[at] ?? 0, end), end, role });
  }
  return tokens;
}

function roleOf(metadata: number, coloured: readonly number[]): number {
  const style: number = EncodedTokenMetadata.getFontStyle(metadata);
  const role = coloured[EncodedTokenMetadata.getForeground(metadata)] ?? roles.plain;
  if (style <= 0) return role;
  return combineRole(role, (style & boldStyle) !== 0, (style & italicStyle) !== 0);
}

function createInterner(): (stack: StateStackImpl) => State {
  const buckets = new Map<string, State[]>();
  return (stack) => {
    const key = `${String(stack.depth)} ${stack.endRule ?? ""}`;
    const bucket = buckets.get(key) ?? [];
    const known = bucket.find((state) => isSameState(state.stack, stack));
    if (known !== undefined) return known;
    const state = { stack, depth: stack.depth, results: new Map() };
    bucket.push(state);
    buckets.set(key, bucket);
    return state;
  };
}

/** `equals` leaves out whether a rule began at the end of its line, which decides where \G matches. */
function isSameState(one: StateStackImpl, other: StateStackImpl): boolean {
  if (one === other) return true;
  if (!one.equals(other)) return false;
  let left: StateStackImpl | null = one;
  let right: StateStackImpl | null = other;
  while (left !== null && right !== null && left !== right) {
    if (left.beginRuleCapturedEOL !== right.beginRuleCapturedEOL) return false;
    left = left.parent;
    right = right.parent;
  }
  return true;
}
