/** Throw-away git repositories whose commits bear the dates they are given. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface DatedRepository {
  readonly folder: string;
  readonly git: (...args: string[]) => string;
  /** Writes files and commits everything at `date`, such as 2026-05-01T10:00Z; gives the commit's id. */
  readonly commit: (date: string, files?: Readonly<Record<string, string>>) => string;
  /** Commits what is staged, and nothing else. */
  readonly commitStaged: (date: string) => void;
}

export function createRepository(): DatedRepository {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-git-"));
  const run = (args: readonly string[], environment: Record<string, string> = {}) =>
    execFileSync("git", args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...identity, ...environment },
    }).trim();
  run(["init", "--quiet", "--initial-branch=main"]);
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  };
  const commitStaged = (date: string) => {
    const dates = { GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: "2000-01-01T00:00Z" };
    run(["commit", "--quiet", "--allow-empty", "--message", "x"], dates);
  };
  return {
    folder,
    git: (...args) => run(args),
    commitStaged,
    commit(date, files = {}) {
      write(files);
      run(["add", "--all"]);
      commitStaged(date);
      return run(["rev-parse", "HEAD"]);
    },
  };
}

const identity = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.org",
};
