import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const root = path.dirname(path.dirname(import.meta.dirname));

/** Stands in for npm: every package has 1.0.0 of 1 May 2026 and 1.1.0 of 12 May 2026. */
const npm = `#!/bin/sh
case "$*" in
  *" time "*) echo '{"1.0.0":"2026-05-01T00:00:00.000Z","1.1.0":"2026-05-12T00:00:00.000Z"}' ;;
  *"@>=0.0.0 name version "*) echo '[{"name":"x","version":"1.0.0"},{"name":"x","version":"1.1.0"}]' ;;
  *) exit 2 ;;
esac
`;
const brokenNpm = `#!/bin/sh
echo '{"error":{"code":"E500","summary":"the registry is asleep"}}'
exit 1
`;

let home = "";
let folder = "";

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "tidemark-snapshot-npm-"));
  folder = path.join(home, "toolchain");
  await mkdir(path.join(home, "bin"));
  await setNpm(npm);
});
afterEach(() => rm(home, { recursive: true }));

async function setNpm(script: string): Promise<void> {
  await writeFile(path.join(home, "bin", "npm"), script);
  await chmod(path.join(home, "bin", "npm"), 0o755);
}

function run(...words: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const script = path.join(root, "scripts", "snapshot-npm.ts");
  const env = { ...process.env, PATH: `${path.join(home, "bin")}:${process.env["PATH"] ?? ""}` };
  return new Promise((resolve) => {
    const all = [script, "--folder", folder, ...words];
    execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

function readVite(stamp: string): Promise<string> {
  return readFile(path.join(folder, stamp, "packages", "vite.md"), "utf8");
}

it("writes weekly snapshots, each with the versions of its moment", async () => {
  expect(await run("--date", "2026-05-18T0600Z", "--weeks", "4")).toMatchObject({ code: 0 });
  expect((await readdir(folder)).sort()).toEqual([
    "2026-04-27T0600Z",
    "2026-05-04T0600Z",
    "2026-05-11T0600Z",
    "2026-05-18T0600Z",
  ]);
  expect(await readdir(path.join(folder, "2026-04-27T0600Z"))).toEqual(["index.md"]);
  expect(await readVite("2026-05-11T0600Z")).toContain("- Version: 1.0.0\n- Date: 2026-05-01\n");
  expect(await readVite("2026-05-18T0600Z")).toContain("- Version: 1.1.0\n- Date: 2026-05-12\n");
});

it("leaves a snapshot that is there alone, unless it is forced", async () => {
  const [stamp, mine] = ["2026-05-18T0600Z", "mine.md"];
  await mkdir(path.join(folder, stamp), { recursive: true });
  await writeFile(path.join(folder, stamp, mine), "");
  expect((await run("--date", stamp)).stdout).toContain("Nothing to write");
  expect(await readdir(path.join(folder, stamp))).toEqual([mine]);
  expect((await run("--date", stamp, "--force")).code).toBe(0);
  expect((await readdir(path.join(folder, stamp))).sort()).toEqual(["index.md", "packages"]);
});

it("writes nothing when npm fails, and says what npm said", async () => {
  await setNpm(brokenNpm);
  const { code, stderr } = await run("--date", "2026-05-18T0600Z");
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /npm view \S+ time failed: the registry is asleep\n {2}Run it again later; nothing is written\.\n$/,
  );
  await expect(readdir(folder)).rejects.toThrow("ENOENT");
});

it("writes nothing when npm answers something else", async () => {
  await setNpm("#!/bin/sh\necho hello\n");
  const { code, stderr } = await run("--date", "2026-05-18T0600Z");
  expect(code).toBe(1);
  expect(stderr).toContain("time: the answer is not of the expected form.");
});

it.each([
  [["--date", "18 May"], "such as 2026-11-16T0600Z."],
  [["--date", "2026-05-18"], "--date has the value “2026-05-18”"],
  [["--date", "9999-01-01T0600Z"], "--date has the value 9999-01-01T0600Z, which is yet to come"],
  [["--weeks", "0"], "a whole number from 1 to 1000."],
  [["--week", "2"], "--week"],
])("refuses %j", async (words, message) => {
  const { code, stderr } = await run(...words);
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});
