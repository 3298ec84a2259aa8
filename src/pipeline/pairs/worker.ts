/** What a worker thread runs: one pair at a time, with one highlighter for its whole life. */
import { deflateSync } from "node:zlib";
import { openCache } from "../../archive/cache.ts";
import { openContentReader } from "../../archive/content.ts";
import type { PairFacts } from "../../model.ts";
import { createHighlighter } from "../../render/highlight/highlight.ts";
import { buildPair } from "./build-pair.ts";
import { hashBytes, hashText } from "../hash.ts";
import type { PairTask } from "./pair-task.ts";

const highlighter = await createHighlighter();
const reader = openContentReader();

/** Builds one pair. */
export default async function runPairTask(task: PairTask): Promise<PairFacts> {
  const contents = await reader.readAll(task.places);
  return buildPair(task, contents, {
    cache: openCache(task.cacheFolder),
    highlighter,
    hash: hashText,
    hashBytes,
    deflate: deflateSync,
  });
}
