import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { copyFixture, makeScratchFolder, runBuild } from "./build-site.ts";

const stamps = ["2026-01-05T0600Z", "2026-01-06T1800Z", "2026-02-01T0000Z"];

test("the same documents as folders and as a git history give the same site", async () => {
  const folders = copyFixture("harbour");
  const handbook = path.join(folders, "handbook");
  for (const other of ["lonely", "empty"]) rmSync(path.join(folders, other), { recursive: true });
  rmSync(path.join(handbook, "2026-01-06T0600Z"), { recursive: true });
  renameSync(path.join(handbook, "2026-02-01"), path.join(handbook, "2026-02-01T0000Z"));

  const repository = commitSnapshots(handbook);
  const history = path.join(makeScratchFolder(), "snapshots");
  mkdirSync(path.join(history, "handbook"), { recursive: true });
  cpSync(path.join(folders, "archive.yaml"), path.join(history, "archive.yaml"));
  const settings = readFileSync(path.join(handbook, "source.yaml"), "utf8");
  writeFileSync(
    path.join(history, "handbook", "source.yaml"),
    `${settings}git: { repository: ${JSON.stringify(repository)}, folder: docs }\n`,
  );

  const outs = await Promise.all(
    [folders, history].map(async (snapshots) => {
      const out = path.join(makeScratchFolder(), "out");
      const { code, output } = await runBuild(snapshots, out);
      if (code !== 0) throw new Error(output);
      return readSite(out);
    }),
  );
  expect(outs[1]).toEqual(outs[0]);
});

/** A repository with one commit a snapshot, at its moment, in the folder `docs`. */
function commitSnapshots(source: string): string {
  const repository = makeScratchFolder();
  const git = (args: string[], date = "2026-01-01T00:00:00Z") =>
    execFileSync(
      "git",
      ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "core.autocrlf=false", ...args],
      {
        cwd: repository,
        env: { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
      },
    );
  git(["init", "-q"]);
  for (const stamp of stamps) {
    rmSync(path.join(repository, "docs"), { recursive: true, force: true });
    cpSync(path.join(source, stamp), path.join(repository, "docs"), { recursive: true });
    git(["add", "-A"]);
    git(["commit", "-qm", stamp], `${stamp.slice(0, 13)}:${stamp.slice(13, 15)}:00Z`);
  }
  return repository;
}

/** Every file's bytes; Pagefind's index by its names, which are hashes of what it holds. */
function readSite(out: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const name = path.relative(out, file);
        return [name, name.includes("/pagefind/") ? "" : readFileSync(file).toString("base64")];
      })
      .toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  ) as Record<string, string>;
}
