/** Finds a source's repository: on this disk, or as a clone of an address, kept in the cache. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { GitConfig } from "../../config.ts";
import { InputError } from "../../errors.ts";
import { nameTemporary } from "../temporary-files.ts";
import { mirrorRepository, ownSettings } from "./mirror-repository.ts";
import { fetchWithGit, GitError } from "./run-git.ts";

/** What is fetched: no transport that runs commands (`ext::`), and none that serves a folder of this machine. */
const remotePattern = /^(https?|ssh|git):\/\/|^[\w.-]+@[\w.-]+:/;

/**
 * A git folder of ours that reads the repository. A path (or a `file://` address) is relative to
 * `sourceFolder`; its objects are read where they are. An address is cloned bare and without file contents
 * into `cacheFolder`, or fetched again where it was cloned before. Throws InputError.
 */
export async function locateRepository(
  config: GitConfig,
  sourceFolder: string,
  cacheFolder: string,
): Promise<string> {
  try {
    return remotePattern.test(config.repository)
      ? await cloneRepository(config.repository, cacheFolder)
      : readInPlace(config.repository, sourceFolder, cacheFolder);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new InputError({
      where: path.join(sourceFolder, "source.yaml"),
      what: `the key “git.repository” has the value ${JSON.stringify(config.repository)}: ${error.message}`,
      remedy:
        error.remedy ??
        "Write the path of a git repository (relative to this file), or an address that git can clone.",
    });
  }
}

function readInPlace(repository: string, sourceFolder: string, cacheFolder: string): string {
  const named = /^file:\/\//i.test(repository) ? toPath(repository) : repository;
  const folder = path.resolve(sourceFolder, named);
  if (!existsSync(folder)) throw new GitError(`${folder} does not exist`);
  const real = realpathSync(folder);
  const mirror = nameClone(cacheFolder, real);
  mirrorRepository(real, mirror);
  return mirror;
}

function toPath(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    throw new GitError("it names no folder of this machine");
  }
}

function nameClone(cacheFolder: string, what: string): string {
  const name = createHash("sha256").update(what).digest("hex").slice(0, 20);
  return path.join(cacheFolder, "git", name);
}

async function cloneRepository(address: string, cacheFolder: string): Promise<string> {
  const folder = nameClone(cacheFolder, address);
  if (existsSync(folder)) {
    try {
      await fetchAll(folder, address);
      return folder;
    } catch {
      // The clone may be damaged. Where the address cannot be reached, cloning fails as well and says so.
    }
  }
  const temporary = nameTemporary(cacheFolder);
  try {
    for (const part of ["objects", "refs"])
      mkdirSync(path.join(temporary, part), { recursive: true });
    writeFileSync(path.join(temporary, "HEAD"), "ref: refs/heads/main\n");
    await fetchAll(temporary, address);
    mkdirSync(path.dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

/** Brings a clone up to date: branches and tags as they are now, and the branch that HEAD means. */
async function fetchAll(gitFolder: string, address: string): Promise<void> {
  writeFileSync(path.join(gitFolder, "config"), cloneSettings(address));
  await fetchWithGit(gitFolder, [
    ...["fetch", "--quiet", "--prune", "--force", "--no-tags", "--no-recurse-submodules"],
    ...["--filter=blob:none", "origin", "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"],
  ]);
  const answer = await fetchWithGit(gitFolder, ["ls-remote", "--symref", "origin", "HEAD"]);
  const head = /^(?:(ref: refs\/heads\/\S+)|([0-9a-f]{40}))\tHEAD$/m.exec(answer.toString("utf8"));
  const named = head?.[1] ?? head?.[2];
  if (named !== undefined) writeFileSync(path.join(gitFolder, "HEAD"), `${named}\n`);
}

/** Whatever stood in the clone's settings, these do before anything is fetched. */
function cloneSettings(address: string): string {
  return `${ownSettings}[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = ${JSON.stringify(address)}
\tpromisor = true
\tpartialclonefilter = blob:none
`;
}
