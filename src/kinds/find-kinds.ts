/** The kind of every line that was no more than new or gone when its file was compared. */
import type { LineKind, MoveEnd, Path } from "../model.ts";
import type { ChangeName, History } from "./history.ts";
import { findEditedMoves } from "./edited-moves.ts";
import { findMoves, type OpenPlace } from "./moves.ts";
import type { OpenFile, OpenLines } from "./open-lines.ts";
import { leastWords } from "./line-keys.ts";
import type { Revert } from "./reverts.ts";

/** What is known of one line, by its number; other lines are new or gone. Plain data. */
export interface KnownLine {
  readonly line: number;
  readonly kind: LineKind;
  readonly move?: MoveEnd;
  /** A file in which the line stood (copied) or stands (kept). */
  readonly file?: Path;
  /** The change that it undoes. */
  readonly undoes?: ChangeName;
}

/** In the order of the files that were handed in. */
export interface FileKinds {
  readonly path: Path;
  readonly old: readonly KnownLine[];
  readonly new: readonly KnownLine[];
  /** The earlier version that it brings back. */
  readonly revert?: Revert;
}

/** Tells the kinds of a pair's open lines, and takes the history on to the pair's *to*. */
export function findKinds(files: readonly OpenFile[], to: string, history: History): FileKinds[] {
  const moves = findMoves(files);
  const copied = files.map((file) =>
    fillSide(file.new, (at) => {
      const from = moves.new.get(file)?.get(at);
      if (from) return { kind: "moved", move: describeEnd(file, from, from.file.old) };
      return seekFile(file.new, at, history, "copied");
    }),
  );
  const { note } = history.advance(files, to);
  const kinds = files.map((file, index): FileKinds => {
    const old = fillSide(file.old, (at) => {
      const end = moves.old.get(file)?.get(at);
      if (end) return { kind: "moved", move: describeEnd(file, end, end.file.new) };
      return seekFile(file.old, at, history, "kept");
    });
    const complete = (side: OpenLines, found: readonly (KnownLine | null)[], isNew: boolean) =>
      found.flatMap((known, at) => {
        if (known) return [known];
        const undoes = seek(side, at, isNew ? history.findGone : history.findBack, isNew);
        return undoes ? [{ line: side.line[at] ?? 0, kind: "again" as const, undoes }] : [];
      });
    return {
      path: file.path,
      old: complete(file.old, old, false),
      new: complete(file.new, copied[index] ?? [], true),
    };
  });
  note();
  return addEdited(files, kinds);
}

/** Lines that moved and were edited stay new and gone, and know their other end. */
function addEdited(files: readonly OpenFile[], kinds: readonly FileKinds[]): FileKinds[] {
  const known = new Map(
    kinds.map((found, index) => [
      files[index],
      { old: listNumbers(found.old), new: listNumbers(found.new) },
    ]),
  );
  const isOpen = (file: OpenFile, side: "old" | "new", at: number) =>
    known.get(file)?.[side].has(file[side].line[at] ?? 0) === false;
  const ends = new Map(
    files.map((file) => [file, { old: [] as KnownLine[], new: [] as KnownLine[] }]),
  );
  for (const { from, to } of findEditedMoves(files, isOpen)) {
    const gone = { kind: "gone" as const, move: describeEnd(from.file, to, to.file.new) };
    const came = { kind: "new" as const, move: describeEnd(to.file, from, from.file.old) };
    ends.get(from.file)?.old.push({ line: from.file.old.line[from.at] ?? 0, ...gone });
    ends.get(to.file)?.new.push({ line: to.file.new.line[to.at] ?? 0, ...came });
  }
  return kinds.map((found, index) => {
    const edited = files[index] && ends.get(files[index]);
    if (!edited) return found;
    return { ...found, old: [...found.old, ...edited.old], new: [...found.new, ...edited.new] };
  });
}

function listNumbers(lines: readonly KnownLine[]): Set<number> {
  return new Set(lines.map(({ line }) => line));
}

type FoundLine = Omit<KnownLine, "line">;

function fillSide(side: OpenLines, find: (at: number) => FoundLine | null): (KnownLine | null)[] {
  return Array.from(side.line, (line, at) => {
    const found = find(at);
    return found && { line, ...found };
  });
}

function describeEnd(file: OpenFile, end: OpenPlace, side: OpenLines): MoveEnd {
  const path = end.file === file ? null : end.file.path;
  return { path, line: side.line[end.at] ?? 0 };
}

function seekFile(
  side: OpenLines,
  at: number,
  history: History,
  kind: "copied" | "kept",
): FoundLine | null {
  const file = seek(side, at, history.findFile);
  return file === undefined ? null : { kind, file };
}

/**
 * By the line itself where it has words enough, else with a neighbour; else by its paragraph, which tells
 * nothing of a long line that went: that has stood by itself.
 */
function seek<Place>(
  { key, pair, pairBelow, block, count }: OpenLines,
  at: number,
  find: (key: number) => Place | undefined,
  byBlock = true,
): Place | undefined {
  const isLong = (count[at] ?? 0) >= leastWords;
  const own = isLong ? find(key[at] ?? 0) : (find(pair[at] ?? 0) ?? find(pairBelow[at] ?? 0));
  return own ?? (byBlock || !isLong ? find(block[at] ?? 0) : undefined);
}
