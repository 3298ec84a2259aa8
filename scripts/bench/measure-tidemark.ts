import { deflateSync } from "node:zlib";
import { hashContent } from "../../src/archive/hash-content.ts";
import { compareText, describeContent } from "../../src/pipeline/pairs/compare-change.ts";
import { renderText } from "../../src/pipeline/pairs/render-text.ts";
import { warmUp } from "./warm-up.ts";
import { formatPatch } from "../../src/diff/patch/patch.ts";
import type { FileVersion } from "../../src/model.ts";
import { createHighlighter } from "../../src/render/highlight/highlight.ts";
import { type BenchLine, measure, type RenderedBytes } from "./measure.ts";
import type { BenchPair } from "./pairs.ts";

/** Lines, marks, kinds of lines, sections, highlighting and HTML of every pair. */
export async function measureTidemark(pairs: readonly BenchPair[]): Promise<BenchLine> {
  return measure("tidemark", pairs, async () => {
    const highlighter = await createHighlighter();
    warmUp(highlighter);
    return (pair): RenderedBytes => {
      const text = compareText(pair.oldBytes, pair.newBytes);
      const { chunks } = renderText(pair.path, text, highlighter);
      return {
        htmlBytes: chunks.reduce((sum, { html }) => sum + Buffer.byteLength(html), 0),
        patchBytes: () => formatOne(pair, text).length,
      };
    };
  });
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
