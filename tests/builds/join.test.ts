/** Parts that were built apart give, joined, the site that one build gives. */
import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import {
  copyFixture,
  makeScratchFolder,
  mustBuild,
  projectFolder,
  runBuild,
  writeFile,
} from "./build-site.ts";
import { hashSite } from "./hash-site.ts";
import { verifySite } from "./verify-site.ts";

const snapshots = copyFixture("harbour");
const scratch = makeScratchFolder();
const inScratch = (name: string) => path.join(scratch, name, "out");
const [docks, rest] = [inScratch("docks"), inScratch("rest")];

async function join(
  folders: readonly string[],
  out: string,
): Promise<{ readonly code: number; readonly output: string }> {
  const cache = path.join(path.dirname(out), "cache");
  const script = path.join(projectFolder, "scripts", "join.ts");
  const args = [script, ...folders, "--out", out, "--cache", cache];
  return promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

beforeAll(async () => {
  const write = (file: string, text: string) => {
    const place = path.join(snapshots, "docks", file);
    writeFile(place, text);
  };
  write("source.yaml", "title: Werft\nlang: de\n");
  write("2026-01-06/kran.md", "Der Kran steht.\n");
  write(
    "../handbook/2026-02-01/links.md",
    "[the quay](../no/such/page.md#x) and [tides](/elsewhere)\n",
  );
  write("2026-01-07/kran.md", "Der Kran dreht sich.\n");
  await mustBuild(snapshots, docks, {}, ["--only", "docks"]);
  await mustBuild(snapshots, rest, {}, ["--only", "empty", "handbook", "lonely"]);
});

test("a part is a site of its own sources", () => {
  expect(existsSync(path.join(docks, "docks", "2026-01-07", "index.html"))).toBe(true);
  expect(existsSync(path.join(docks, "handbook"))).toBe(false);
});

test("a part passes verify: what it carries for joining are no links of its own", async () => {
  expect((await verifySite(snapshots, rest)).output).toMatch(/^\d+ passed, 0 failed$/m);
});

test("the joined site is the one that is built at once", async () => {
  const [joined, whole] = [inScratch("joined"), inScratch("whole")];
  const { code, output } = await join([docks, rest], joined);
  expect(output).toContain("Built");
  expect(code).toBe(0);
  await mustBuild(snapshots, whole);
  expect(hashSite(joined)).toEqual(hashSite(whole));
});

describe("bad input", () => {
  const refused = inScratch("refused");

  test("a source that no part holds is named, with the command that builds it", async () => {
    const { code, output } = await join([rest], refused);
    expect(code).toBe(1);
    expect(output).toContain("no part holds the source “docks”");
    expect(output).toContain("--only docks");
    expect(existsSync(refused)).toBe(false);
  });

  test("a source that two parts hold, and a folder that is no part", async () => {
    const { code, output } = await join([docks, docks, scratch], refused);
    expect(code).toBe(1);
    expect(output).toContain("holds the source “docks”");
    expect(output).toContain("holds no part of an archive");
    expect(existsSync(refused)).toBe(false);
  });

  test("a part that the joined site would replace", async () => {
    const { code, output } = await join([docks, rest], rest);
    expect(code).toBe(1);
    expect(output).toContain("would be lost");
    expect(existsSync(path.join(rest, "-", "part", "part.json"))).toBe(true);
  });

  test("a part of another archive", async () => {
    const other = inScratch("other");
    const archive = copyFixture("harbour");
    writeFileSync(path.join(archive, "archive.yaml"), "title: Another harbour\n");
    await mustBuild(archive, other, {}, ["--only", "lonely"]);
    const { code, output } = await join([docks, other], refused);
    expect(code).toBe(1);
    expect(output).toContain("is of another archive");
  });

  test("--only of an unknown source names those that there are", async () => {
    const { code, output } = await runBuild(snapshots, refused, {}, ["--only", "handbok"]);
    expect(code).toBe(1);
    expect(output).toContain("“handbok”");
    expect(output).toContain("docks, empty, handbook, lonely");
  });
});
