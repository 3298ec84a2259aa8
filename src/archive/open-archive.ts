/** Opens a folder of sources: their settings, their snapshots in order. Finds every problem at once. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import picomatch from "picomatch";
import {
  type ArchiveConfig,
  findSourceIdProblem,
  parseArchiveConfig,
  parseSourceConfig,
  type SourceConfig,
} from "../config.ts";
import { InputError, type InputProblem } from "../errors.ts";
import type { CaptureLog } from "../capture-log.ts";
import type { ContentHash, Path, Snapshot, Stamp } from "../model.ts";
import { parseStamp, timeOf } from "../stamp.ts";
import { readCaptureLog } from "./capture-log-file.ts";
import type { ContentPlace } from "./content.ts";
import { locateRepository } from "./git/locate-repository.ts";
import type { ChosenCommit } from "./git/choose-commits.ts";
import { chooseHistory, readHistory } from "./git/read-history.ts";
import { readSnapshotFolder } from "./snapshot-folder.ts";
import { listFolders } from "./list-files.ts";

export interface OpenArchive {
  readonly config: ArchiveConfig;
  /** Of all sources, those that are not opened too; sorted. */
  readonly ids: readonly string[];
  /** By id. */
  readonly sources: readonly OpenSource[];
}

export interface OpenSource {
  readonly id: string;
  readonly config: SourceConfig;
  /** Oldest first. */
  readonly stamps: readonly Stamp[];
  /** Of a git history, the snapshots whose commits' clocks had gone back. */
  readonly wentBack: readonly ChosenCommit[];
  /** Null where none is written down. */
  readonly captures: CaptureLog | null;
  /** Reads all snapshots, oldest first; `onSnapshot` is told of each. Throws InputError. */
  readonly readSnapshots: (onSnapshot: () => void) => Promise<ReadSnapshots>;
}

export interface ReadSnapshots {
  readonly snapshots: readonly Snapshot[];
  readonly places: ReadonlyMap<ContentHash, ContentPlace>;
}

/** What opening an archive needs besides its folder. */
export interface OpenOptions {
  /** Ids of the only sources to open, or null for all. */
  readonly only: readonly string[] | null;
  /** Where clones of repositories are kept. */
  readonly cache: string;
  /** Milliseconds; a git history gives only days that were over then, a log of captures nothing after it. */
  readonly now: number;
  /** Milliseconds: the last snapshot's moment at most, or null for all. */
  readonly until: number | null;
}

/** Opens the archive in `folder`. Throws InputError with all problems of all sources. */
export async function openArchive(folder: string, options: OpenOptions): Promise<OpenArchive> {
  if (!existsSync(folder)) {
    throw new InputError({
      where: folder,
      what: "does not exist",
      remedy: "Name a folder that holds a folder for each source: --snapshots DIR.",
    });
  }
  const problems: InputProblem[] = [];
  const config = await collect(problems, () => readArchiveConfig(folder));
  const ids = listFolders(folder);
  const { only } = options;
  problems.push(...findUnknown(only ?? [], ids));
  const wanted = ids.filter((id) => only?.includes(id) ?? true);
  const sources = await Promise.all(
    wanted.map((id) => collect(problems, () => openSource(folder, id, options))),
  );
  if (problems.length > 0 || !config) throw new InputError(problems);
  return { config, ids, sources: sources.filter((source) => source !== null) };
}

function findUnknown(only: readonly string[], ids: readonly string[]): InputProblem[] {
  return only
    .filter((id) => !ids.includes(id))
    .map((id) => ({
      where: "command line",
      what: `--only names “${id}”, which is no source`,
      remedy: `Name one or more of: ${ids.join(", ")}.`,
    }));
}

function readArchiveConfig(folder: string): ArchiveConfig {
  const file = path.join(folder, "archive.yaml");
  return parseArchiveConfig(existsSync(file) ? readFileSync(file, "utf8") : "", file);
}

async function openSource(
  archiveFolder: string,
  id: string,
  options: OpenOptions,
): Promise<OpenSource> {
  const folder = path.join(archiveFolder, id);
  const problems: InputProblem[] = [];
  const idProblem = findSourceIdProblem(id, folder);
  if (idProblem) problems.push(idProblem);
  const config = await collect(problems, () => readSourceConfig(folder));
  const stamps = await collect(problems, () => readStamps(folder));
  const snapshots =
    config &&
    stamps &&
    (await collect(problems, () => openSnapshots(folder, config, stamps, options)));
  if (problems.length > 0 || !config || !snapshots) throw new InputError(problems);
  return { id, config, ...snapshots, captures: readCaptures(folder, options) };
}

