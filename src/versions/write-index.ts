import type { Path } from "../model.ts";
import type { IndexedFile, VersionIndex } from "./format.ts";
import type { StateLetter } from "./read-index.ts";

/** All that the index tells of a path, as it was found. */
export interface FileRecord {
  readonly path: Path;
  readonly name: string;
  /** The number of the first version in each volume. */
  readonly volumes: readonly number[];
  /** Oldest first. */
  readonly steps: readonly FileStep[];
}

/** What befell the path with the snapshot of this number. */
export interface FileStep {
  readonly snapshot: number;
  readonly letter: StateLetter;
  /** Of a version: bytes and mode, to tell equal ones. */
  readonly content?: string;
  /** Of a version that came by a new name: the name and version before. */
  readonly from?: { readonly path: Path; readonly version: number } | undefined;
}

/** Writes the index. `files` stand in the order in which their paths were first seen. */
export function writeIndex(
  about: Omit<VersionIndex, "version" | "files">,
  files: readonly FileRecord[],
): VersionIndex {
  const places = new Map<Path, number>(files.map(({ path }, index) => [path, index]));
  const { source, texts, noise, snapshots } = about;
  return {
    version: 1,
    ...{ source, texts, ...(noise && { noise }), snapshots },
    files: files.map((file) => indexFile(file, places)),
  };
}

function indexFile(
  { path, name, volumes, steps }: FileRecord,
  places: ReadonlyMap<Path, number>,
): IndexedFile {
  const versions = steps.filter(({ letter }) => letter === "v");
  const firstOf = new Map<string, number>();
  const same: [number, number][] = [];
  const from: [number, number, number][] = [];
  for (const [index, step] of versions.entries()) {
    const version = index + 1;
    const earlier = step.content === undefined ? undefined : firstOf.get(step.content);
    if (earlier !== undefined) same.push([version, earlier]);
    else if (step.content !== undefined) firstOf.set(step.content, version);
    const origin = step.from && places.get(step.from.path);
    if (step.from && origin !== undefined) from.push([version, origin, step.from.version]);
  }
  return {
    path,
    name,
    ...(volumes.length > 1 && { volumes }),
    states: steps.map(({ letter }) => letter).join(""),
    starts: steps.map(({ snapshot }, index) => snapshot - (steps[index - 1]?.snapshot ?? 0)),
    ...(same.length > 0 && { same }),
    ...(from.length > 0 && { from }),
  };
}
