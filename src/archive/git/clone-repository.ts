/**
 * A repository at an address: the one place that fetches. The clone is bare, without file contents, and
 * kept in the cache; its settings are those that git wrote there for us.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { nameTemporary } from "../temporary-files.ts";
import { listMissing, type Repository } from "./repository.ts";
import { harmless, runFetchingGit } from "./run-git.ts";

/** Ids a request: git packs those of one request together. */
const idsAtOnce = 10_000;

/** Clones what stands at `address` into `cacheFolder`, or brings the clone there up to date. Throws GitError. */
export async function cloneRepository(address: string, cacheFolder: string): Promise<Repository> {
  const name = createHash("sha256").update(address).digest("hex").slice(0, 20);
  const gitFolder = path.join(cacheFolder, "git", name);
  const repository = { gitFolder, address };
  if (existsSync(gitFolder)) {
    try {
      await fetchAgain(repository);
      return repository;
    } catch {
      // The clone may be damaged. Where the address cannot be reached, cloning fails as well and says so.
    }
  }
  const temporary = nameTemporary(cacheFolder);
  const kind = ["--bare", "--filter=blob:none", "--no-recurse-submodules", ...serverOf(address)];
  try {
    await runFetchingGit(["clone", "--quiet", ...kind, "--", address, temporary]);
    mkdirSync(path.dirname(gitFolder), { recursive: true });
    rmSync(gitFolder, { recursive: true, force: true });
    renameSync(temporary, gitFolder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return repository;
}

/**
 * Fetches what the clone lacks of the trees, in as few requests as possible. Does nothing in a repository that
 * is not our clone. Throws GitError.
 */
export async function fetchMissing(
  { gitFolder, address }: Repository,
  trees: ReadonlySet<string>,
): Promise<void> {
  if (address === null || trees.size === 0) return;
  const missing = await listMissing(gitFolder, ["--stdin"], [...trees].join("\n"));
  for (let at = 0; at < missing.length; at += idsAtOnce) {
    await runFetchingGit(
      [
        ...["--git-dir", gitFolder, "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet"],
        ...["--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--filter=blob:none"],
        ...[...serverOf(address), "--stdin", "origin"],
      ],
      missing
        .slice(at, at + idsAtOnce)
        .map((oid) => `${oid}\n`)
        .join(""),
    );
  }
}

/** Branches and tags as they are now, and the branch that HEAD means. */
async function fetchAgain({ gitFolder, address }: Repository & { address: string }): Promise<void> {
  const git = (...args: readonly string[]) => runFetchingGit(["--git-dir", gitFolder, ...args]);
  await git(
    ...["fetch", "--quiet", "--prune", "--force", "--no-tags", "--no-recurse-submodules"],
    ...[...serverOf(address), "origin", "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"],
  );
  const answer = await git("ls-remote", ...serverOf(address), "--symref", "origin", "HEAD");
  const branch = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(answer.toString("utf8"))?.[1];
  if (branch !== undefined) await git("symbolic-ref", "HEAD", branch);
}

/**
 * The option that names the program at the other end. A repository on this disk is served by a git of ours,
 * which obeys that repository's settings: it may use no transport to get what it lacks.
 */
function serverOf(address: string): readonly string[] {
  if (!/^file:/i.test(address)) return [];
  const server = ["env", "GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", "git", ...harmless];
  return [`--upload-pack=${server.join(" ")} upload-pack`];
}
