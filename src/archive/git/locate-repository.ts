/** Finds a source's repository: on this disk, or as a clone of an address, kept in the cache. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { GitConfig } from "../../config.ts";
import { InputError } from "../../errors.ts";
import { nameTemporary } from "../temporary-files.ts";
import { GitError, runGit } from "./run-git.ts";

/** What git can clone, less transports that run commands (`ext::`). */
const remotePattern = /^(https?|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/;

/**
 * The git folder of the repository. A path is relative to `sourceFolder`. An address is cloned bare
 * and without file contents into `cacheFolder`, or fetched again where it was cloned before. Throws
 * InputError.
 */
export async function locateRepository(
  config: GitConfig,
  sourceFolder: string,
  cacheFolder: string,
): Promise<string> {
  const where = path.join(sourceFolder, "source.yaml");
  try {
    return remotePattern.test(config.repository)
      ? await cloneRepository(config.repository, cacheFolder)
      : await findRepository(path.resolve(sourceFolder, config.repository));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new InputError([
      {
        where,
        what: `the key “git.repository” has the value ${JSON.stringify(config.repository)}: ${error.message}`,
        remedy:
          "Write the path of a git repository (relative to this file), or an address that git can clone.",
      },
    ]);
  }
}

async function findRepository(folder: string): Promise<string> {
  if (!existsSync(folder)) throw new GitError(`${folder} does not exist`);
  const answer = await runGit(["-C", folder, "rev-parse", "--absolute-git-dir"]);
  return answer.toString("utf8").trim();
}

async function cloneRepository(address: string, cacheFolder: string): Promise<string> {
  const name = createHash("sha256").update(address).digest("hex").slice(0, 20);
  const folder = path.join(cacheFolder, "git", name);
  if (existsSync(folder)) {
    try {
      await fetchAgain(folder);
      return folder;
    } catch {
      // The clone may be damaged. Where the address cannot be reached, cloning fails as well and says so.
    }
  }
  const temporary = nameTemporary(cacheFolder);
  try {
    await runGit(["clone", "--quiet", "--bare", "--filter=blob:none", "--", address, temporary]);
    mkdirSync(path.dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

/** Brings a clone up to date: branches and tags as they are now, and the branch that HEAD means. */
async function fetchAgain(gitFolder: string): Promise<void> {
  const git = (...args: readonly string[]) => runGit(["--git-dir", gitFolder, ...args]);
  await git(
    ...["fetch", "--quiet", "--prune", "--force", "--no-tags", "origin"],
    ...["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"],
  );
  const answer = (await git("ls-remote", "--symref", "origin", "HEAD")).toString("utf8");
  const branch = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(answer)?.[1];
  if (branch !== undefined) await git("symbolic-ref", "HEAD", branch);
}
