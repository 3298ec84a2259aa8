/**
 * Runs git. A repository is data that strangers may have written, its settings included, and git obeys
 * them: a missing object makes it ask the remote that the settings name, by the program that they name.
 * So what reads may not use any transport, and what fetches (`clone-repository.ts`, nothing else) uses a
 * repository of our own.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Set by git itself in hooks and aliases: they would lead to another repository than the one named. */
const leading =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE)$/;

/** Never asks for a password, reads objects as they are, speaks English. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !leading.test(name))),
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  LC_ALL: "C",
};

/**
 * For git that reads. No setting of a repository outweighs this list of transports, which holds none; git
 * from 2.44 on knows the second variable and does not even try.
 */
export const readingEnvironment = {
  ...environment,
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
};

/** For git that fetches: the transports that run no program which an address names (as `ext::` does). */
const fetchingEnvironment = { ...environment, GIT_ALLOW_PROTOCOL: "file:git:http:https:ssh" };

/** These run programs that a repository names. */
export const harmless = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"] as const;

/** Reads from the repository `gitFolder`, hands git `input`, gives what it printed. Throws GitError. */
export function readGit(gitFolder: string, args: readonly string[], input = ""): Promise<Buffer> {
  return run(["--git-dir", gitFolder, ...args], readingEnvironment, input);
}

/** The git folder that `folder` or one above it has. Throws GitError where there is none. */
export async function findGitFolder(folder: string): Promise<string> {
  const args = ["-C", folder, "rev-parse", "--absolute-git-dir"];
  return (await run(args, readingEnvironment, "")).toString("utf8").trim();
}

/** Runs git where it may fetch. Throws GitError with what it said. */
export function runFetchingGit(args: readonly string[], input = ""): Promise<Buffer> {
  return run(args, fetchingEnvironment, input);
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  input: string,
): Promise<Buffer> {
  const running = execute("git", [...harmless, ...args], {
    encoding: "buffer",
    env,
    maxBuffer: 2 ** 30,
  });
  const { stdin } = running.child;
  // git may end before it has read all; it then says why itself.
  stdin?.on("error", () => undefined);
  stdin?.end(input);
  try {
    return (await running).stdout;
  } catch (error) {
    throw new GitError(describeFailure(error));
  }
}

/** What git said when it failed. */
export class GitError extends Error {}

function describeFailure(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return "git is not installed";
  }
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  return said.split("\n").findLast((line) => line.startsWith("fatal:")) ?? (said || String(error));
}
