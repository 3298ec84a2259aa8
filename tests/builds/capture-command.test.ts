/** The command itself: its exit codes, its reports, its end at any moment, and many pages. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCaptureLog } from "../../src/archive/capture-log-file.ts";
import { exitCodes } from "../../src/capture/report.ts";
import { fail, type FakeHost, openHost, page, sitemap } from "../capture/fake-host.ts";
import { readFiles } from "../capture/keeper.ts";

let host: FakeHost;
let home = "";

beforeEach(async () => {
  host = await openHost();
  home = mkdtempSync(path.join(tmpdir(), "tidemark-command-"));
});
afterEach(() => host.close());

function writeSource(id: string, capture: object): void {
  const folder = path.join(home, "snapshots", id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "source.yaml"), JSON.stringify({ capture }));
}

function start(...words: string[]): ChildProcess {
  const folders = [
    "--snapshots",
    path.join(home, "snapshots"),
    "--cache",
    path.join(home, "cache"),
  ];
  return spawn(process.execPath, ["scripts/capture.ts", ...folders, ...words]);
}

async function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const child = start(...words);
  let output = "";
  const append = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", append);
  child.stderr?.on("data", append);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, output };
}

const stampsOf = (id: string) =>
  readdirSync(path.join(home, "snapshots", id)).filter((name) => name.startsWith("2026"));
const quick = { allowPrivate: true, perSecond: 1000, atOnce: 16 };

test("the exit code tells: changed, nothing changed, partly failed, refused, bad input", async () => {
  const urls = ["a", "b"].map((name) => ({ url: `${host.origin}/${name}.md`, path: `${name}.md` }));
  writeSource("one", { kind: "urls", urls, ...quick });
  writeSource("two", { kind: "urls", urls: urls.slice(0, 1), ...quick });
  host.routes.set("/a.md", "a\n");
  host.routes.set("/b.md", "b\n");

  const changed = await run("--now", "2026-05-01");
  expect(changed.output).toContain("one: 2026-05-01T0000Z written: 2 added, 0 modified, 0 removed");
  expect(changed.output).toContain("4 requests; answers: 2 × 200, 2 × 404; 0.0 MB");
  expect(changed.code).toBe(exitCodes.changed);

  const unchanged = await run("--now", "2026-05-02");
  expect(unchanged.output).toContain("two: nothing changed");
  expect(unchanged.code).toBe(exitCodes.unchanged);

  host.routes.set("/b.md", fail(403));
  const failed = await run("one", "--now", "2026-05-03");
  expect(failed.output).toContain(
    `1 request failed; 1 of the files keep their last text:\n    ${host.origin}/b.md: answers 403`,
  );
  expect(failed.output).not.toContain("two");
  expect(failed.code).toBe(exitCodes.partlyFailed);

  host.routes.set("/b.md", fail(404));
  const refused = await run("--now", "2026-05-04");
  expect(refused.output).toContain("refused: 1 of 2 files would vanish");
  expect(refused.output).toContain('"b.md"');
  expect(refused.code).toBe(exitCodes.refused);
  expect(stampsOf("one")).toEqual(["2026-05-01T0000Z"]);

  const forced = await run("--now", "2026-05-05", "--force");
  expect(forced.code).toBe(exitCodes.changed);
  expect(Object.keys(readFiles(path.join(home, "snapshots/one/2026-05-05T0000Z")))).toEqual([
    "a.md",
  ]);

  for (const [words, message] of [
    [["one", "--now", "2026-05-05"], "is not older than now"],
    [["three"], "does not exist"],
    [["--now", "noon"], "a stamp, such as"],
    [["--sources"], "Write: npm run capture"],
  ] as const) {
    const { code, output } = await run(...words);
    expect(output).toContain(message);
    expect(code).toBe(1);
  }
});

test("a mistyped address is named, and the rest is taken", async () => {
  const urls = ["a.md", "a.md#tides", "b.mb"].map((name) => `${host.origin}/${name}`);
  writeSource("one", { kind: "urls", urls, ...quick });
  host.routes.set("/a.md", "a\n");
  const { code, output } = await run("--now", "2026-05-01");
  expect(output).toContain(`${host.origin}/b.mb: answers that there is no such page`);
  expect(code).toBe(exitCodes.partlyFailed);
  expect(host.asked.map((request) => request.path).toSorted()).toEqual(["/a.md", "/b.mb"]);
  const files = readFiles(path.join(home, "snapshots/one/2026-05-01T0000Z"));
  expect(Object.values(files)).toEqual(["a\n"]);
});

test("a program that is not there ends the capture at once", { timeout: 20_000 }, async () => {
  writeSource("one", { kind: "command", run: ["no-such-program-here"], minutes: 10 });
  const { code, output } = await run();
  expect(output).toContain("could not be run");
  expect(output).toContain("one: nothing came, and all stays as it was");
  expect(code).toBe(exitCodes.refused);
});

test("of two captures at once the second one ends and says why", async () => {
  writeSource("one", { kind: "urls", urls: [`${host.origin}/a.md`], ...quick });
  const asked = new Promise<() => void>((resolve) => {
    host.routes.set("/a.md", (_, response) => {
      resolve(() => response.writeHead(200, { "content-type": "text/markdown" }).end("a\n"));
    });
  });
  const first = run("--now", "2026-05-01");
  const answer = await asked;
  writeSource("two", { kind: "command", run: ["sh", "-c", "echo b > {folder}/b.md"] });
  const second = await run("--now", "2026-05-02");
  expect(second.output).toContain("is being captured already, by process");
  expect(second.code).toBe(1);
  // The one keeps the other from nothing.
  expect(stampsOf("two")).toEqual(["2026-05-02T0000Z"]);
  answer();
  expect((await first).code).toBe(exitCodes.changed);
  expect(stampsOf("one")).toEqual(["2026-05-01T0000Z"]);
});

test("a source with wrong settings is told and written down, and the others are captured", async () => {
  writeSource("one", { kind: "urls", urls: ["https://me:secret@a.example/"] });
  writeSource("two", { kind: "command", run: ["sh", "-c", "echo b > {folder}/b.md"] });
  const { code, output } = await run("--now", "2026-05-01");
  expect(output).toContain("Write the address without a name and a password.");
  expect(code).toBe(1);
  expect(stampsOf("two")).toEqual(["2026-05-01T0000Z"]);
  const log = readFileSync(path.join(home, "snapshots/one/captures.jsonl"), "utf8");
  expect(JSON.parse(log)).toMatchObject({ outcome: "failed", exit: 1 });
  expect(output + log).not.toContain("secret");
  expect(log).not.toContain(home);
});

/** A number in letters: pages that differ by numbers only look like one page. */
function spell(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => "stuvwxyzgh".charAt(Number(digit)));
}

