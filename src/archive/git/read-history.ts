/** A source whose snapshots are a git history: read straight from objects, without a checkout. */
import type { GitConfig } from "../../config.ts";
import { InputError } from "../../errors.ts";
import type { ContentHash, FileEntry, FileMode, Path, Snapshot } from "../../model.ts";
import type { ContentPlace } from "../content.ts";
import { chooseCommits, type ChosenCommit, type FolderCommit } from "./choose-commits.ts";
import { fetchMissing } from "./fetch-missing.ts";
import { type GitObject, openObjectReader, type ObjectReader } from "./object-reader.ts";
import { parseTree, type TreeEntry } from "./parse-tree.ts";
import { GitError, readWithGit } from "./run-git.ts";

export interface GitHistory {
  readonly chosen: readonly ChosenCommit[];
  readonly gitFolder: string;
  /** Names the source in messages. */
  readonly where: string;
}

/** Finds the commits that are snapshots. `where` names the source in messages. Throws InputError. */
export async function chooseHistory(
  gitFolder: string,
  config: GitConfig,
  now: number,
  where: string,
): Promise<GitHistory> {
  const commits = await listCommits(gitFolder, config, where);
  if (commits.every(({ tree }) => tree === null)) {
    throw new InputError({
      where,
      what: `the key “git.folder” names ${config.folder || "/"}, which no commit of ${config.ref} has`,
      remedy: "Write a folder of that history, such as docs, or leave the key out for all of it.",
    });
  }
  return { chosen: chooseCommits(commits, config.every, now), gitFolder, where };
}

/** Reads the trees of the chosen commits; folders that did not change are read once. Throws InputError. */
export async function readHistory(
  { chosen, gitFolder, where }: GitHistory,
  isIncluded: (path: Path) => boolean,
  onSnapshot: () => void,
): Promise<{ snapshots: Snapshot[]; places: Map<ContentHash, ContentPlace> }> {
  await fetchMissing(gitFolder, new Set(chosen.flatMap(({ tree }) => tree ?? []))).catch(
    (error: unknown) => {
      if (!(error instanceof GitError)) throw error;
      throw lacksObjects(where, error.message);
    },
  );
  const objects = openObjectReader(gitFolder, "objects");
  const heads = openObjectReader(gitFolder, "heads");
  const read = createTreeReader(objects, heads, where);
  const places = new Map<ContentHash, ContentPlace>();
  const snapshots: Snapshot[] = [];
  try {
    for (const { stamp, tree } of chosen) {
      const files = tree === null ? [] : await read(tree);
      const entries = files.filter(([path]) => isIncluded(path));
      for (const [, { hash }] of entries) {
        if (!places.has(hash)) places.set(hash, { kind: "git", gitFolder, oid: hash });
      }
      snapshots.push({ stamp, tree: new Map(entries) });
      onSnapshot();
    }
  } finally {
    objects.close();
    heads.close();
  }
  return { snapshots, places };
}

type Listing = readonly (readonly [Path, FileEntry])[];

/** Reads all files below a tree, each tree once: `prefix`-less listings are shared by their ids. */
function createTreeReader(
  objects: ObjectReader,
  heads: ObjectReader,
  where: string,
): (oid: string) => Promise<Listing> {
  const known = new Map<string, Promise<Listing>>();
  const read = (oid: string): Promise<Listing> => {
    const listing = known.get(oid) ?? list(oid);
    known.set(oid, listing);
    return listing;
  };
  const sizes = new Map<string, Promise<number>>();
  const sizeOf = (oid: string): Promise<number> => {
    const size =
      sizes.get(oid) ??
      heads.read(oid).then((head) => {
        if (!head) throw lacksObjects(where, oid);
        return head.size;
      });
    sizes.set(oid, size);
    return size;
  };
  const list = async (oid: string): Promise<Listing> => {
    const object = await objects.read(oid);
    if (object?.type !== "tree") throw lacksObjects(where, oid);
    const listings = await Promise.all(
      parseEntries(object).map(async ({ mode, name, oid }): Promise<Listing> => {
        if (mode === "40000") {
          return (await read(oid)).map(([path, entry]) => [`${name}/${path}`, entry] as const);
        }
        const fileMode = toFileMode(mode);
        return fileMode === null
          ? []
          : [[name, { hash: oid, size: await sizeOf(oid), mode: fileMode }]];
      }),
    );
    return listings.flat();
  };
  return read;
}

