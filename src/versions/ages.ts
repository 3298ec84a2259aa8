/** The age of every line: which change put it there. */
import type { Path, Stamp } from "../model.ts";
import type { IndexedFile, OpenVolume, StoredVersion, VersionIndex } from "./format.ts";
import { traceLines } from "./lineage.ts";
import { findOrigin, stateAt, volumeOf } from "./read-index.ts";
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

/** A line's age in its file; where the line was moved there from another file, where it stood in that. */
interface TracedAge extends LineAge {
  readonly elsewhere?: { readonly path: Path; readonly line: number };
}

interface Trace {
  /** Whether lines that were moved or laid out in another way keep their age. */
  readonly alike: boolean;
}

/** Other files that ages are looked for in: a line beyond keeps the age that it has in the file it came to. */
const mostFiles = 24;

/**
 * The age of each line of a version, across renames; none where its text is not there. With `alike`, a line
 * that was moved, in its file or from another, or laid out in another way keeps its age. Fetches the volumes
 * up to the version, those of earlier names, and those that lines were moved from.
 */
export async function findAges(
  store: VersionStore,
  file: IndexedFile,
  version: number,
  how: Trace,
): Promise<readonly LineAge[]> {
  let ages = await traceFile(store, file, version, how);
  for (let left = mostFiles; left > 0; left -= 1) {
    const moved = ages.find(({ elsewhere }) => elsewhere);
    if (!moved?.elsewhere) break;
    const { path } = moved.elsewhere;
    const before = findBefore(store.index, path, moved.at);
    const theirs = before ? await traceFile(store, before.file, before.version, how) : [];
    ages = ages.map((age) => {
      if (age.at !== moved.at || age.elsewhere?.path !== path) return age;
      return theirs[age.elsewhere.line] ?? withoutMove(age);
    });
  }
  return ages.map(withoutMove);
}

function withoutMove({ at, path, anchor }: TracedAge): LineAge {
  return { at, path, anchor };
}

/** What the path held before the snapshot `at` took lines from it. */
function findBefore(
  index: VersionIndex,
  path: Path,
  at: Stamp,
): { readonly file: IndexedFile; readonly version: number } | null {
  const file = index.files.find((file) => file.path === path);
  const snapshot = index.snapshots.indexOf(at);
  if (!file || snapshot < 0) return null;
  const { kind, version, since } = stateAt(file, snapshot);
  const isChanged = kind === "present" && since === snapshot;
  const origin = isChanged ? findOrigin(index, file, version) : null;
  return origin ?? { file, version: isChanged ? version - 1 : version };
}

async function traceFile(
  store: VersionStore,
  file: IndexedFile,
  version: number,
  how: Trace,
): Promise<readonly TracedAge[]> {
  if (version < 1) return [];
  // What the path held before it was given to this file says nothing of its lines.
  const start = file.from?.findLast(([named]) => named <= version)?.[0] ?? 1;
  const origin = findOrigin(store.index, file, start);
  let ages = origin ? await traceFile(store, origin.file, origin.version, how) : [];
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
  before: readonly TracedAge[],
  { path }: OpenVolume,
  { stored, ids }: { readonly stored: StoredVersion; readonly ids: readonly number[] | null },
  how: Trace,
): TracedAge[] {
  if (ids === null || typeof stored.text === "string") return [];
  const own: LineAge = { at: stored.at, path, anchor: stored.anchor ?? null };
  const lengths = { before: before.length, now: ids.length };
  const ages: TracedAge[] = [...traceLines(stored.text, lengths, how)].map(
    (line) => before[line] ?? own,
  );
  if (!how.alike) return ages;
  for (const { path, runs } of stored.text.moved ?? []) {
    for (const [line, from, count] of runs) {
      for (let offset = 0; offset < count; offset += 1)
        ages[line + offset] = { ...own, elsewhere: { path, line: from + offset } };
    }
  }
  return ages;
}
