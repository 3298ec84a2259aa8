/** Repositories that a stranger made: their objects are read, and nothing that they name is run or followed. */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { openContentReader } from "../../../src/archive/content.ts";
import { locateRepository } from "../../../src/archive/git/locate-repository.ts";
import { chooseHistory, readHistory } from "../../../src/archive/git/read-history.ts";
import { createRepository } from "./dated-repository.ts";

/** Reads all texts of a repository, as a build does. */
async function read(repository: string, folder = ""): Promise<string[]> {
  const config = { repository, ref: "HEAD", folder, every: "commit" } as const;
  const gitFolder = await locateRepository(config, "/", makeFolder());
  const history = await chooseHistory(gitFolder, config, Date.UTC(2026, 5, 1), "source.yaml");
  const { places } = await readHistory(
    history,
    () => true,
    () => undefined,
  );
  const reader = openContentReader();
  try {
    return [...(await reader.readAll(places)).values()].map((bytes) => bytes.toString());
  } finally {
    reader.close();
  }
}

function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "tidemark-hostile-"));
}

/** A bare repository of two commits, from which objects may be taken away. */
function createBare(): { bare: string; git: (...args: string[]) => string } {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "docs/a.md": "1\n" });
  commit("2026-05-02T09:00Z", { "docs/a.md": "2\n" });
  const bare = path.join(makeFolder(), "bare.git");
  execFileSync("git", ["clone", "--quiet", "--bare", "--no-local", folder, bare]);
  const git = (...args: string[]) =>
    execFileSync("git", ["--git-dir", bare, ...args], { encoding: "utf8" }).trim();
  // Each object its own file.
  for (const name of readdirSync(path.join(bare, "objects", "pack"))) {
    const pack = path.join(makeFolder(), name);
    renameSync(path.join(bare, "objects", "pack", name), pack);
    if (!name.endsWith(".pack")) continue;
    execFileSync("sh", ["-c", `git --git-dir "$1" unpack-objects -q < "$2"`, "sh", bare, pack]);
  }
  return { bare, git };
}

function removeObject(bare: string, oid: string): void {
  rmSync(path.join(bare, "objects", oid.slice(0, 2), oid.slice(2)));
}

const lacking = ["HEAD:docs/a.md", "HEAD^{tree}", "HEAD~:docs", "HEAD~"];

/** Each writes a file where git heeds it. `{run}` is a program that does. */
const settings: readonly (readonly [string, string])[] = [
  [
    "a promisor remote's upload-pack",
    '[remote "o"]\n url = .\n promisor = true\n uploadpack = "{run};"',
  ],
  [
    "a transport that is allowed by name",
    '[protocol]\n allow = always\n[protocol "ext"]\n allow = always\n[remote "o"]\n url = "ext::{run} %S"\n promisor = true',
  ],
  [
    "an ssh command",
    '[core]\n sshCommand = {run}\n[remote "o"]\n url = ssh://127.0.0.1:1/x\n promisor = true',
  ],
  [
    "a git proxy",
    '[core]\n gitProxy = {run}\n[remote "o"]\n url = git://127.0.0.1:1/x\n promisor = true',
  ],
  [
    "a remote helper and credentials",
    '[credential]\n helper = "!{run}"\n[core]\n askPass = {run}\n[remote "o"]\n url = http://127.0.0.1:1/x\n promisor = true',
  ],
  [
    "pagers, monitors, hooks, signatures and filters",
    `[core]\n pager = {run}\n fsmonitor = {run}\n hooksPath = hooks\n alternateRefsCommand = {run}\n editor = {run}
[pager]\n log = {run}\n rev-list = {run}\n cat-file = {run}
[log]\n showSignature = true\n[gpg]\n program = {run}
[diff]\n external = {run}\n[diff "x"]\n textconv = {run}\n command = {run}
[filter "x"]\n smudge = {run}\n clean = {run}\n process = {run}\n required = true
[alias]\n log = "!{run}"\n cat-file = "!{run}"\n rev-list = "!{run}"\n rev-parse = "!{run}"`,
  ],
];

