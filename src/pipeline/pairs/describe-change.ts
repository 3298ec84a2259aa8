/** The facts of one change: what pages, feeds and JSON say of it. */
import { sideOf } from "../../diff/lines/hunks.ts";
import { pathOf, sidesOf } from "../../diff/trees/trees.ts";
import {
  forgetNoise,
  renderFeedChange,
  type RenderedFeedChange,
} from "../../render/feed-change.ts";
import {
  type ChangeFacts,
  type ChangedRow,
  type Counts,
  type CountsByKind,
  type FileChange,
  type Hunk,
  type HunkFacts,
  lineKinds,
  type Row,
  type StoredChunk,
  type StoredHtml,
  type TextChange,
} from "../../model.ts";

type Amount = Counts & { readonly byKind: CountsByKind };

export interface ChangeParts {
  readonly change: FileChange;
  readonly anchor: string;
  /** Looked for where all of a pair is known. */
  readonly elsewhere?: Pick<ChangeFacts, "textFrom" | "textTo">;
  /** Null for a binary file and where the bytes did not change. */
  readonly text: TextChange | null;
  readonly binary: boolean;
  readonly invalidBytes: number;
  readonly revert: ChangeFacts["revert"];
  readonly headlines: ChangeFacts["headlines"];
  readonly feed: RenderedFeedChange;
  readonly fragment: string;
  readonly chunks: readonly StoredChunk[];
  readonly excerpt: StoredHtml | null;
  /** Of rendering. */
  readonly approximate: ChangeFacts["approximate"];
}

/** Gathers the facts of one change. */
export function describeChange(parts: ChangeParts): ChangeFacts {
  const { change, text } = parts;
  const { from, to } = sidesOf(change);
  const rows = (text?.hunks ?? []).flatMap(({ rows }) => rows).filter(isChanged);
  return {
    kind: change.kind,
    path: pathOf(change),
    previousPath: change.kind === "renamed" ? change.from.path : null,
    similarity: change.kind === "renamed" ? change.similarity : null,
    anchor: parts.anchor,
    ...parts.elsewhere,
    ...countRows(rows),
    byKind: countByKind(rows),
    ...countNoise(rows),
    hunks: (text?.hunks ?? []).map(describeHunk),
    headlines: parts.headlines,
    moved: rows.filter(({ lineKind }) => lineKind === "moved").length,
    revert: parts.revert,
    binary: parts.binary,
    invalidBytes: parts.invalidBytes,
    oldSize: from?.size ?? null,
    newSize: to?.size ?? null,
    oldMode: from?.mode ?? null,
    newMode: to?.mode ?? null,
    approximate: parts.approximate,
    feedBytes: measureFeed(parts.feed, text),
    fragment: parts.fragment,
    chunks: parts.chunks,
    excerpt: parts.excerpt,
  };
}

/** The counts of a text's changed lines, in all and of each kind. */
export function countText({ hunks }: TextChange): Amount {
  const rows = hunks.flatMap(({ rows }) => rows).filter(isChanged);
  return { ...countRows(rows), byKind: countByKind(rows) };
}

function countNoise(rows: readonly ChangedRow[]): Pick<ChangeFacts, "noise"> {
  const byRule = Map.groupBy(rows, (row) => row.noise ?? "");
  byRule.delete("");
  if (byRule.size === 0) return {};
  return { noise: Object.fromEntries([...byRule].map(([rules, own]) => [rules, countRows(own)])) };
}

function countByKind(rows: readonly ChangedRow[]): CountsByKind {
  const groups = Map.groupBy(rows, ({ lineKind }) => lineKind);
  return Object.fromEntries(
    lineKinds.flatMap((kind) => {
      const group = groups.get(kind);
      return group ? [[kind, countRows(group)]] : [];
    }),
  );
}

/** Pieces of a change's HTML with their places in the pair's cache entry, which they follow at `offset`. */
export function placeChunks<Piece extends object>(
  chunks: readonly (Piece & { readonly html: string })[],
  offset: number,
): (Omit<Piece, "html"> & StoredHtml)[] {
  let end = offset;
  return chunks.map(({ html, ...chunk }) => {
    const length = new TextEncoder().encode(html).length;
    end += length;
    return { ...chunk, offset: end - length, length };
  });
}

function measureFeed(feed: RenderedFeedChange, text: TextChange | null): ChangeFacts["feedBytes"] {
  const hasNoise = text?.hunks.some(({ rows }) =>
    rows.some((row) => isChanged(row) && row.lineKind === "noise"),
  );
  const { html, removed } = text && hasNoise ? renderFeedChange(forgetNoise(text)) : feed;
  return {
    all: sizeFeedHtml(html),
    removed: removed && sizeFeedHtml(removed.html),
    ...(removed && !feed.removed && { removedNoise: true as const }),
  };
}

/** About the bytes that the HTML takes once addresses (of about 80 bytes) stand in it. */
function sizeFeedHtml(html: string): number {
  return new TextEncoder().encode(html).length + 80 * (html.split("\0").length - 1);
}

function describeHunk(hunk: Hunk): HunkFacts {
  const first = hunk.rows.find(isChanged);
  if (!first) throw new RangeError("A hunk has at least one changed line.");
  return { line: sideOf(first), section: hunk.section };
}

function isChanged(row: Row): row is ChangedRow {
  return row.kind !== "context";
}

function countRows(rows: readonly ChangedRow[]): Counts {
  const additions = rows.filter(({ kind }) => kind === "insertion").length;
  return { additions, deletions: rows.length - additions };
}
