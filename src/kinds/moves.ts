/** What moved in a pair: each line that is gone is used once. */
import type { OpenFile, OpenLines } from "./open-lines.ts";
import { leastWords } from "./line-keys.ts";

/** An open line: the file and the row of its columns. */
export interface OpenPlace {
  readonly file: OpenFile;
  readonly at: number;
}

/** By row of a file's deletions where they went, and of its insertions where they came from. */
export interface Moves {
  readonly old: ReadonlyMap<OpenFile, ReadonlyMap<number, OpenPlace>>;
  readonly new: ReadonlyMap<OpenFile, ReadonlyMap<number, OpenPlace>>;
}

/**
 * Pairs insertions with deletions of the same key, one to one: each first with what follows the partner of
 * the line above, then in its own file, then in any other, in their order. Short lines go with a
 * neighbour; paragraphs that were wrapped anew on their way go as a whole.
 */
export function findMoves(files: readonly OpenFile[]): Moves {
  const went = new Map(files.map((file) => [file, new Map<number, OpenPlace>()]));
  const came = new Map(files.map((file) => [file, new Map<number, OpenPlace>()]));
  const isFree = (side: Map<OpenFile, Map<number, OpenPlace>>, { file, at }: OpenPlace) =>
    side.get(file)?.has(at) === false;
  const join = (from: OpenPlace, to: OpenPlace) => {
    if (!isFree(went, from) || !isFree(came, to)) return false;
    went.get(from.file)?.set(from.at, to);
    came.get(to.file)?.set(to.at, from);
    return true;
  };

  const isLong = ({ count }: OpenLines, at: number) => (count[at] ?? 0) >= leastWords;
  const lines = indexDeletions(files, (old, at) => (isLong(old, at) ? (old.key[at] ?? 0) : 0));
  const follow = (file: OpenFile, at: number): boolean => {
    const above = came.get(file)?.get(at - 1);
    if (!above) return false;
    const next = { file: above.file, at: above.at + 1 };
    if (file.new.key[at] !== next.file.old.key[next.at]) return false;
    const isTogether = file.new.pair[at] !== 0 && file.new.pair[at] === next.file.old.pair[next.at];
    return (isTogether || isLong(file.new, at)) && join(next, { file, at });
  };
  for (const isLocal of [true, false]) {
    for (const file of files) {
      for (let at = 0; at < file.new.key.length; at += 1) {
        if (came.get(file)?.has(at) === true || follow(file, at)) continue;
        if (!isLong(file.new, at)) continue;
        lines.take(file.new.key[at] ?? 0, isLocal ? file : null, (from) =>
          join(from, { file, at }),
        );
      }
    }
  }
  // Short lines: two beside each other, and what stands above a line that moved.
  const pairs = indexDeletions(files, (old, at) => old.pair[at] ?? 0);
  for (const file of files) {
    for (let at = file.new.key.length - 1; at > 0; at -= 1) {
      const pair = file.new.pair[at] ?? 0;
      const below = came.get(file)?.get(at);
      if (pair === 0 || came.get(file)?.has(at - 1) === true) continue;
      if (file.new.key[at - 1] === undefined) continue;
      const joinAbove = (from: OpenPlace) => {
        if (from.file.old.pair[from.at] !== pair) return false;
        if (from.file.old.key[from.at - 1] !== file.new.key[at - 1]) return false;
        return join({ file: from.file, at: from.at - 1 }, { file, at: at - 1 });
      };
      if (below) joinAbove(below);
      else
        pairs.take(
          pair,
          null,
          (from) => isFree(went, from) && joinAbove(from) && join(from, { file, at }),
        );
    }
    for (let at = 1; at < file.new.key.length; at += 1) {
      if (came.get(file)?.has(at) === false) follow(file, at);
    }
  }
  const blocks = indexDeletions(files, (old, at) =>
    old.block[at] === old.block[at - 1] ? 0 : (old.block[at] ?? 0),
  );
  for (const file of files) {
    for (let at = 0; at < file.new.key.length; at += 1) {
      const block = file.new.block[at] ?? 0;
      if (block === 0 || block === file.new.block[at - 1] || came.get(file)?.has(at) === true)
        continue;
      blocks.take(block, null, (from) => {
        const to = { file, at };
        // One line that is one line again would have been found by its words.
        if (from.file.old.block[from.at + 1] !== block && file.new.block[at + 1] !== block) {
          return false;
        }
        const isWhole = (place: OpenPlace, lines: OpenLines, side: typeof went) =>
          listBlock(lines, place.at).every((row) => isFree(side, { file: place.file, at: row }));
        if (!isWhole(from, from.file.old, went) || !isWhole(to, file.new, came)) return false;
        for (const row of listBlock(from.file.old, from.at)) went.get(from.file)?.set(row, to);
        for (const row of listBlock(file.new, at)) came.get(file)?.set(row, from);
        return true;
      });
    }
  }
  return { old: went, new: came };
}

function listBlock({ block }: OpenLines, start: number): number[] {
  const rows: number[] = [];
  for (let at = start; at < block.length && block[at] === block[start]; at += 1) rows.push(at);
  return rows;
}

interface Deletions {
  /** Tries deletions in their order until one is taken; what was refused once is not asked again. */
  readonly take: (key: number, file: OpenFile | null, join: (from: OpenPlace) => boolean) => void;
}

function indexDeletions(
  files: readonly OpenFile[],
  keyOf: (old: OpenLines, at: number) => number,
): Deletions {
  const everywhere = new Map<number, OpenPlace[]>();
  const local = new Map<OpenFile, Map<number, OpenPlace[]>>();
  for (const file of files) {
    const own = new Map<number, OpenPlace[]>();
    local.set(file, own);
    for (let at = file.old.key.length - 1; at >= 0; at -= 1) {
      const key = keyOf(file.old, at);
      if (key === 0) continue;
      const place = { file, at };
      for (const index of [own, everywhere]) {
        const places = index.get(key);
        if (places) places.push(place);
        else index.set(key, [place]);
      }
    }
  }
  return {
    take(key, file, join) {
      const places = (file ? local.get(file) : everywhere)?.get(key);
      for (let place = places?.pop(); place; place = places?.pop()) if (join(place)) return;
    },
  };
}
