import type { FileEntry, Path } from "../../model.ts";
import type { KindContext } from "./context.ts";
import { RE2JS } from "re2js";
import type { Rewrite } from "../../config-capture.ts";

/** Writes a file into the draft; a text is rewritten first. */
export function writeDocument(
  { draft, rewrite }: Pick<KindContext, "draft" | "rewrite">,
  path: Path,
  bytes: Uint8Array,
): FileEntry {
  return draft.write(path, rewriteBytes(bytes, rewrite), "100644");
}

/** Rewrites what is a text; the very same bytes where nothing changes. */
export function rewriteBytes(bytes: Uint8Array, rewrite: (text: string) => string): Uint8Array {
  if (bytes.includes(0)) return bytes;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const rewritten = rewrite(text);
    return rewritten === text ? bytes : new TextEncoder().encode(rewritten);
  } catch (error) {
    if (error instanceof TypeError) return bytes; // not UTF-8: no text that a pattern could read
    throw error;
  }
}

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
