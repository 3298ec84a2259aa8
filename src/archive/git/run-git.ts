import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Set by git itself in hooks and aliases: they would lead to another repository than the one named. */
const leading =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE)$/;

/** Never asks for a password, never runs a repository's hooks or helpers, speaks English. */
export const gitEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !leading.test(name))),
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  LC_ALL: "C",
};

/** Runs git, hands it `input`, and gives what it printed. Throws GitError with what it said. */
export async function runGit(args: readonly string[], input = ""): Promise<Buffer> {
  const running = execute("git", args, {
    encoding: "buffer",
    env: gitEnvironment,
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
