import { existsSync } from "node:fs";
import path from "node:path";
import { fetchWithGit, readWithGit } from "./run-git.ts";

/** Ids a request: git packs those of one request together. */
const idsAtOnce = 10_000;

/**
 * Fetches what a clone of ours lacks of the trees, in as few requests as possible. Does nothing where objects
 * are read from a repository of this machine. Throws GitError.
 */
export async function fetchMissing(gitFolder: string, trees: ReadonlySet<string>): Promise<void> {
  if (trees.size === 0 || existsSync(path.join(gitFolder, "objects/info/alternates"))) return;
  const listing = await readWithGit(
    ["--git-dir", gitFolder, "rev-list", "--objects", "--missing=print", "--stdin"],
    [...trees].map((oid) => `${oid}\n`).join(""),
  );
  const missing = listing
    .toString("latin1")
    .split("\n")
    .filter((line) => line.startsWith("?"))
    .map((line) => line.slice(1));
  for (let at = 0; at < missing.length; at += idsAtOnce) {
    const ids = missing.slice(at, at + idsAtOnce);
    await fetchWithGit(
      gitFolder,
      [
        ...["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-recurse-submodules"],
        ...["--no-tags", "--no-write-fetch-head", "--filter=blob:none", "--stdin", "origin"],
      ],
      ids.map((oid) => `${oid}\n`).join(""),
    );
  }
}
