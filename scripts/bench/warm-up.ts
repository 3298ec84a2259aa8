import type { Highlighter } from "../../src/render/highlight/highlight.ts";
import { compareText } from "../../src/pipeline/pairs/compare-change.ts";
import { renderText } from "../../src/pipeline/pairs/render-text.ts";

/** A bit of all that documentation is usually made of. */
const before = `---
title: Tides
---

import { Gauge } from "./gauge";

# Tides

The gauge is read at *six* in the morning, see [the slate](/slate) or [the log][log]; \`read --all\`
prints what the harbour office wrote down since.

> Depths are below the lowest tide.

Spring tides come *twice* a month,[^moon] see www.example.org for all of them:
> new moon
and full moon.

[^moon]: At new
moon and at full moon.

- small anchors
- **large** anchors, with [chains](/chains)

1. Open the valve:

   \`\`\`bash
   npm run valve -- --open "$NAME" && echo done | tee log.txt
   \`\`\`

2. Wait.

| Berth | Depth | Notes |
| ----- | ----- | ----- |
| North | 4 m   | see [the chart](/chart#north) |
| South | 3 m   | \`shallow\` |

<Card
  title="Harbour"
  href="/harbour"
/>

<div class="note"><a href="/berths">Berths</a> are <code>numbered</code>.</div>

\`\`\`ts
import type { Berth } from "./berth";
export const retries = 2;
export async function moor<T extends Berth>(berth: T, options?: { line: string }): Promise<T[]> {
  if (!options || berth.depth < 4.5) throw new Error(\`\${berth.name}: too shallow\`);
  return [await berth.take({ ...options, retries })];
}
\`\`\`

\`\`\`js
const { gauge } = require("gauge");
module.exports = { plugins: [gauge({ every: 6, at: [1, 2], on: true, test: /^a/g })] };
\`\`\`

\`\`\`json
{ "name": "gauge", "depth": 4, "open": true, "berths": ["north", null] }
\`\`\`

\`\`\`yaml
name: gauge
on: [push]
steps:
  - run: read # twice
\`\`\`

\`\`\`html
<script type="module" src="/gauge.js"></script>
<p class="depth">4 &lt; 5</p>
\`\`\`

\`\`\`css
.depth > a:hover { color: #07a; margin: 0 1px; }
\`\`\`

\`\`\`python
def read(gauge: str, depth=4) -> list:
    return [float(x) for x in gauge.split(",") if x != "0"]  # metres
\`\`\`

\`\`\`diff
- depth: 4
+ depth: 5
\`\`\`

[log]: https://example.org/log
`;

/** All of it changed, by words, by markup or by form only. */
const after = before
  .replace("at *six*", "at _half past five_")
  .replace("/slate", "/board")
  .replace(
    "prints what the harbour office wrote down since.",
    "prints what was\nwritten down since.",
  )
  .replace("*twice*", "_twice_")
  .replace("and full moon.", "and *full* moon.")
  .replace("lowest tide", "lowest tide of spring")
  .replace("- small", "* small")
  .replace("- **large**", "* **heavy**")
  .replace("--open", "--close")
  .replace("4 m  ", "5 m")
  .replace("/harbour", "/harbours")
  .replace("numbered", "lettered")
  .replaceAll("depth", "draught")
  .replace("retries = 2", "retries = 3")
  .replace("every: 6", "every: 12")
  .replace("[push]", "[push, pull]");

/**
 * Renders a change that has a bit of everything in each dialect, so that parsers and patterns are compiled
 * before the clock starts.
 */
export function warmUp(highlighter: Highlighter): void {
  const encode = (text: string) => new TextEncoder().encode(text);
  for (const path of ["warm-up.md", "warm-up.mdx"]) {
    renderText(path, compareText(encode(before), encode(after)), highlighter);
  }
}
