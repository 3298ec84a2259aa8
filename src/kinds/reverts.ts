/**
 * Which earlier version of a file a change brings back. For every file its last versions are known by what
 * each change took away and brought: a sum over them, newest first, tells how far each is from the present
 * text, without reading any.
 */
import type { ContentHash, Path, Stamp } from "../model.ts";
import type { ChangeName } from "./history.ts";
import type { OpenFile } from "./open-lines.ts";

/** An earlier version that a change brings back, or nearly. Plain data. */
export interface Revert {
  readonly hash: ContentHash;
  /** The newest snapshot that had it. */
  readonly stamp: Stamp;
  /** The change that put another text in its place, or took the file away. */
  readonly replacedBy: ChangeName;
  /** How often in a row this befell the file, this change included. */
  readonly times: number;
}

/** What is asked of a pair besides its files. */
interface RevertPair {
  readonly from: Stamp;
  readonly to: Stamp;
  /** Files that went missing in a collection gap, and those that are back from one. */
  readonly missing: readonly Path[];
  readonly returned: readonly Path[];
}

/** A version that another one replaced. */
interface Version {
  /** Null while the file was not there. */
  readonly hash: ContentHash | null;
  readonly stamp: Stamp;
  readonly replacedBy: ChangeName;
  /** What the change took away and brought, as numbers of neighbours. */
  readonly lost: Int32Array;
  readonly gained: Int32Array;
}

interface FileVersions {
  /** Oldest first: the last so many. */
  readonly versions: Version[];
  /** How many there were before them. */
  forgotten: number;
  /** The number (from 0, of all) of the version that a revert made last, and the how manieth it was. */
  last: { readonly version: number; readonly times: number } | null;
  /** The numbers of neighbours. */
  readonly numbers: Map<number, number>;
}

/** Plain data. */
export interface SavedVersions {
  readonly files: readonly (Omit<FileVersions, "numbers"> & {
    readonly path: Path;
    readonly neighbours: Float64Array;
  })[];
  readonly lastSeen: readonly (readonly [Path, Stamp])[];
}

export const noVersions: SavedVersions = { files: [], lastSeen: [] };

/** Versions of a file that are known. */
const mostVersions = 256;
/** Neighbours that are summed up for a change: so many for each of its own, and so many more. */
const budget = { each: 100, more: 10_000 };

export interface Reverts {
  /**
   * The nearest earlier version of the file, the newest of several; null where none is nearer than the one
   * before. It is measured in neighbours, so that the order of lines counts: whether the texts
   * differ in half as many lines is for the caller to compare.
   */
  readonly propose: (file: OpenFile) => Revert | null;
  /** Goes on to the pair's *to*; `reverts` are those proposed that hold. */
  readonly advance: (
    pair: RevertPair,
    files: readonly OpenFile[],
    reverts: ReadonlyMap<Path, Revert>,
  ) => void;
  readonly save: () => SavedVersions;
}

/** Goes on from what was saved. */
export function openReverts(saved: SavedVersions): Reverts {
  const known = new Map<Path, FileVersions>(
    saved.files.map(({ path, neighbours, versions, ...file }) => [
      path,
      {
        ...file,
        versions: [...versions],
        numbers: new Map(Array.from(neighbours, (neighbour, number) => [neighbour, number])),
      },
    ]),
  );
  /** Files in a collection gap, and the last snapshot that had them. */
  const lastSeen = new Map(saved.lastSeen);
  return {
    propose(file) {
      const own = known.get(file.previousPath ?? file.path);
      if (!own || file.hashes.new === null || file.hashes.new === file.hashes.old) return null;
      const found = findNearest(own, file);
      if (found === null) return null;
      const { hash, stamp, replacedBy } = found.version;
      const isInRow = own.last !== null && own.last.version >= found.number;
      return { hash, stamp, replacedBy, times: isInRow ? (own.last?.times ?? 0) + 1 : 1 };
    },
    advance({ from, to, missing, returned }, files, reverts) {
      // All old names go before new ones come: two files may have changed theirs.
      const owners = files.map(({ path, previousPath }) => known.get(previousPath ?? path));
      for (const { previousPath } of files) if (previousPath !== null) known.delete(previousPath);
      files.forEach((file, at) => {
        const { hashes, path, previousPath } = file;
        const own = owners[at] ?? beginVersions();
        // What comes for the first time has no earlier version.
        const isFirst = hashes.old === null && own.versions.length === 0;
        if (isFirst) known.delete(path);
        else known.set(path, own);
        if (isFirst || hashes.old === hashes.new) return;
        const stamp = lastSeen.get(previousPath ?? path) ?? from;
        own.versions.push({
          hash: hashes.old,
          stamp,
          replacedBy: { to, path },
          lost: numberNeighbours(own, file.neighbours.lost),
          gained: numberNeighbours(own, file.neighbours.gained),
        });
        const revert = reverts.get(path);
        if (revert)
          own.last = { version: own.forgotten + own.versions.length, times: revert.times };
        if (own.versions.length <= mostVersions) return;
        own.versions.shift();
        own.forgotten += 1;
      });
      for (const path of returned) lastSeen.delete(path);
      for (const { path, previousPath } of files) lastSeen.delete(previousPath ?? path);
      for (const path of missing) lastSeen.set(path, from);
    },
    save: () => ({
      files: [...known].map(([path, { numbers, ...file }]) => ({
        path,
        ...file,
        versions: [...file.versions],
        neighbours: Float64Array.from(numbers.keys()),
      })),
      lastSeen: [...lastSeen],
    }),
  };
}

function beginVersions(): FileVersions {
  return { versions: [], forgotten: 0, last: null, numbers: new Map() };
}

function numberNeighbours({ numbers }: FileVersions, neighbours: Float64Array): Int32Array {
  return Int32Array.from(neighbours, (neighbour) => {
    const number = numbers.get(neighbour) ?? numbers.size;
    numbers.set(neighbour, number);
    return number;
  });
}

interface Nearest {
  readonly version: Version & { readonly hash: ContentHash };
  /** Of all of the file's. */
  readonly number: number;
}

/** The version with the present bytes, else the nearest one, if it is as near as the one before. */
function findNearest(own: FileVersions, file: OpenFile): Nearest | null {
  const lost = numberNeighbours(own, file.neighbours.lost);
  const gained = numberNeighbours(own, file.neighbours.gained);
  /** By neighbour, how many more the present text has than the version that the sum has come to. */
  const more = new Int32Array(own.numbers.size);
  let distance = 0;
  const step = (from: Int32Array, by: 1 | -1) => {
    for (const number of from) {
      const before = more[number] ?? 0;
      more[number] = before + by;
      distance += before * by < 0 ? -1 : 1;
    }
  };
  step(gained, 1);
  step(lost, -1);
  // Line ends are not counted in neighbours, and are in lines: the one before may seem near, and is not.
  let least = Math.min(distance, file.changedLines - 1);
  let left = budget.each * distance + budget.more;
  let nearest: Nearest | null = null;
  for (let at = own.versions.length - 1; at >= 0 && left >= 0; at -= 1) {
    const version = own.versions[at];
    if (!version) break;
    step(version.gained, 1);
    step(version.lost, -1);
    left -= version.gained.length + version.lost.length;
    const { hash } = version;
    if (hash === null) continue;
    const found = { version: { ...version, hash }, number: own.forgotten + at };
    if (hash === file.hashes.new) return found;
    if (distance > least) continue;
    nearest = found;
    least = distance - 1;
  }
  return nearest;
}
