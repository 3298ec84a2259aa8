/** What the index alone can tell: which snapshot is meant, and which version of which file it has. */
import type { Stamp } from "../model.ts";
import { parseStamp, timeOf } from "../stamp.ts";
import type { IndexedFile, VersionIndex } from "./format.ts";

/** How a path stands in one snapshot. */
export interface FileState {
  readonly kind: "present" | "unseen" | "removed" | "renamed" | "missing";
  /** The version it has; while it is absent the last one it had; 0 where it was never seen. */
  readonly version: number;
  /** The first snapshot in a row in which it stands so. */
  readonly since: number;
}

const dayLength = 24 * 60 * 60 * 1000;

/**
 * The number of the snapshot that `text` means: the last one of a date, or at a stamp's moment, else the
 * last one before it. Null where there is none, and where `text` is neither.
 */
export function findSnapshot(
  { snapshots }: Pick<VersionIndex, "snapshots">,
  text: string,
): number | null {
  const time = parseStamp(text);
  if (time === null) return null;
  const end = text.includes("T") ? time : time + dayLength - 1;
  const found = snapshots.findLastIndex((stamp) => timeOf(stamp) <= end);
  return found < 0 ? null : found;
}

/** The file of this path, exactly or as people see it (what is not UTF-8 in it as U+FFFD). */
export function findIndexedFile({ files }: VersionIndex, path: string): IndexedFile | null {
  return (
    files.find((file) => file.path === path) ??
    files.find((file) => file.path.toWellFormed() === path) ??
    null
  );
}

/** How the file stands in the snapshot with this number. */
export function stateAt(file: IndexedFile, snapshot: number): FileState {
  let state: FileState = { kind: "unseen", version: 0, since: 0 };
  for (const step of listStates(file)) {
    if (step.since > snapshot) break;
    state = step;
  }
  return state;
}

/** All that befell the file, oldest first. */
function listStates({ states, starts }: IndexedFile): FileState[] {
  let version = 0;
  let since = 0;
  return [...states].map((letter, index) => {
    since += starts[index] ?? 0;
    if (letter === "v") version += 1;
    return { kind: kinds[letter as StateLetter], version, since };
  });
}

export type StateLetter = "v" | "b" | "r" | "n" | "m";

const kinds: Readonly<Record<StateLetter, FileState["kind"]>> = {
  v: "present",
  b: "present",
  r: "removed",
  n: "renamed",
  m: "missing",
};

/** The files that the snapshot with this number has, and their versions. */
export function listFilesAt(
  { files }: VersionIndex,
  snapshot: number,
): { readonly file: IndexedFile; readonly version: number }[] {
  return files.flatMap((file) => {
    const { kind, version } = stateAt(file, snapshot);
    return kind === "present" ? [{ file, version }] : [];
  });
}

/** The first version of the path that is equal to this one in bytes and mode: two that share it are equal. */
export function firstSame({ same = [] }: IndexedFile, version: number): number {
  return same.find(([later]) => later === version)?.[1] ?? version;
}

/** The name and version before this one, where it came by a new name. */
export function findOrigin(
  { files }: VersionIndex,
  { from = [] }: IndexedFile,
  version: number,
): { readonly file: IndexedFile; readonly version: number } | null {
  const origin = from.find(([later]) => later === version);
  const file = origin && files[origin[1]];
  return file ? { file, version: origin[2] } : null;
}

/** The stamp of the first snapshot that has this version. */
export function stampOfVersion(index: VersionIndex, file: IndexedFile, version: number): Stamp {
  const state = listStates(file).find((step) => step.version === version);
  return index.snapshots[state?.since ?? -1] ?? "";
}

/** The number of the volume, from 1, that holds this version. */
export function volumeOf({ volumes = [1] }: IndexedFile, version: number): number {
  return volumes.findLastIndex((first) => first <= version) + 1;
}

/** The name of a volume's file, in the folder of the index. */
export function nameVolume({ name }: Pick<IndexedFile, "name">, volume: number): string {
  return volume > 1 ? `${name}-${String(volume)}.json` : `${name}.json`;
}
