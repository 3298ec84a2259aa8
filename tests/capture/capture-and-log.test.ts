/** What is written down of captures: of every kind, also of those that bring nothing. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCaptureLog } from "../../src/archive/capture-log-file.ts";
import { captureAndLog } from "../../src/capture/capture-and-log.ts";
import { lockSource } from "../../src/capture/snapshot/lock.ts";
import { parseSourceConfig } from "../../src/config.ts";
import { fail, type FakeHost, openHost, page, redirect } from "./fake-host.ts";

let host: FakeHost;
let folder = "";
beforeEach(async () => {
  host = await openHost({ "/a.md": "# A\n", "/b.md": "# B\n" });
  folder = path.join(mkdtempSync(path.join(tmpdir(), "tidemark-log-")), "harbour");
  mkdirSync(folder);
});
afterEach(() => host.close());

const urlsOf = (names: readonly string[]) =>
  names.map((name) => ({ url: `${host.origin}/${name}.md`, path: `${name}.md` }));

async function capture(day: number, settings: object) {
  const config = parseSourceConfig(JSON.stringify({ capture: settings }), "source.yaml").capture;
  if (!config) throw new Error("There is nothing to capture.");
  let time = 0;
  return captureAndLog({
    id: "harbour",
    folder,
    config,
    cache: path.join(path.dirname(folder), "cache"),
    force: false,
    now: Date.UTC(2026, 4, day, 6),
    clock: {
      now: () => time,
      wait: (milliseconds) => {
        time += milliseconds;
        return Promise.resolve();
      },
    },
    onFile: () => undefined,
  });
}

const captureUrls = (day: number, names = ["a", "b"]) =>
  capture(day, { kind: "urls", urls: urlsOf(names), allowPrivate: true, perSecond: 1000 });
const outcomes = () => readCaptureLog(folder, Infinity)?.records.map(({ outcome }) => outcome);

test("captured, unchanged, partial, refused and failed are told apart", async () => {
  await captureUrls(1);
  await captureUrls(2);
  host.routes.set("/b.md", fail(403));
  await captureUrls(3);
  host.routes.set("/b.md", fail(404));
  await captureUrls(4);
  host.routes.set("/a.md", fail(403)).set("/b.md", fail(403));
  await captureUrls(5);
  const { records = [], damaged } = readCaptureLog(folder, Infinity) ?? {};
  expect(outcomes()).toEqual(["captured", "unchanged", "partial", "refused", "failed"]);
  expect(records.map(({ exit }) => exit)).toEqual([0, 20, 21, 22, 22]);
  expect(damaged).toEqual([]);
  expect(records[0]).toMatchObject({
    stamp: "2026-05-01T060000Z",
    snapshot: "2026-05-01T0600Z",
    added: 2,
    failures: [],
  });
  const failure = { reason: "answers 403", count: 1, addresses: [`${host.origin}/b.md`] };
  expect(records[2]).toMatchObject({ snapshot: null, kept: 1, failures: [failure] });
  expect(records[3]?.failures).toEqual([{ reason: "would vanish", count: 1, addresses: ["b.md"] }]);
  expect(records[4]).toMatchObject({ kept: 2, failures: [{ reason: "answers 403", count: 2 }] });
  // No snapshot's name, and nothing half-written is left.
  expect(readdirSync(folder).toSorted()).toEqual(["2026-05-01T0600Z", "captures.jsonl"]);
});

test("a program that fails and one that fills the folder leave their lines too", async () => {
  await capture(1, { kind: "command", run: ["sh", "-c", "exit 3"] });
  await capture(2, { kind: "command", run: ["sh", "-c", "echo a > {folder}/a.md"] });
  expect(outcomes()).toEqual(["failed", "captured"]);
});

test("redirects are told; of many failures five addresses a reason stand there", async () => {
  host.routes.set("/a.md", redirect("/b.md"));
  const names = ["a", ...Array.from({ length: 40 }, (_, index) => `x${String(index)}`)];
  for (const name of names.slice(1)) host.routes.set(`/${name}.md`, fail(403));
  await captureUrls(1, names);
  const record = readCaptureLog(folder, Infinity)?.records[0];
  expect(record?.redirects).toEqual([
    { reason: `leads to ${host.origin}/b.md`, count: 1, addresses: [`${host.origin}/a.md`] },
  ]);
  expect(record?.failures.reduce((sum, { count }) => sum + count, 0)).toBe(40);
  expect(record?.failures.every(({ addresses }) => addresses.length <= 5)).toBe(true);
});

test("no password and no control sign comes into the file, which is published", async () => {
  host.routes.set("/c.md", (_, response) =>
    response.writeHead(302, { location: "http://a:hidden@[" }).end(),
  );
  await captureUrls(1, ["c"]);
  const text = readFileSync(path.join(folder, "captures.jsonl"), "utf8");
  expect(text.split("\n")).toHaveLength(2);
  expect(text).not.toContain("hidden");
});

test("a file that ends in half a line loses nothing; a link is neither read nor followed", async () => {
  writeFileSync(path.join(folder, "captures.jsonl"), '{"stamp":"2026-04-3');
  await captureUrls(1);
  expect(readCaptureLog(folder, Infinity)).toMatchObject({ damaged: [1], records: [{ exit: 0 }] });

  const elsewhere = path.join(path.dirname(folder), "elsewhere");
  writeFileSync(elsewhere, "mine\n");
  folder = path.join(path.dirname(folder), "linked");
  mkdirSync(folder);
  symlinkSync(elsewhere, path.join(folder, "captures.jsonl"));
  await expect(captureUrls(1)).rejects.toThrow("captures.jsonl");
  expect(readFileSync(elsewhere, "utf8")).toBe("mine\n");
  expect(readCaptureLog(folder, Infinity)).toEqual({ records: [], damaged: [1] });
});

test("answers that cannot be the document are told apart from failures", async () => {
  await captureUrls(1);
  host.routes.set("/b.md", page("<h1>Page not found</h1><p>The link may be old.</p>"));
  await captureUrls(2);
  const last = readCaptureLog(folder, Infinity)?.records.at(-1);
  expect(last?.failures).toEqual([]);
  expect(last?.suspected.flatMap(({ addresses }) => addresses)).toEqual([`${host.origin}/b.md`]);
});

test("bad input leaves its line, without places of this machine; a capture that runs none", async () => {
  await captureUrls(2);
  await expect(captureUrls(1)).rejects.toThrow("is not older than now");
  const told = outcomes();
  expect(told).toEqual(["failed", "captured"]);
  const [first] = readCaptureLog(folder, Infinity)?.records ?? [];
  expect(first).toMatchObject({ exit: 1, failures: [{ count: 1, addresses: [] }] });
  expect(first?.failures[0]?.reason).toMatch(
    /^the newest snapshot, 2026-05-02T0600Z, is not older/,
  );
  const unlock = lockSource(folder);
  await expect(captureUrls(3)).rejects.toThrow("is being captured already");
  unlock();
  expect(outcomes()).toEqual(told);
});
