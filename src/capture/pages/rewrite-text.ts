import { RE2JS } from "re2js";
import type { Rewrite } from "../../config-capture.ts";

/**
 * Applies a source's rewrites, one after the other, everywhere in the text. RE2 reads a text in time that
 * grows with its length only, so that no page can hold a capture up.
 */
export function createRewriter(rewrites: readonly Rewrite[]): (text: string) => string {
  const compiled = rewrites.map(({ pattern, with: replacement }) => ({
    expression: RE2JS.compile(pattern),
    replacement,
  }));
  return (text) =>
    compiled.reduce(
      (current, { expression, replacement }) => expression.matcher(current).replaceAll(replacement),
      text,
    );
}
