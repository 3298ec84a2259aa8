import type { Highlighter } from "../render/highlight.ts";
import { compareText } from "./compare-change.ts";
import { renderText } from "./render-text.ts";

const before = `---
title: Tides
---

# Tides

The gauge is read at *six* in the morning, see [the slate](/slate).

- small anchors
- large anchors

| Berth | Depth |
| ----- | ----- |
| North | 4 m   |

\`\`\`ts
export const retries = 2;
\`\`\`
`;

const after = before
  .replace("at *six*", "at _half past five_")
  .replace("/slate", "/board")
  .replace("- small", "* small")
  .replace("4 m  ", "5 m")
  .replace("retries = 2", "retries = 3");

/**
 * Renders one small change of each dialect, so that parsers and patterns are compiled at start-up and not
 * in the first pair.
 */
export function warmUp(highlighter: Highlighter): void {
  const encode = (text: string) => new TextEncoder().encode(text);
  for (const path of ["warm-up.md", "warm-up.mdx"]) {
    renderText(path, compareText(encode(before), encode(after)), highlighter);
  }
}
