import {
  createJavaScriptRegexEngine,
  defaultJavaScriptRegexConstructor,
} from "shiki/engine/javascript";
import type { RegexEngine } from "shiki/types";

import { findRequiredTexts } from "./required-texts.ts";

/**
 * The engine of all patterns: Shiki's, except that a pattern is not tried on a line without the texts that
 * it requires. Nine of ten tries end there, which halves the time that colours take.
 *
 * It writes patterns without modifiers such as `(?i:ex|im)port`, which came with ES2025: V8 matches some of
 * these wrongly once it has compiled so many patterns that it stops to optimise them, so what a line looks
 * like would depend on what was coloured before.
 */
export function createPatternEngine(): RegexEngine {
  const target = "ES2024";
  const finders = new Map<string, (line: string) => number>();

  /** Many patterns require the same texts; each line is searched once for them. */
  function finderOf(texts: readonly string[]): (line: string) => number {
    const key = texts.join("\0");
    const finder = finders.get(key) ?? createFinder(texts);
    finders.set(key, finder);
    return finder;
  }

  return createJavaScriptRegexEngine({
    target,
    regexConstructor(pattern) {
      const regexp = defaultJavaScriptRegexConstructor(pattern, { target });
      const required = findRequiredTexts(pattern).map(finderOf);
      if (required.length === 0) return regexp;
      const { exec } = regexp;
      regexp.exec = (line) => {
        for (const find of required) if (find(line) < regexp.lastIndex) return null;
        return exec.call(regexp, line);
      };
      return regexp;
    },
  });
}

/** Finds where the last of the texts begins in a line (UTF-16 code units), or -1; remembers the last line. */
function createFinder(texts: readonly string[]): (line: string) => number {
  let known = "";
  let place = -1;
  return (line) => {
    if (line !== known) {
      place = Math.max(...texts.map((text) => line.lastIndexOf(text)));
      known = line;
    }
    return place;
  };
}
