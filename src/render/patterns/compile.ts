import type { PatternScanner, RegexEngine } from "shiki/types";

import { has, type CharacterSet } from "./character-set.ts";
import type { Part } from "./parts.ts";

/** A pattern that looks behind before it takes anything. */
const looksBehind = /^(?:\((?:\?:)?)*\(\?<[=!]/;

/**
 * Anchored patterns are tried where the search starts only. For one that looks behind, Oniguruma does not
 * see by itself where a match may begin and where not, so it is told.
 */
export function compilePart(part: Part, engine: RegexEngine): PatternScanner {
  const { sources, anchored, atStart, begins } = part;
  if (anchored) return engine.createScanner(sources.map((one) => `\\G(?:${one})`));
  const isTold = begins !== null && !atStart && looksBehind.test(sources[0] ?? "");
  if (!isTold) return engine.createScanner([...sources]);
  return engine.createScanner(sources.map((one) => `(?=${writeClass(begins)})(?:${one})`));
}

/** A set as a class in Oniguruma's syntax. */
function writeClass(set: CharacterSet): string {
  let body = has(set, 0) ? "[^\\x01-\\x7F]" : "";
  for (let code = 1; code < 128; code++) {
    if (has(set, code)) body += `\\x${code.toString(16).padStart(2, "0")}`;
  }
  return `[${body}]`;
}