function readCaptures(folder: string, { now, until }: OpenOptions): CaptureLog | null {
  const log = readCaptureLog(folder, now);
  if (log === null || until === null) return log;
  return { ...log, records: log.records.filter(({ stamp }) => timeOf(stamp) <= until) };
}

async function openSnapshots(
  folder: string,
  config: SourceConfig,
  stamps: readonly Stamp[],
  options: OpenOptions,
): Promise<Pick<OpenSource, "stamps" | "wentBack" | "readSnapshots">> {
  const isIncluded = compileGlobs(config);
  const isInTime = (stamp: Stamp) => timeOf(stamp) <= (options.until ?? Infinity);
  if (!config.git) {
    const wanted = stamps.filter(isInTime);
    return {
      stamps: wanted,
      wentBack: [],
      readSnapshots: (onSnapshot) =>
        Promise.resolve(readFolders(folder, wanted, isIncluded, onSnapshot)),
    };
  }
  const where = path.join(folder, "source.yaml");
  if (stamps.length > 0) {
    throw new InputError({
      where,
      what: `the key “git” is set, and ${String(stamps.length)} snapshot folders stand beside it`,
      remedy: "Keep one of the two: remove the key, or move the folders to a source of their own.",
    });
  }
  const gitFolder = await locateRepository(config.git, folder, options.cache);
  const whole = await chooseHistory(gitFolder, config.git, options.now, where);
  const history = { ...whole, chosen: whole.chosen.filter(({ stamp }) => isInTime(stamp)) };
  return {
    stamps: history.chosen.map(({ stamp }) => stamp),
    wentBack: history.chosen.filter(({ wentBackTo }) => wentBackTo !== undefined),
    readSnapshots: (onSnapshot) => readHistory(history, isIncluded, onSnapshot),
  };
}

function readSourceConfig(folder: string): SourceConfig {
  const file = path.join(folder, "source.yaml");
  return parseSourceConfig(existsSync(file) ? readFileSync(file, "utf8") : "", file);
}

function readStamps(folder: string): Stamp[] {
  const names = listFolders(folder);
  const problems: InputProblem[] = names
    .filter((name) => parseStamp(name) === null)
    .map((name) => ({
      where: path.join(folder, name),
      what: `“${name}” is no stamp`,
      remedy:
        "Name a snapshot's folder by its moment in UTC, such as 2026-05-21T0636Z or 2026-05-21; a folder that is no snapshot may begin with a dot.",
    }));
  const stamps = names
    .filter((name) => parseStamp(name) !== null)
    .toSorted((a, b) => timeOf(a) - timeOf(b) || (a < b ? -1 : 1));
  for (const [index, stamp] of stamps.entries()) {
    const previous = stamps[index - 1];
    if (previous === undefined || timeOf(previous) !== timeOf(stamp)) continue;
    problems.push({
      where: path.join(folder, stamp),
      what: `names the same moment as ${previous}`,
      remedy: "Keep one of the two folders, or give the later one its own minute or second.",
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return stamps;
}

function readFolders(
  folder: string,
  stamps: readonly Stamp[],
  isIncluded: (file: Path) => boolean,
  onSnapshot: () => void,
): ReadSnapshots {
  const places = new Map<ContentHash, ContentPlace>();
  const snapshots = stamps.map((stamp) => {
    const snapshot = readSnapshotFolder(path.resolve(folder, stamp), isIncluded);
    for (const [hash, place] of snapshot.places) if (!places.has(hash)) places.set(hash, place);
    onSnapshot();
    return { stamp, tree: snapshot.tree };
  });
  return { snapshots, places };
}

function compileGlobs({ include, exclude }: SourceConfig): (path: Path) => boolean {
  // With the flag a wildcard also takes line breaks, which names may hold.
  const isWanted = picomatch(include, { dot: true, flags: "s" });
  const isUnwanted = picomatch(exclude, { dot: true, flags: "s" });
  return (file) => isWanted(file) && !isUnwanted(file);
}

async function collect<Result>(
  problems: InputProblem[],
  read: () => Result | Promise<Result>,
): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}
