import { execFileSync } from "node:child_process";
import {
  chmodSync,
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
import type { GitConfig } from "../../../src/config.ts";
import { createRepository } from "./dated-repository.ts";
import { serveRepository } from "./serve-repository.ts";

const now = Date.UTC(2026, 5, 1);

/** All snapshots of a repository: their stamps, and each file's mode and text. */
async function read(config: Partial<GitConfig> & { repository: string }, cache = makeFolder()) {
  const whole: GitConfig = { ref: "HEAD", folder: "", every: "day", ...config };
  const gitFolder = await locateRepository(whole, "/", cache);
  const history = await chooseHistory(gitFolder, whole, now, "source.yaml");
  const { snapshots, places } = await readHistory(
    history,
    () => true,
    () => undefined,
  );
  const reader = openContentReader();
  const contents = await reader.readAll(places);
  reader.close();
  return snapshots.map(({ stamp, tree }) => {
    const files = [...tree].map(([name, { hash, mode, size }]) => {
      const bytes = contents.get(hash);
      expect(bytes?.length).toBe(size);
      return [name, `${mode} ${new TextDecoder().decode(bytes)}`] as const;
    });
    return [stamp, Object.fromEntries(files)] as const;
  });
}

function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "tidemark-cache-"));
}

test("every day: each UTC day's last commit that touches the folder, of days that are over", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "readme.md": "before the folder" });
  commit("2026-05-02T09:00Z", { "docs/a.md": "1" });
  commit("2026-05-02T23:30-02:00", { "docs/a.md": "2" });
  commit("2026-05-03T18:00Z", { "docs/a.md": "3", "docs/deep/b.md": "b" });
  commit("2026-05-03T19:00Z", { "readme.md": "elsewhere" });
  commit("2026-05-04T09:00Z", { "readme.md": "elsewhere again" });
  commit("2026-06-01T00:00Z", { "docs/a.md": "today" });
  expect(await read({ repository: folder, folder: "docs" })).toEqual([
    ["2026-05-02T0900Z", { "a.md": "100644 1" }],
    ["2026-05-03T1800Z", { "a.md": "100644 3", "deep/b.md": "100644 b" }],
  ]);
});

test("every commit: each one that touches the folder, to the second; the last of one second", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-02T09:00:07Z", { "docs/a.md": "1" });
  commit("2026-05-02T09:00:08Z", { "docs/a.md": "2" });
  commit("2026-05-02T09:00:08Z", { "docs/a.md": "3" });
  commit("2026-06-01T00:00:00Z", { "docs/a.md": "today" });
  expect(await read({ repository: folder, folder: "./docs/", every: "commit" })).toEqual([
    ["2026-05-02T090007Z", { "a.md": "100644 1" }],
    ["2026-05-02T090008Z", { "a.md": "100644 3" }],
    ["2026-06-01T000000Z", { "a.md": "100644 today" }],
  ]);
});

test("only the first parents count", async () => {
  const { folder, git, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "a.md": "1" });
  git("checkout", "--quiet", "-b", "side");
  commit("2026-05-02T09:00Z", { "a.md": "on the side" });
  git("checkout", "--quiet", "main");
  commit("2026-05-03T09:00Z", { "b.md": "b" });
  git("-c", "user.name=A", "-c", "user.email=a@example.org", "merge", "--quiet", "-m", "m", "side");
  const stamps = (await read({ repository: folder, every: "commit", ref: "HEAD~" })).map(
    ([stamp]) => stamp,
  );
  expect(stamps).toEqual(["2026-05-01T090000Z", "2026-05-03T090000Z"]);
});

test("commits out of order in time keep the order of the history", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-05T09:00Z", { "a.md": "1" });
  commit("2026-05-03T09:00Z", { "a.md": "2" });
  commit("2026-05-07T09:00Z", { "a.md": "3" });
  expect(await read({ repository: folder })).toEqual([
    ["2026-05-05T0900Z", { "a.md": "100644 2" }],
    ["2026-05-07T0900Z", { "a.md": "100644 3" }],
  ]);
});

test("a commit from a clock that is years ahead holds nothing up", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-05T09:00Z", { "a.md": "1" });
  commit("2079-01-01T09:00Z", { "a.md": "2", "b.md": "b" });
  commit("2026-05-07T09:00Z", { "a.md": "3" });
  expect(await read({ repository: folder })).toEqual([
    ["2026-05-05T0900Z", { "a.md": "100644 1" }],
    ["2026-05-07T0900Z", { "a.md": "100644 3", "b.md": "100644 b" }],
  ]);
});

test("a folder that is renamed is gone, and comes back empty-handed", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "docs/a.md": "1" });
  renameSync(path.join(folder, "docs"), path.join(folder, "manual"));
  commit("2026-05-02T09:00Z");
  commit("2026-05-03T09:00Z", { "manual/a.md": "2" });
  expect(await read({ repository: folder, folder: "docs" })).toEqual([
    ["2026-05-01T0900Z", { "a.md": "100644 1" }],
    ["2026-05-02T0900Z", {}],
  ]);
  expect(await read({ repository: folder, folder: "manual" })).toEqual([
    ["2026-05-02T0900Z", { "a.md": "100644 1" }],
    ["2026-05-03T0900Z", { "a.md": "100644 2" }],
  ]);
});

