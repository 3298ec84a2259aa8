/** The age of every line: which change put it there. */
import type { Path, Stamp } from "../model.ts";
import type { IndexedFile, OpenVolume, StoredVersion } from "./format.ts";
import { traceLines } from "./lineage.ts";
import { findOrigin, volumeOf } from "./read-index.ts";
import { walkVersions } from "./read-volume.ts";
import type { VersionStore } from "./store.ts";

/** The change that put a line there. */
export interface LineAge {
  /** The first snapshot that had it. */
  readonly at: Stamp;
  /** The file that it came to, which may have had another name. */
  readonly path: Path;
  /** Of the change on its day's page; null where the day tells of none (the first snapshot). */
  readonly anchor: string | null;
}

/**
 * The age of each line of a version, across renames; none where its text is not there. With `alike`, a line
 * that was moved in its file or laid out in another way keeps its age. Fetches the volumes up to the version,
 * and those of earlier names.
 */
export async function findAges(
  store: VersionStore,
  file: IndexedFile,
  version: number,
  how: { readonly alike: boolean },
): Promise<readonly LineAge[]> {
  // What the path held before it was given to this file says nothing of its lines.
  const start = file.from?.findLast(([named]) => named <= version)?.[0] ?? 1;
  const origin = findOrigin(store.index, file, start);
  let ages = origin ? await findAges(store, origin.file, origin.version, how) : [];
  for (let number = volumeOf(file, start); number <= volumeOf(file, version); number += 1) {
    const volume = await store.open(file, number);
    for (const read of walkVersions(volume)) {
      if (read.version < start) continue;
      if (read.version > version) return ages;
      ages = followAges(ages, volume, read, how);
    }
  }
  return ages;
}

function followAges(
  before: readonly LineAge[],
  { path }: OpenVolume,
  { stored, ids }: { readonly stored: StoredVersion; readonly ids: readonly number[] | null },
  how: { readonly alike: boolean },
): LineAge[] {
  if (ids === null || typeof stored.text === "string") return [];
  const own: LineAge = { at: stored.at, path, anchor: stored.anchor ?? null };
  const lengths = { before: before.length, now: ids.length };
  return [...traceLines(stored.text, lengths, how)].map((line) => before[line] ?? own);
}
