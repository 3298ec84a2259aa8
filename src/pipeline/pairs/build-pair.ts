/** One pair of snapshots, from bytes to facts and fragments in the cache. */
import { type Cache } from "../../archive/cache.ts";
import { packEntry } from "../../archive/packed-entry.ts";
import { countInvalidBytes, decodeBytes } from "../../bytes.ts";
import { groupBlocks } from "../../diff/lines/hunks.ts";
import { formatPatch, type PatchContent } from "../../diff/patch/patch.ts";
import { compareRemoved, findRenames } from "../../diff/trees/renames.ts";
import { isRevert } from "../../diff/trees/reverts.ts";
import { isBinary, splitLines } from "../../diff/lines/text.ts";
import type { ChangeFacts, ContentHash, PairFacts } from "../../model.ts";
import { renderFeedChange } from "../../render/feed-change.ts";
import type { Highlighter } from "../../render/highlight/highlight.ts";
import { anchorOf, type Hash } from "../../site/addresses/assign-addresses.ts";
import type { FeedHtml } from "../../site/feeds/item.ts";
import { describeSearch, type SearchChange } from "../../site/search/records.ts";
import { compareWeight, sumByKind } from "../../site/pages/totals.ts";
import { dateOf } from "../../stamp.ts";
import { compareChange, type ComparedChange } from "./compare-change.ts";
import { describeChange, placeChunks, sumCounts } from "./describe-change.ts";
import { findLineMoves } from "./find-line-moves.ts";
import { recordText, type RecordedText } from "./record-text.ts";
import type { EarlierVersion, PairTask } from "./pair-task.ts";
import { renderText } from "./render-text.ts";

/** What a worker brings: the machine's side of things. */
export interface Tools {
  readonly cache: Cache;
  readonly highlighter: Highlighter;
  readonly hash: Hash;
  /** SHA-256 in hex. */
  readonly hashBytes: (bytes: Uint8Array) => string;
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
}

/** The bytes of everything that the task names. */
export type Contents = ReadonlyMap<ContentHash, Uint8Array>;

/** Compares the pair, writes its fragments, patch, search texts and facts, and gives the facts. */
export function buildPair(task: PairTask, contents: Contents, tools: Tools): PairFacts {
  const read = createReader(contents);
  const renames = compareRemoved(task.changes, read.text);
  const compared = renames.changes.map((change) => compareChange(change, read.bytes));
  const texts = compared.flatMap(({ path, text }) => (text ? [{ path, ...text }] : []));
  const moves = findLineMoves(texts);
  const described: ChangeFacts[] = [];
  const search: SearchChange[] = [];
  const feed: FeedHtml[] = [];
  const recorded: RecordedText[] = [];
  const fragments: string[] = [];
  let offset = 0;
  for (const item of compared) {
    const { path } = item;
    const rendered = item.text && renderText(path, item.text, tools.highlighter, moves.get(path));
    const chunks = placeChunks(rendered?.chunks ?? [], offset);
    offset += chunks.reduce((sum, { length }) => sum + length, 0);
    fragments.push(...(rendered?.chunks ?? []).map(({ html }) => html));
    const [excerpt = null] = placeChunks(
      rendered?.excerpt ? [{ html: rendered.excerpt }] : [],
      offset,
    );
    offset += excerpt?.length ?? 0;
    fragments.push(rendered?.excerpt ?? "");
    const feedChange = renderFeedChange(rendered?.text ?? null);
    const facts = describeChange({
      change: item.change,
      anchor: anchorOf(task.to, path, tools.hash),
      text: rendered?.text ?? null,
      binary: item.binary,
      invalidBytes: countInvalidBytes(item.text?.newLines.join("") ?? ""),
      ...describeRevert(findRevert(task, item, read), tools.hash),
      feed: feedChange,
      fragment: task.key,
      chunks,
      excerpt,
      coarse: rendered?.coarse ?? [],
    });
    described.push(facts);
    search.push(describeSearch(facts, rendered?.text ?? null));
    feed.push({ anchor: facts.anchor, ...feedChange });
    recorded.push(...recordText(item, rendered?.text ?? null, facts.anchor, tools.hashBytes));
  }
  const patched = task.patched
    ? findRenames(task.patched, read.text).map((change) => compareChange(change, read.bytes))
    : compared;
  const facts: PairFacts = {
    from: task.from,
    to: task.to,
    ...sumCounts(described),
    cosmetic: sumCounts(described.map(({ cosmetic }) => cosmetic)),
    byKind: sumByKind(described.map(({ byKind }) => byKind)),
    changes: described.toSorted(compareWeight),
    missing: task.missing,
    returned: task.returned,
    notBack: task.notBack,
    ...(renames.coarse ? { coarseRenames: true } : {}),
    patch: task.key,
  };
  tools.cache.write("fragments", task.key, fragments.join(""));
  tools.cache.write(
    "patch",
    task.key,
    formatPatch(
      patched.map((item) => ({ change: item.change, content: describeContent(item) })),
      tools.deflate,
    ),
  );
  tools.cache.write("feed", task.key, packEntry(feed));
  tools.cache.write("texts", task.key, packEntry(recorded));
  tools.cache.write("search", task.key, JSON.stringify(search));
  // The facts come last: where they are, all the rest is.
  tools.cache.write("facts", task.key, JSON.stringify(facts));
  return facts;
}

function describeContent(item: ComparedChange): PatchContent {
  const { oldBytes, newBytes } = item;
  if (item.binary) return { kind: "binary", oldBytes, newBytes };
  if (!item.text) return { kind: "same" };
  const { oldLines, newLines, blocks } = item.text;
  const hunks = groupBlocks(blocks, oldLines.length, newLines.length);
  return { kind: "text", oldLines, newLines, hunks };
}

interface Reader {
  readonly bytes: (hash: ContentHash) => Uint8Array;
  /** The text, or null for a binary file. */
  readonly text: (hash: ContentHash) => string | null;
}

function createReader(contents: Contents): Reader {
  const bytes = (hash: ContentHash): Uint8Array => {
    const content = contents.get(hash);
    if (!content) throw new Error(`The content ${hash} was not read.`);
    return content;
  };
  const text = (hash: ContentHash) => {
    const content = bytes(hash);
    return isBinary(content) ? null : decodeBytes(content);
  };
  return { bytes, text };
}

/** The version of two versions ago, if the change brings it back. */
function findRevert(task: PairTask, item: ComparedChange, read: Reader): EarlierVersion | null {
  const { kind } = item.change;
  const mayRevert = kind === "modified" || kind === "added";
  const earlier = mayRevert ? task.before.get(item.path) : undefined;
  if (!earlier || !item.text) return null;
  const text = read.text(earlier.hash);
  if (text === null) return null;
  const { oldLines, newLines } = item.text;
  return isRevert(splitLines(text), oldLines, newLines) ? earlier : null;
}

function describeRevert(
  version: EarlierVersion | null,
  hash: Hash,
): Pick<ChangeFacts, "revertOf" | "undoes"> {
  if (version === null) return { revertOf: null, undoes: null };
  const { stamp, replacedBy } = version;
  const undoes = replacedBy && {
    date: dateOf(replacedBy.to),
    anchor: anchorOf(replacedBy.to, replacedBy.path, hash),
  };
  return { revertOf: stamp, undoes };
}
