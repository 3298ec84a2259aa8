/** Finds a source's repository: on this disk, or as a clone of an address. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { GitConfig } from "../../config.ts";
import { InputError } from "../../errors.ts";
import { cloneRepository } from "./clone-repository.ts";
import type { Repository } from "./repository.ts";
import { findGitFolder, GitError } from "./run-git.ts";

/** What git can clone, less transports that run commands (`ext::`). */
const remotePattern = /^(https?|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/;

/**
 * The repository of a source. A path is relative to `sourceFolder`; an address is cloned into
 * `cacheFolder`, or fetched again where it was cloned before. Throws InputError.
 */
export async function locateRepository(
  config: GitConfig,
  sourceFolder: string,
  cacheFolder: string,
): Promise<Repository> {
  try {
    return remotePattern.test(config.repository)
      ? await cloneRepository(config.repository, cacheFolder)
      : await findRepository(path.resolve(sourceFolder, config.repository));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new InputError([
      {
        where: path.join(sourceFolder, "source.yaml"),
        what: `the key “git.repository” has the value ${JSON.stringify(config.repository)}: ${error.message}`,
        remedy:
          "Write the path of a git repository (relative to this file), or an address that git can clone.",
      },
    ]);
  }
}

async function findRepository(folder: string): Promise<Repository> {
  if (!existsSync(folder)) throw new GitError(`${folder} does not exist`);
  return { gitFolder: await findGitFolder(folder), address: null };
}