/** Nothing is fetched where a repository of this machine is read: its keeper knows from where, and may. */
function lacksObjects(where: string, what: string): InputError {
  return new InputError({
    where,
    what: `the key “git.repository” names a repository that lacks objects of these snapshots (${what})`,
    remedy:
      "It may be a clone made with --filter: run “git fetch --refetch --no-filter” in it, or clone it whole.",
  });
}

function parseEntries({ oid, bytes }: GitObject): TreeEntry[] {
  try {
    return parseTree(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError({
      where: `the git tree ${oid}`,
      what: error.message,
      remedy: "The repository is damaged or made to do harm: see “git fsck”.",
    });
  }
}

/** Null for a submodule, whose files are another repository's. Old modes such as 100664 are files. */
function toFileMode(mode: string): FileMode | null {
  if (mode === "120000") return "120000";
  if (!mode.startsWith("100")) return null;
  return mode === "100755" ? "100755" : "100644";
}

async function listCommits(
  gitFolder: string,
  config: GitConfig,
  where: string,
): Promise<FolderCommit[]> {
  const args = [
    ...["--git-dir", gitFolder, "rev-list", "--first-parent", "--reverse", "--timestamp"],
    ...[config.ref, "--"],
  ];
  const log = await readWithGit(args).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    throw new InputError({
      where,
      what: `the key “git.ref” has the value ${JSON.stringify(config.ref)}: ${error.message}`,
      remedy: "Write a branch, tag or commit that the repository has.",
    });
  });
  const commits = log.toString("latin1").split("\n").filter(Boolean);
  const folder = normalizeFolder(config.folder, where);
  const heads = openObjectReader(gitFolder, "heads");
  const objects = openObjectReader(gitFolder, "objects");
  const isAbsent = createAbsenceTest(objects, where);
  try {
    return await Promise.all(
      commits.map(async (line) => {
        const [seconds = "", commit = ""] = line.split(" ");
        const head = await heads.read(`${commit}:${folder}`);
        if (!head) await isAbsent(`${commit}^{tree}`, folder.split("/"));
        return {
          commit,
          time: Number(seconds) * 1000,
          tree: head?.type === "tree" ? head.oid : null,
        };
      }),
    );
  } finally {
    heads.close();
    objects.close();
  }
}

/**
 * git says the same of a folder that is not there and of one whose objects are missing. Only the first is
 * something that happened: throws InputError for the second.
 */
function createAbsenceTest(
  objects: ObjectReader,
  where: string,
): (tree: string, names: readonly string[]) => Promise<void> {
  const known = new Map<string, Promise<GitObject | null>>();
  return async function test(tree, [name, ...rest]) {
    const reading = known.get(tree) ?? objects.read(tree);
    known.set(tree, reading);
    const object = await reading;
    if (!object) throw lacksObjects(where, tree);
    const entry =
      object.type === "tree"
        ? parseEntries(object).find((inner) => inner.name === name)
        : undefined;
    if (entry?.mode === "40000") await test(entry.oid, rest);
  };
}

/** The folder as git names it. A line break would end the question that it is part of. */
function normalizeFolder(folder: string, where: string): string {
  const names = folder.split("/").filter((name) => name !== "" && name !== ".");
  if (!names.includes("..") && !/[\n\0]/.test(folder)) return names.join("/");
  throw new InputError({
    where,
    what: `the key “git.folder” has the value ${JSON.stringify(folder)}`,
    remedy: "Write a folder from the top of the repository, such as docs.",
  });
}