test("links and programs keep their modes; a submodule has no files", async () => {
  const { folder, git, commit, commitStaged } = createRepository();
  const head = commit("2026-05-01T09:00Z", { "run.sh": "true" });
  chmodSync(path.join(folder, "run.sh"), 0o755);
  symlinkSync("../../etc/passwd", path.join(folder, "link"));
  git("add", "--all");
  // What `git submodule add` writes, without another repository.
  git("update-index", "--add", "--cacheinfo", `160000,${head},sub`);
  commitStaged("2026-05-02T09:00Z");
  const [latest] = (await read({ repository: folder, every: "commit" })).slice(-1);
  expect(latest?.[1]).toEqual({ "run.sh": "100755 true", link: "120000 ../../etc/passwd" });
});

test("names that are not UTF-8 keep their bytes", async () => {
  const { folder, commit } = createRepository();
  const name = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9), Buffer.from(".md")]);
  writeFileSync(name, "1");
  commit("2026-05-01T09:00Z", { "grüße/día.md": "2", "two\nlines.md": "3" });
  expect(await read({ repository: folder })).toEqual([
    [
      "2026-05-01T0900Z",
      {
        "caf\uDCE9.md": "100644 1",
        "grüße/día.md": "100644 2",
        "two\nlines.md": "100644 3",
      },
    ],
  ]);
});

test("a tree that only harm would write is refused", async () => {
  const { folder, git, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "a.md": "1" });
  const blob = Buffer.from(git("rev-parse", "HEAD:a.md"), "hex");
  const write = (type: string, input: Buffer | string) =>
    execFileSync("git", ["hash-object", "-t", type, "-w", "--literally", "--stdin"], {
      cwd: folder,
      input,
      encoding: "utf8",
    }).trim();
  const tree = write("tree", Buffer.concat([Buffer.from("100644 ..\0"), blob]));
  const person = "A <a@example.org> 1777800000 +0000";
  const head = write("commit", `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\nx\n`);
  git("update-ref", "HEAD", head);
  await expect(read({ repository: folder })).rejects.toThrow('holds a file of the name ".."');
});

test.each([
  [{ ref: "nowhere" }, /“git\.ref” has the value "nowhere"/],
  [{ folder: "nowhere" }, /“git\.folder” names nowhere, which no commit of HEAD has/],
  [{ folder: "../docs" }, /“git\.folder” has the value "\.\.\/docs"/],
  [{ folder: "docs\nHEAD" }, /“git\.folder”/],
  [{ repository: "/nowhere/at/all" }, /“git\.repository” has the value "\/nowhere\/at\/all"/],
  [{ repository: "/" }, /“git\.repository”.*not a git repository/],
  [{ repository: "file:///nowhere/at/all" }, /“git\.repository”.*nowhere/],
])("%j is refused in words", async (config, message) => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "docs/a.md": "1" });
  await expect(read({ repository: folder, ...config })).rejects.toThrow(message);
});

test("a repository without a commit is refused in words", async () => {
  await expect(read({ repository: createRepository().folder })).rejects.toThrow(/“git\.ref”/);
});

test("a shallow clone is refused, with what to do", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "a.md": "1" });
  commit("2026-05-02T09:00Z", { "a.md": "2" });
  const shallow = path.join(makeFolder(), "shallow");
  const address = pathToFileURL(folder).href;
  execFileSync("git", ["clone", "--quiet", "--depth=1", address, shallow]);
  await expect(read({ repository: shallow })).rejects.toThrow("fetch-depth: 0");
});

test("a linked work tree, packed names and a remote's branch are read", async () => {
  const { folder, git, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "a.md": "1" });
  git("branch", "side");
  commit("2026-05-02T09:00Z", { "a.md": "2" });
  git("tag", "--annotate", "--message=x", "v1");
  git("pack-refs", "--all");
  commit("2026-05-03T09:00Z", { "a.md": "3" });
  const tree = path.join(makeFolder(), "tree");
  git("worktree", "add", "--quiet", tree, "side");
  const clone = path.join(makeFolder(), "clone");
  execFileSync("git", ["clone", "--quiet", folder, clone]);
  const daysOf = async (repository: string, ref: string) =>
    (await read({ repository, ref })).map(([stamp]) => stamp.slice(8, 10));
  expect(await daysOf(tree, "HEAD")).toEqual(["01"]);
  expect(await daysOf(folder, "v1")).toEqual(["01", "02"]);
  expect(await daysOf(folder, "main")).toEqual(["01", "02", "03"]);
  expect(await daysOf(folder, "main~2")).toEqual(["01"]);
  expect(await daysOf(clone, "origin/side")).toEqual(["01"]);
  expect(await daysOf(clone, "origin")).toEqual(["01", "02", "03"]);
});

