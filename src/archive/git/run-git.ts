/** The one place that starts git: to read objects, or to fetch them from an address that the keeper wrote. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { hasCode } from "../../errors.ts";

const execute = promisify(execFile);

/** Set by git itself in hooks and aliases: they would lead to another repository than the one named. */
const leading =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE)$/;

/** Never waits for a password or a lock, speaks English, and takes each object for what its id says. */
const always = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
  LC_ALL: "C",
};

/**
 * For reading: no settings but those of the repository named, which is one of ours, and no transport. The
 * list of transports that are allowed holds in every git, also against a repository's own settings; the
 * wish not to fetch what is missing is known to gits since 2.45 only.
 */
const readingEnvironment = {
  ...withoutVariables(/^GIT_/),
  ...always,
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
};

/**
 * For fetching: the keeper's own settings count (who signs in how, proxies), but nothing may lead to a
 * transport that runs commands (`ext::`) or to git's server side on this machine (`file`), which heeds the
 * settings of what it serves.
 */
const fetchingEnvironment = {
  ...withoutVariables(leading),
  ...always,
  GIT_ALLOW_PROTOCOL: "https:http:ssh:git",
};

/** Reads with git, hands it `input`, and gives what it printed. Throws GitError with what it said. */
export function readWithGit(args: readonly string[], input = ""): Promise<Buffer> {
  return runGit(args, input, readingEnvironment);
}

/** As `readWithGit`, with leave to fetch. `gitFolder` is a repository of ours, whose settings we wrote. */
export function fetchWithGit(
  gitFolder: string,
  args: readonly string[],
  input = "",
): Promise<Buffer> {
  return runGit(["--git-dir", gitFolder, ...args], input, fetchingEnvironment);
}

/** Starts a git that answers questions as long as it is asked. */
export function startGit(args: readonly string[]): ChildProcess {
  return spawn("git", args, { env: readingEnvironment, stdio: ["pipe", "pipe", "ignore"] });
}

async function runGit(
  args: readonly string[],
  input: string,
  env: NodeJS.ProcessEnv,
): Promise<Buffer> {
  const running = execute("git", args, { encoding: "buffer", env, maxBuffer: 2 ** 30 });
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

/** What is wrong with a repository, in git's words or ours, and what to do where that is known. */
export class GitError extends Error {
  readonly remedy: string | null;

  constructor(message: string, remedy: string | null = null) {
    super(message);
    this.remedy = remedy;
  }
}

function withoutVariables(names: RegExp): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
}

function describeFailure(error: unknown): string {
  if (hasCode(error, "ENOENT")) {
    return "git is not installed";
  }
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  return said.split("\n").findLast((line) => line.startsWith("fatal:")) ?? (said || String(error));
}
