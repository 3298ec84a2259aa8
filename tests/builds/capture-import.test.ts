import { execFileSync, spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { createRepository, type DatedRepository } from "../archive/git/dated-repository.ts";

let repository: DatedRepository;
let snapshots = "";

beforeEach(() => {
  repository = createRepository();
  snapshots = mkdtempSync(path.join(tmpdir(), "tidemark-import-"));
});

function run(...words: string[]): { code: number | null; output: string } {
  const all = ["scripts/import.ts", "--git", repository.folder, "--snapshots", snapshots, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
  return { code: status, output: stdout + stderr };
}

const list = () => readdirSync(path.join(snapshots, "docs")).toSorted();

test("a history becomes folders; those that are there stay as they are", () => {
  const { commit } = repository;
  commit("2026-05-01T09:00Z", { "docs/a.md": "1", "readme.md": "no" });
  commit("2026-05-02T09:00Z", { "docs/a.md": "2" });
  commit("2026-05-02T10:00Z", { "docs/deep/b.md": "b" });
  commit("2026-05-04T10:00Z", { "docs/a.md": "3" });
  const words = ["--folder", "docs", "--source", "docs"];
  mkdirSync(path.join(snapshots, "docs", "2026-05-02T1000Z"), { recursive: true });
  writeFileSync(path.join(snapshots, "docs", "2026-05-02T1000Z", "mine.md"), "mine");
  const { code, output } = run(...words);
  expect(output).toContain("1 were there already");
  expect(code).toBe(0);
  expect(list()).toEqual(["2026-05-01T0900Z", "2026-05-02T1000Z", "2026-05-04T1000Z"]);
  const read = (...names: string[]) => readFileSync(path.join(snapshots, "docs", ...names), "utf8");
  expect(read("2026-05-01T0900Z", "a.md")).toBe("1");
  expect(readdirSync(path.join(snapshots, "docs", "2026-05-02T1000Z"))).toEqual(["mine.md"]);
  expect(read("2026-05-04T1000Z", "deep", "b.md")).toBe("b");

  expect(run(...words, "--every", "commit", "--since", "2026-05-03").code).toBe(0);
  expect(list().slice(-2)).toEqual(["2026-05-04T1000Z", "2026-05-04T100000Z"].toSorted());
});

test("links, modes and names that are not UTF-8 are kept; git finds no difference", () => {
  const { folder, commit } = repository;
  const name = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9)]);
  writeFileSync(name, "latin");
  writeFileSync(path.join(folder, "run.sh"), "true\n", { mode: 0o755 });
  symlinkSync("/etc/passwd", path.join(folder, "link"));
  commit("2026-05-01T09:00Z", { "crlf.txt": "a\r\nb", "empty.txt": "" });
  expect(run("--source", "docs").code).toBe(0);
  const snapshot = path.join(snapshots, "docs", "2026-05-01T0900Z");
  expect(readlinkSync(path.join(snapshot, "link"))).toBe("/etc/passwd");
  expect(lstatSync(path.join(snapshot, "run.sh")).mode & 0o111).toBe(0o111);
  const status = execFileSync(
    "git",
    ["--git-dir", path.join(folder, ".git"), "status", "--short"],
    {
      cwd: snapshot,
      encoding: "utf8",
    },
  );
  expect(status).toBe("");
});

test("a history made to do harm is refused and leaves nothing", () => {
  const { folder, git, commit } = repository;
  commit("2026-05-01T09:00Z", { "a.md": "1" });
  const write = (type: string, input: Buffer | string) =>
    execFileSync("git", ["hash-object", "-t", type, "-w", "--literally", "--stdin"], {
      cwd: folder,
      input,
      encoding: "utf8",
    }).trim();
  const blob = Buffer.from(git("rev-parse", "HEAD:a.md"), "hex");
  const inner = write("tree", Buffer.concat([Buffer.from("100644 config\0"), blob]));
  const tree = write(
    "tree",
    Buffer.concat([Buffer.from("40000 .GIT\0"), Buffer.from(inner, "hex")]),
  );
  const person = "A <a@example.org> 1777800000 +0000";
  git(
    "update-ref",
    "HEAD",
    write("commit", `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\nx\n`),
  );
  const { code, output } = run("--source", "docs");
  expect(output).toContain('".GIT/config": is a name that no snapshot may hold');
  expect(code).toBe(1);
  expect(readdirSync(snapshots)).toEqual([]);
});

test.each([
  [["--source", "Docs"], "Rename the folder"],
  [[], "--git and --source are needed"],
  [["--source", "docs", "--every", "week"], "Write day or commit"],
  [["--source", "docs", "--since", "May"], "--since has the value “May”"],
  [["--source", "docs", "--ref", "nowhere"], "Write a branch, tag or commit"],
  [["--source", "docs", "--folder", "nowhere"], "which no commit of HEAD has"],
  [["--source", "docs", "--fold"], "Write: npm run import"],
])("%j is refused", (words, message) => {
  repository.commit("2026-05-01T09:00Z", { "a.md": "1" });
  const { code, output } = run(...words);
  expect(output).toContain(message);
  expect(code).toBe(1);
});

test("a source that names a history of its own is refused", () => {
  repository.commit("2026-05-01T09:00Z", { "a.md": "1" });
  mkdirSync(path.join(snapshots, "docs"));
  writeFileSync(path.join(snapshots, "docs", "source.yaml"), "git: {repository: ../x}\n");
  const { code, output } = run("--source", "docs");
  expect(output).toContain("has the key “git”");
  expect(code).toBe(1);
});
