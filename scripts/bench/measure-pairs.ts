import { deflateSync } from "node:zlib";
import { hashContent } from "../../src/archive/hash-content.ts";
import { formatPatch } from "../../src/diff/patch/patch.ts";
import type { FileVersion } from "../../src/model.ts";
import { compareText, describeContent } from "../../src/pipeline/pairs/compare-change.ts";
import { renderText } from "../../src/pipeline/pairs/render-text.ts";
import { createHighlighter } from "../../src/render/highlight/highlight.ts";
import { quantile, round } from "./figures.ts";
import type { BenchPair } from "./pairs.ts";
import { warmUp } from "./warm-up.ts";

/**
 * Times each pair once, in order: lines, marks, kinds of lines, sections, colours and HTML. Start-up
 * (`initMs`: grammars, compiling) and the patches' bytes are outside of the clock.
 */
export async function measurePairs(pairs: readonly BenchPair[]) {
  const begun = performance.now();
  const highlighter = await createHighlighter();
  warmUp(highlighter);
  const initMs = performance.now() - begun;
  const runs = pairs.map((pair) => {
    const before = performance.now();
    const text = compareText(pair.oldBytes, pair.newBytes);
    const { chunks } = renderText(pair.path, text, highlighter);
    const ms = performance.now() - before;
    const htmlBytes = chunks.reduce((sum, { html }) => sum + Buffer.byteLength(html), 0);
    return { id: pair.id, ms, htmlBytes, patchBytes: formatOne(pair, text).length };
  });
  const times = runs.map(({ ms }) => ms);
  const maxMs = quantile(times, 1);
  return {
    name: "tidemark",
    pairs: pairs.length,
    initMs: Math.round(initMs),
    totalMs: Math.round(times.reduce((sum, ms) => sum + ms, 0)),
    medianMs: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
    maxMs: round(maxMs),
    maxId: runs.find(({ ms }) => ms === maxMs)?.id ?? "",
    htmlBytes: runs.reduce((sum, run) => sum + run.htmlBytes, 0),
    patchBytes: runs.reduce((sum, run) => sum + run.patchBytes, 0),
    rssMB: Math.round(process.resourceUsage().maxRSS / 1024),
    runs,
  };
}

function formatOne(pair: BenchPair, text: ReturnType<typeof compareText>): Uint8Array {
  const version = (bytes: Uint8Array): FileVersion => ({
    path: pair.path,
    hash: hashContent(bytes),
    size: bytes.length,
    mode: "100644",
  });
  const change = {
    kind: "modified",
    from: version(pair.oldBytes),
    to: version(pair.newBytes),
  } as const;
  const content = describeContent({ ...pair, binary: false, text });
  return formatPatch([{ change, content }], deflateSync);
}