test.each(
  settings.flatMap(([name, text]) => lacking.map((object) => [name, object, text] as const)),
)("nothing is run by %s, where %s is missing", async (_, object, text) => {
  const { bare, git } = createBare();
  const pwned = path.join(makeFolder(), "pwned");
  const run = path.join(makeFolder(), "run");
  writeFileSync(run, `#!/bin/sh\ntouch ${pwned}\n`);
  chmodSync(run, 0o755);
  mkdirSync(path.join(bare, "hooks"), { recursive: true });
  for (const hook of ["post-checkout", "reference-transaction", "pre-auto-gc"]) {
    writeFileSync(path.join(bare, "hooks", hook), `#!/bin/sh\ntouch ${pwned}\n`);
    chmodSync(path.join(bare, "hooks", hook), 0o755);
  }
  removeObject(bare, git("rev-parse", object));
  writeFileSync(path.join(bare, "info", "attributes"), "* filter=x diff=x\n");
  writeFileSync(path.join(bare, "more"), text.replaceAll("{run}", run));
  const version = "[core]\n repositoryformatversion = 1\n[extensions]\n partialClone = o\n";
  const allowed = '[protocol "file"]\n allow = always\n';
  appendFileSync(
    path.join(bare, "config"),
    `${version}${allowed}${text.replaceAll("{run}", run)}\n[include]\n path = more\n`,
  );
  const told = [];
  for (const repository of [bare, pathToFileURL(bare).href]) {
    told.push(await read(repository, "docs").catch(String));
  }
  expect(existsSync(pwned)).toBe(false);
  for (const error of told) expect(error).toMatch(/InputError.*“git\.(repository|ref)”/s);
});

test("a clone without contents is refused, with the command that completes it", async () => {
  const { folder, git, commit } = createRepository();
  git("config", "uploadpack.allowFilter", "true");
  commit("2026-05-01T09:00Z", { "docs/a.md": "1\n" });
  commit("2026-05-02T09:00Z", { "docs/a.md": "2\n" });
  for (const filter of ["blob:none", "tree:0"]) {
    const partial = path.join(makeFolder(), "partial.git");
    const address = pathToFileURL(folder).href;
    execFileSync("git", ["clone", "--quiet", "--bare", `--filter=${filter}`, address, partial]);
    const told: unknown = await read(partial, "docs").catch((error: unknown) => error);
    const [, command = ""] = /“git (fetch [^”]+)”/.exec(String(told)) ?? [];
    expect([String(told), command]).toEqual([
      expect.stringContaining("lacks objects"),
      expect.stringMatching(/^fetch /),
    ]);
    execFileSync("git", ["--git-dir", partial, ...command.split(" "), "--quiet"]);
    expect(await read(partial, "docs")).toEqual(["1\n", "2\n"]);
  }
});

test("objects of another repository are not read, neither as an alternate nor by a link", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "a.md": "secret" });
  const objects = path.join(folder, ".git", "objects");
  const borrowed = path.join(makeFolder(), "borrowed.git");
  execFileSync("git", ["clone", "--quiet", "--bare", "--shared", folder, borrowed]);
  await expect(read(borrowed)).rejects.toThrow(/borrows objects.*--dissociate/s);
  rmSync(path.join(borrowed, "objects"), { recursive: true });
  symlinkSync(objects, path.join(borrowed, "objects"));
  await expect(read(borrowed)).rejects.toThrow(/git repository|no folder/);
  rmSync(path.join(borrowed, "objects"));
  mkdirSync(path.join(borrowed, "objects"));
  for (const name of readdirSync(objects)) {
    symlinkSync(path.join(objects, name), path.join(borrowed, "objects", name));
  }
  await expect(read(borrowed)).rejects.toThrow(/symbolic link/);
});

test("replaced objects and grafts do not change what a commit holds", async () => {
  const { folder, git, commit } = createRepository();
  const first = commit("2026-05-01T09:00Z", { "a.md": "1" });
  const second = commit("2026-05-02T09:00Z", { "a.md": "2" });
  git("replace", git("rev-parse", `${second}:a.md`), git("rev-parse", `${first}:a.md`));
  mkdirSync(path.join(folder, ".git", "info"), { recursive: true });
  writeFileSync(path.join(folder, ".git", "info", "grafts"), `${second}\n`);
  expect(await read(folder)).toEqual(["1", "2"]);
});

test.each(["ext::touch {pwned}", "file::{pwned}", "x@-oProxyCommand=touch%20{pwned}:y"])(
  "%s is no address",
  async (address) => {
    const pwned = path.join(makeFolder(), "pwned");
    await expect(read(address.replace("{pwned}", pwned))).rejects.toThrow("“git.repository”");
    expect(existsSync(pwned)).toBe(false);
  },
);
