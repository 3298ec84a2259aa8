import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Never asks for a password, never runs a repository's hooks or helpers, speaks English. */
export const gitEnvironment = {
  ...process.env,
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  LC_ALL: "C",
};

/** Runs git and gives what it printed. Throws GitError with what it said. */
export async function runGit(args: readonly string[]): Promise<Buffer> {
  const running = execute("git", args, {
    encoding: "buffer",
    env: gitEnvironment,
    maxBuffer: 2 ** 30,
  });
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