test("ended at any moment, it leaves the old state or the new one", async () => {
  const names = Array.from({ length: 120 }, (_, index) => `p${spell(index)}`);
  const addresses = names.map((name) => `${host.origin}/${name}`);
  host.routes.set("/sitemap.xml", sitemap(...addresses));
  const publish = (version: number) => {
    for (const name of names)
      host.routes.set(`/${name}`, page(`<p>${name}, ${String(version)}</p>`));
  };
  const expected = (version: number) =>
    Object.fromEntries(names.map((name) => [`${name}.md`, `${name}, ${String(version)}\n`]));
  writeSource("one", { kind: "sitemap", url: `${host.origin}/sitemap.xml`, ...quick });
  const moments = Array.from(
    { length: 10 },
    (_, index) => `2026-05-${String(index + 1).padStart(2, "0")}`,
  );
  let killed = 0;
  let present: string[] = [];
  const begun = Date.now();
  publish(0);
  await run("--now", "2026-04-01");
  const whole = Date.now() - begun;
  present = stampsOf("one");
  expect(present).toHaveLength(1);
  for (const [index, moment] of moments.entries()) {
    publish(index + 1);
    const child = start("--now", moment);
    const ended = new Promise<NodeJS.Signals | null>((resolve) => {
      child.on("close", (_, signal) => {
        resolve(signal);
      });
    });
    // Seeded by the number of the run; the latter part of it is where files are.
    const share = createHash("sha256").update(moment).digest().readUInt16BE(0) / 65_536;
    setTimeout(() => child.kill("SIGKILL"), whole * (0.3 + share * 0.8));
    if ((await ended) === "SIGKILL") killed += 1;
    const stamps = stampsOf("one");
    const latest = stamps.at(-1) ?? "";
    if (stamps.length > present.length) {
      expect(stamps).toEqual([...present, `${moment}T0000Z`]);
      expect(readFiles(path.join(home, "snapshots/one", latest))).toEqual(expected(index + 1));
    } else {
      expect(stamps).toEqual(present);
    }
    present = stamps;
  }
  expect(killed).toBeGreaterThan(2);
  publish(99);
  expect((await run("--now", "2026-06-01")).code).toBe(exitCodes.changed);
  const left = readdirSync(path.join(home, "snapshots/one"));
  expect(left.toSorted()).toEqual(
    [...present, "2026-06-01T0000Z", "captures.jsonl", "source.yaml"].toSorted(),
  );
  // No line is cut, and none of a capture that came to its end is missing.
  const log = readCaptureLog(path.join(home, "snapshots/one"), Date.now());
  expect(log?.damaged).toEqual([]);
  expect(log?.records[0]).toMatchObject({ outcome: "captured", snapshot: "2026-04-01T0000Z" });
  expect(log?.records.at(-1)).toMatchObject({ outcome: "captured", snapshot: "2026-06-01T0000Z" });
  expect(readFiles(path.join(home, "snapshots/one/2026-06-01T0000Z"))).toEqual(expected(99));
});

test("thousands of pages, some of which fail, change and go, in seconds", async () => {
  const count = 2000;
  const addresses = Array.from(
    { length: count },
    (_, index) => `${host.origin}/docs/${String(index)}`,
  );
  for (const address of addresses) {
    const word = spell(Number(/\d+$/.exec(address)?.[0]));
    host.routes.set(new URL(address).pathname, page(`<h1>${word}</h1><p>One ${word}.</p>`));
  }
  host.routes.set("/sitemap.xml", sitemap(...addresses));
  writeSource("one", { kind: "sitemap", url: `${host.origin}/sitemap.xml`, ...quick });
  expect((await run("--now", "2026-05-01")).code).toBe(exitCodes.changed);

  host.routes.set("/docs/7", page("<p>Two.</p>"));
  host.routes.set("/docs/8", fail(403));
  host.routes.set("/docs/9", fail(410));
  host.routes.set("/sitemap.xml", sitemap(...addresses.slice(1)));
  const { code, output } = await run("--now", "2026-05-02");
  expect(output).toContain("written: 0 added, 1 modified, 2 removed");
  expect(output).toContain("1996 × 304");
  expect(code).toBe(exitCodes.partlyFailed);
  const files = readFiles(path.join(home, "snapshots/one/2026-05-02T0000Z"));
  expect(Object.keys(files)).toHaveLength(count - 2);
  expect(files["docs/7.md"]).toBe("Two.\n");
  expect(files["docs/8.md"]).toContain("One");
});
