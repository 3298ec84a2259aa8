/** A git repository, and what it lacks. */
import { readGit } from "./run-git.ts";

export interface Repository {
  /** Absolute. */
  readonly gitFolder: string;
  /** Where it was cloned from; null for a repository that is read where it is. */
  readonly address: string | null;
}

/** Whether objects may be missing because a clone left them out. Throws GitError. */
export async function isPartial(gitFolder: string): Promise<boolean> {
  const settings = await readGit(gitFolder, ["config", "--list", "--name-only"]);
  return /^remote\..*\.promisor$|^extensions\.partialclone$/im.test(settings.toString("utf8"));
}

/** Ids of the objects that are missing of what `args` and `input` name for `git rev-list`. Throws GitError. */
export async function listMissing(
  gitFolder: string,
  args: readonly string[],
  input = "",
): Promise<string[]> {
  const listing = await readGit(
    gitFolder,
    ["rev-list", "--objects", "--missing=print", ...args],
    input === "" ? "" : `${input}\n`,
  );
  return listing
    .toString("latin1")
    .split("\n")
    .filter((line) => line.startsWith("?"))
    .map((line) => line.slice(1));
}
