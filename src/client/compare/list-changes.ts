/** Which files differ between two snapshots, by the index of the version store alone. */
import {
  findOrigin,
  firstSame,
  type FileState,
  nameVolume,
  stateAt,
  volumeOf,
} from "../../versions/read-index.ts";
import type { IndexedFile, VersionIndex } from "../../versions/format.ts";
import type { ChangeKind, Path } from "../../model.ts";

/** A version of a file, and the name of the volume that holds it. */
export interface WantedVersion {
  readonly path: Path;
  readonly version: number;
  readonly volume: string;
}

/** A file that differs; a side is null where the snapshot has no such file. */
export interface WantedChange {
  readonly kind: ChangeKind;
  /** The new path, or that of a file that is gone. */
  readonly path: Path;
  readonly from: WantedVersion | null;
  readonly to: WantedVersion | null;
}

export interface ChangesBetween {
  /** By path, in code-unit order. */
  readonly changes: readonly WantedChange[];
  /** Files that one of the snapshots lacks in a collection gap; their last text counts as theirs. */
  readonly missing: readonly Path[];
}

interface Side {
  readonly file: IndexedFile;
  readonly state: FileState;
}

/**
 * Lists what differs between two snapshots (their numbers in the index, in any order). A file that the
 * history follows to another name is renamed. With `strict`, what is missing in a gap is not there.
 */
export function listChanges(
  index: VersionIndex,
  from: number,
  to: number,
  strict = false,
): ChangesBetween {
  const isThere = ({ kind }: FileState) => kind === "present" || (kind === "missing" && !strict);
  const olds = sidesAt(index, from);
  const news = sidesAt(index, to);
  const renames = findRenames(index, { from, to, olds, news, isThere });
  const renamedFrom = new Set(renames.values());
  const changes = index.files.flatMap((file): WantedChange[] => {
    const old = olds.get(file);
    const new_ = news.get(file);
    const oldVersion = old && isThere(old.state) ? want(old) : null;
    const newVersion = new_ && isThere(new_.state) ? want(new_) : null;
    const { path } = file;
    const origin = renames.get(file);
    if (newVersion && origin) {
      const source = olds.get(origin);
      return [{ kind: "renamed", path, from: source ? want(source) : null, to: newVersion }];
    }
    if (oldVersion && newVersion) {
      const isSame = firstSame(file, oldVersion.version) === firstSame(file, newVersion.version);
      return isSame ? [] : [{ kind: "modified", path, from: oldVersion, to: newVersion }];
    }
    if (newVersion) return [{ kind: "added", path, from: null, to: newVersion }];
    if (oldVersion && !renamedFrom.has(file))
      return [{ kind: "removed", path, from: oldVersion, to: null }];
    return [];
  });
  const missing = index.files.filter((file) =>
    [olds.get(file), news.get(file)].some((side) => side?.state.kind === "missing"),
  );
  return {
    changes: changes.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    missing: missing.map(({ path }) => path).toSorted(),
  };
}

/** `c` and ten hex digits of its path's hash: the same from whatever snapshots the file is reached. */
export function anchorOfFile({ from, to }: Pick<WantedChange, "from" | "to">): string {
  return `c${((to ?? from)?.volume ?? "").slice(0, 10)}`;
}

/** Whether the snapshot has the file. */
export function isPresent(file: IndexedFile, snapshot: number): boolean {
  return stateAt(file, snapshot).kind === "present";
}

function sidesAt({ files }: VersionIndex, snapshot: number): Map<IndexedFile, Side> {
  return new Map(files.map((file) => [file, { file, state: stateAt(file, snapshot) }]));
}

interface SidesToMatch {
  readonly from: number;
  readonly to: number;
  readonly olds: ReadonlyMap<IndexedFile, Side>;
  readonly news: ReadonlyMap<IndexedFile, Side>;
  readonly isThere: (state: FileState) => boolean;
}

/** By the file that has the new name that of the old one. The history is followed back in time. */
function findRenames(
  index: VersionIndex,
  { from, to, olds, news, isThere }: SidesToMatch,
): Map<IndexedFile, IndexedFile> {
  const [earlier, later] = from <= to ? [olds, news] : [news, olds];
  const since = Math.min(from, to);
  const renames = new Map<IndexedFile, IndexedFile>();
  const taken = new Set<IndexedFile>();
  for (const [file, { state }] of later) {
    const before = earlier.get(file);
    if (!isThere(state) || (before && isThere(before.state))) continue;
    const origin = followBack(index, file, state.version, since);
    const old = origin && earlier.get(origin);
    const stayed = origin && later.get(origin);
    if (!origin || !old || !isThere(old.state) || (stayed && isThere(stayed.state))) continue;
    if (taken.has(origin)) continue;
    taken.add(origin);
    if (from <= to) renames.set(file, origin);
    else renames.set(origin, file);
  }
  return renames;
}

/** The file that had the earlier name in the snapshot `since`, through all names between. */
function followBack(
  index: VersionIndex,
  file: IndexedFile,
  version: number,
  since: number,
): IndexedFile | null {
  let at = { file, version };
  for (let left = index.files.length; left > 0; left -= 1) {
    const [last] = (at.file.from ?? []).filter(([later]) => later <= at.version).slice(-1);
    const origin = last && findOrigin(index, at.file, last[0]);
    if (!origin) return null;
    at = origin;
    if (stateAt(at.file, since).kind === "present" || stateAt(at.file, since).kind === "missing")
      return at.file;
  }
  return null;
}

function want({ file, state: { version } }: Side): WantedVersion {
  return { path: file.path, version, volume: nameVolume(file, volumeOf(file, version)) };
}
