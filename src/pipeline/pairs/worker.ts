/** What a worker thread runs: one piece of work at a time, with one highlighter for its whole life. */
import { serialize } from "node:v8";
import { deflateSync } from "node:zlib";
import { openCache } from "../../archive/cache.ts";
import { type ContentPlace, openContentReader } from "../../archive/content.ts";
import { beginHistory } from "../../kinds/history.ts";
import { noVersions } from "../../kinds/reverts.ts";
import type { ContentHash, PairFacts, Path } from "../../model.ts";
import { createHighlighter } from "../../render/highlight/highlight.ts";
import { hashBytes, hashText } from "../hash.ts";
import { listKeysOf } from "./analyse-change.ts";
import { comparePair, readCompared } from "./compare-pair.ts";
import { readKinds } from "./kinds-cache.ts";
import type { PairTask } from "./pair-task.ts";
import { renderPair } from "./render-pair.ts";
import type { SavedKnown } from "./trace-kinds.ts";

export type WorkerTask =
  | { readonly stage: "begin"; readonly first: FirstSnapshot }
  | { readonly stage: "compare"; readonly task: PairTask }
  | {
      readonly stage: "render";
      readonly task: PairTask;
      readonly kinds: string;
      /** Where the earlier versions that it brings back can be read. */
      readonly earlier: ReadonlyMap<ContentHash, ContentPlace>;
    };

/** The files of a source's first snapshot, whose keys a history begins with. */
export interface FirstSnapshot {
  readonly cacheFolder: string;
  /** Key of the entry that is written. */
  readonly key: string;
  readonly files: ReadonlyMap<Path, ContentHash>;
  readonly places: ReadonlyMap<ContentHash, ContentPlace>;
}

const highlighter = await createHighlighter();
const reader = openContentReader();

/** Does one piece of work; gives the facts of a pair that is rendered. */
export default async function work(piece: WorkerTask): Promise<PairFacts | null> {
  if (piece.stage === "begin") {
    await begin(piece.first);
    return null;
  }
  const { task } = piece;
  const earlier = piece.stage === "render" ? piece.earlier : [];
  const contents = await reader.readAll(new Map([...task.places, ...earlier]));
  const cache = openCache(task.cacheFolder);
  if (piece.stage === "compare") {
    comparePair(task, contents, { cache, deflate: deflateSync });
    return null;
  }
  const compared = readCompared(cache, task.key);
  const found = readKinds(cache, piece.kinds);
  if (!compared || !found)
    throw new Error(`The cache lost what was compared of ${task.key}: build again.`);
  return renderPair({ task, compared, ...found }, contents, {
    cache,
    highlighter,
    hash: hashText,
    hashBytes,
  });
}

async function begin({ cacheFolder, key, files, places }: FirstSnapshot): Promise<void> {
  const contents = await reader.readAll(places);
  const keys = [...files].map(
    ([path, hash]) => [path, listKeysOf(path, contents.get(hash) ?? new Uint8Array())] as const,
  );
  const known: SavedKnown = { history: beginHistory(new Map(keys)), versions: noVersions };
  openCache(cacheFolder).write("history", key, serialize(known));
}
