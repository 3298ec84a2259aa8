/** One pair of snapshots, from bytes to facts and fragments in the cache. */
import { type Cache } from "../archive/cache.ts";
import { countInvalidBytes, decodeBytes } from "../bytes.ts";
import { diffLines } from "../diff/lines.ts";
import { findMoves } from "../diff/moves.ts";
import { groupBlocks } from "../diff/hunks.ts";
import { formatPatch, type PatchContent } from "../diff/patch.ts";
import { findRenames } from "../diff/renames.ts";
import { isRevert } from "../diff/reverts.ts";
import { isBinary, splitLines } from "../diff/text.ts";
import type {
  ChangeFacts,
  ContentHash,
  FileChange,
  FileVersion,
  LineBlock,
  MoveEnd,
  PairFacts,
  Path,
  Stamp,
} from "../model.ts";
import { type RenderedPiece, renderChange } from "../render/change.ts";
import type { Highlighter } from "../render/highlight.ts";
import { dialectOf } from "../render/languages.ts";
import { anchorOf, type Hash } from "../site/addresses.ts";
import { describeSearch, type SearchChange } from "../site/search-records.ts";
import { compareWeight } from "../site/weight.ts";
import { analyseText, type LineMoves } from "./analyse-text.ts";
import { describeChange, placePieces, sumCounts } from "./describe-change.ts";
import type { PairTask } from "./pair-task.ts";

/** What a worker brings: the machine's side of things. */
export interface Tools {
  readonly cache: Cache;
  readonly highlighter: Highlighter;
  readonly hash: Hash;
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
}

interface ComparedChange {
  readonly change: FileChange;
  readonly path: Path;
  readonly oldBytes: Uint8Array;
  readonly newBytes: Uint8Array;
  readonly binary: boolean;
  /** Null for a binary file, and where only name or mode changed. */
  readonly text: ComparedText | null;
}

interface ComparedText {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly blocks: readonly LineBlock[];
  readonly coarse: boolean;
}

/** The bytes of everything that the task names. */
export type Contents = ReadonlyMap<ContentHash, Uint8Array>;

const noBytes = new Uint8Array();

/** Compares the pair, writes its fragments, patch, search texts and facts, and gives the facts. */
export function buildPair(task: PairTask, contents: Contents, tools: Tools): PairFacts {
  const read = createReader(contents);
  const changes = findRenames(task.changes, (hash) => read.text(hash));
  const compared = changes.map((change) => compareChange(change, read));
  const moves = collectMoves(compared);
  const described: ChangeFacts[] = [];
  const search: SearchChange[] = [];
  const fragments: string[] = [];
  let offset = 0;
  for (const item of compared) {
    const { path } = item;
    const rendered = renderText(item, moves.get(path) ?? noMoves, tools.highlighter);
    const pieces = placePieces(rendered.pieces, offset);
    offset = pieces.at(-1) ? (pieces.at(-1)?.offset ?? 0) + (pieces.at(-1)?.length ?? 0) : offset;
    fragments.push(...rendered.pieces.map(({ html }) => html));
    const facts = describeChange({
      change: item.change,
      anchor: anchorOf(task.to, path, tools.hash),
      text: rendered.text,
      binary: item.binary,
      invalidBytes: countInvalidBytes(item.text?.newLines.join("") ?? ""),
      revertOf: findRevert(task, item, read),
      fragment: task.key,
      pieces,
      coarse: rendered.coarse,
    });
    described.push(facts);
    search.push(describeSearch(facts, rendered.text));
  }
  const facts: PairFacts = {
    from: task.from,
    to: task.to,
    ...sumCounts(described),
    cosmetic: sumCounts(described.map(({ cosmetic }) => cosmetic)),
    changes: described.toSorted(compareWeight),
    patch: task.key,
  };
  tools.cache.write("fragments", task.key, fragments.join(""));
  tools.cache.write(
    "patch",
    task.key,
    formatPatch(
      compared.map((item) => ({ change: item.change, content: describeContent(item) })),
      tools.deflate,
    ),
  );
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

function compareChange(change: FileChange, read: Reader): ComparedChange {
  const from = change.kind === "added" ? null : change.from;
  const to = change.kind === "removed" ? null : change.to;
  const path = (to ?? from)?.path ?? "";
  const oldBytes = from ? read.bytes(from.hash) : noBytes;
  const newBytes = to ? read.bytes(to.hash) : noBytes;
  const binary = isBinary(oldBytes) || isBinary(newBytes);
  const becameOther = from && to ? isLink(from) !== isLink(to) : false;
  const isSame = from?.hash === to?.hash && !becameOther;
  const text = binary || isSame ? null : compareText(oldBytes, newBytes, becameOther);
  return { change, path, oldBytes, newBytes, binary, text };
}

/** A file that became a link, or the other way round, is replaced whole, as in a patch. */
function compareText(oldBytes: Uint8Array, newBytes: Uint8Array, whole: boolean): ComparedText {
  const oldLines = splitLines(decodeBytes(oldBytes));
  const newLines = splitLines(decodeBytes(newBytes));
  if (!whole) return { oldLines, newLines, ...diffLines(oldLines, newLines) };
  const block = {
    old: { start: 0, end: oldLines.length },
    new: { start: 0, end: newLines.length },
  };
  return { oldLines, newLines, blocks: [block], coarse: false };
}

function isLink(version: FileVersion): boolean {
  return version.mode === "120000";
}

const noMoves: LineMoves = { old: new Map(), new: new Map() };

function collectMoves(compared: readonly ComparedChange[]): Map<Path, LineMoves> {
  const byPath = new Map<Path, { old: Map<number, MoveEnd>; new: Map<number, MoveEnd> }>();
  const movesOf = (path: Path) => {
    const known = byPath.get(path) ?? { old: new Map(), new: new Map() };
    byPath.set(path, known);
    return known;
  };
  const files = compared.flatMap(({ path, text }) => (text ? [{ path, ...text }] : []));
  for (const { from, to } of findMoves(files)) {
    const local = from.path === to.path;
    for (let index = 0; index < from.count; index += 1) {
      movesOf(from.path).old.set(from.line + index, {
        path: local ? null : to.path,
        line: to.line,
      });
    }
    for (let index = 0; index < to.count; index += 1) {
      movesOf(to.path).new.set(to.line + index, {
        path: local ? null : from.path,
        line: from.line,
      });
    }
  }
  return byPath;
}

interface RenderedText {
  readonly text: ReturnType<typeof analyseText> | null;
  readonly pieces: readonly RenderedPiece[];
  readonly coarse: ChangeFacts["coarse"];
}

function renderText(
  item: ComparedChange,
  moves: LineMoves,
  highlighter: Highlighter,
): RenderedText {
  if (!item.text) return { text: null, pieces: [], coarse: [] };
  const { coarse: coarseLines, ...lines } = item.text;
  const dialect = dialectOf(item.path);
  const text = analyseText({ path: item.path, dialect, ...lines, coarseLines, moves });
  const { pieces, coarse } = renderChange(text, highlighter);
  return { text, pieces, coarse };
}

function findRevert(task: PairTask, item: ComparedChange, read: Reader): Stamp | null {
  const earlier = item.change.kind === "modified" ? task.before.get(item.path) : undefined;
  if (!earlier || !item.text) return null;
  const text = read.text(earlier.hash);
  if (text === null) return null;
  const { oldLines, newLines } = item.text;
  return isRevert(splitLines(text), oldLines, newLines) ? earlier.stamp : null;
}
