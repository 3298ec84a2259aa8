import { runGit } from "./run-git.ts";

/** Ids a request: git packs those of one request together. */
const idsAtOnce = 10_000;

/**
 * Fetches what a clone without file contents lacks of the trees, in as few requests as possible: git by itself
 * would ask for each content when it is read. Does nothing in other repositories. Throws GitError.
 */
export async function fetchMissing(gitFolder: string, trees: ReadonlySet<string>): Promise<void> {
  if (trees.size === 0 || !(await isPartial(gitFolder))) return;
  const listing = await runGit(
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
    await runGit(
      [
        ...["--git-dir", gitFolder, "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet"],
        ...["--no-tags", "--no-write-fetch-head", "--filter=blob:none", "--stdin", "origin"],
      ],
      ids.map((oid) => `${oid}\n`).join(""),
    );
  }
}

async function isPartial(gitFolder: string): Promise<boolean> {
  const settings = await runGit(["--git-dir", gitFolder, "config", "--list", "--name-only"]);
  return /^remote\..*\.promisor$/m.test(settings.toString("utf8"));
}