test("a repository of SHA-256 is refused, with what to do", async () => {
  const folder = makeFolder();
  execFileSync("git", ["init", "--quiet", "--object-format=sha256", folder]);
  await expect(read({ repository: folder })).rejects.toThrow("sha1 format");
});

test("a bare repository and a work tree's subfolder are found", async () => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "docs/a.md": "1" });
  const bare = path.join(makeFolder(), "bare.git");
  execFileSync("git", ["clone", "--quiet", "--bare", folder, bare]);
  const expected = [["2026-05-01T0900Z", { "docs/a.md": "100644 1" }]];
  expect(await read({ repository: bare })).toEqual(expected);
  expect(await read({ repository: pathToFileURL(bare).href })).toEqual(expected);
  expect(await read({ repository: path.join(folder, "docs") })).toEqual(expected);
});

test("the environment of a git hook does not lead to another repository", () => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "docs/a.md": "1" });
  const script = `
    import { locateRepository } from ${JSON.stringify(path.resolve("src/archive/git/locate-repository.ts"))};
    import { readWithGit } from ${JSON.stringify(path.resolve("src/archive/git/run-git.ts"))};
    const place = await locateRepository({ repository: ${JSON.stringify(folder)} }, "/", ${JSON.stringify(makeFolder())});
    console.log(String(await readWithGit(["--git-dir", place, "ls-tree", "--name-only", "HEAD"])));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    env: {
      ...process.env,
      GIT_DIR: "/elsewhere",
      GIT_WORK_TREE: "/elsewhere",
      GIT_OBJECT_DIRECTORY: "/elsewhere",
    },
    encoding: "utf8",
  });
  expect(output.trim()).toBe("docs");
});

test.each([["whole"], ["without contents"]])(
  "an address is cloned (%s), fetched again, and followed through a rewritten history",
  async (how) => {
    const { folder, git, commit } = createRepository();
    if (how === "without contents") {
      git("config", "uploadpack.allowFilter", "true");
      git("config", "uploadpack.allowAnySHA1InWant", "true");
    }
    const cache = makeFolder();
    const repository = await serveRepository(folder);
    commit("2026-05-01T09:00Z", { "docs/a.md": "1", "other/big.bin": "not wanted" });
    const first = commit("2026-05-02T09:00Z", { "docs/a.md": "2" });
    const start = [
      ["2026-05-01T0900Z", { "a.md": "100644 1" }],
      ["2026-05-02T0900Z", { "a.md": "100644 2" }],
    ];
    const config = { repository, folder: "docs" };
    expect(await read(config, cache)).toEqual(start);

    const [clone = ""] = readdirSync(path.join(cache, "git"));
    const has = (object: string) => {
      const listing = execFileSync("git", [
        ...["--git-dir", path.join(cache, "git", clone)],
        ...["rev-list", "--objects", "--all", "--missing=print"],
      ]);
      return !listing.toString().includes(`?${object}`);
    };
    expect(has(git("rev-parse", "HEAD:docs/a.md"))).toBe(true);
    expect(has(git("rev-parse", "HEAD:other/big.bin"))).toBe(how === "whole");

    commit("2026-05-03T09:00Z", { "docs/a.md": "3" });
    expect(await read(config, cache)).toEqual([
      ...start,
      ["2026-05-03T0900Z", { "a.md": "100644 3" }],
    ]);

    git("reset", "--quiet", "--hard", `${first}~`);
    commit("2026-05-04T09:00Z", { "docs/a.md": "4" });
    git("branch", "--quiet", "--move", "main", "trunk");
    expect(await read(config, cache)).toEqual([
      ["2026-05-01T0900Z", { "a.md": "100644 1" }],
      ["2026-05-04T0900Z", { "a.md": "100644 4" }],
    ]);
    expect(readdirSync(path.join(cache, "git"))).toEqual([clone]);
    rmSync(folder, { recursive: true });
    await expect(read(config, cache)).rejects.toThrow(/“git\.repository”/);
  },
);

test.for([
  ["a reference cut short", "HEAD", ""],
  ["no settings", "config", "["],
  ["a folder of objects that is a file", "objects", "in the way"],
] as const)("a clone that was damaged (%s) is made again", async ([, name, text]) => {
  const { folder, commit } = createRepository();
  commit("2026-05-01T09:00Z", { "a.md": "1" });
  const cache = makeFolder();
  const config = { repository: await serveRepository(folder) };
  const whole = await read(config, cache);
  const [clone = ""] = readdirSync(path.join(cache, "git"));
  const place = path.join(cache, "git", clone, name);
  rmSync(place, { recursive: true });
  writeFileSync(place, text);
  expect(await read(config, cache)).toEqual(whole);
  expect(readdirSync(path.join(cache, "git"))).toEqual([clone]);
  expect(readdirSync(path.join(cache, "temporary"))).toEqual([]);
});
