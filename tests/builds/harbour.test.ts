import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import RssParser from "rss-parser";
import { beforeAll, describe, expect, test } from "vitest";
import { copyFixture, makeScratchFolder, runBuild } from "./build-site.ts";
import type { DayJson } from "../../src/site/json/schema.ts";

const scratch = makeScratchFolder();
const out = path.join(scratch, "out");
const snapshots = copyFixture("harbour");
const readOut = (...names: string[]) => readFileSync(path.join(out, ...names), "utf8");
const stamps = ["2026-01-05T0600Z", "2026-01-06T0600Z", "2026-01-06T1800Z", "2026-02-01"];

const readDay = (date: string) => JSON.parse(readOut("handbook", `${date}.json`)) as DayJson;
const pairTo = (stamp: string) => {
  const pair = readDay(stamp.slice(0, 10)).pairs.find(({ to }) => to === stamp);
  if (!pair) throw new Error(`No pair to ${stamp}`);
  return pair;
};
const changeOf = (stamp: string, file: string) => {
  const change = pairTo(stamp).changes.find((candidate) => candidate.path === file);
  if (!change) throw new Error(`No change of ${file} in ${stamp}`);
  return change;
};

beforeAll(async () => {
  const { code, output } = await runBuild(snapshots, out);
  if (code !== 0) throw new Error(output);
});

test("every page of the design is there", () => {
  const pages = [
    "index.html",
    "404.html",
    "search/index.html",
    "rss.xml",
    "archive.json",
    "handbook/index.html",
    "handbook/rss.xml",
    "handbook/files/index.html",
    "handbook/files/guide/tides.md/index.html",
    "handbook/files/old-anchors.md/index.html",
    "handbook/files/gone.md/index.html",
    "handbook/2026-01-06/index.html",
    "handbook/2026-02-01/index.html",
    "handbook/2026-01-06T0600Z.patch",
    "handbook/2026-01-06T1800Z.patch",
    "handbook/2026-02-01.patch",
    "handbook/pagefind/pagefind.js",
    "lonely/index.html",
    "empty/index.html",
  ];
  expect(pages.filter((page) => !existsSync(path.join(out, page)))).toEqual([]);
});

test("the patches turn each snapshot into the next, byte for byte", () => {
  const folder = path.join(makeScratchFolder(), "replay");
  const source = path.join(snapshots, "handbook");
  cpSync(path.join(source, stamps[0] ?? ""), folder, { recursive: true });
  execFileSync("git", ["init", "-q"], { cwd: folder });
  for (const stamp of stamps.slice(1)) {
    execFileSync("git", ["apply", path.join(out, "handbook", `${stamp}.patch`)], { cwd: folder });
    expect(readTree(folder)).toEqual(readTree(path.join(source, stamp)));
  }
});

test("every file's counts are git's", () => {
  for (const [index, stamp] of stamps.entries()) {
    const from = stamps[index - 1];
    if (from === undefined) continue;
    const counted = countWithGit(
      path.join(snapshots, "handbook", from),
      path.join(snapshots, "handbook", stamp),
    );
    const shown = pairTo(stamp)
      .changes.filter(({ binary }) => !binary)
      .map(
        ({ path: file, additions, deletions }) =>
          `${file} +${String(additions)} -${String(deletions)}`,
      )
      .toSorted();
    expect(shown).toEqual(counted);
  }
});

test("a day holds its pairs oldest first, each with its totals", () => {
  const { pairs } = readDay("2026-01-06");
  expect(pairs.map(({ from, to }) => [from, to])).toEqual([
    ["2026-01-05T0600Z", "2026-01-06T0600Z"],
    ["2026-01-06T0600Z", "2026-01-06T1800Z"],
  ]);
  for (const pair of pairs) {
    expect(pair.files).toBe(pair.changes.length);
    expect(pair.additions).toBe(pair.changes.reduce((sum, { additions }) => sum + additions, 0));
  }
});

describe("what happened to each file is told", () => {
  test.each([
    ["2026-01-06T0600Z", "charts/new.mdx", "added"],
    ["2026-01-06T0600Z", "anchors.md", "renamed"],
    ["2026-01-06T1800Z", "gone.md", "removed"],
    ["2026-01-06T1800Z", "currents/drift.md", "renamed"],
    ["2026-01-06T0600Z", "signals.md", "modified"],
  ])("%s: %s was %s", (stamp, file, kind) => {
    expect(changeOf(stamp, file).kind).toBe(kind);
  });

  test("renames name the old path", () => {
    expect(changeOf("2026-01-06T0600Z", "anchors.md").previousPath).toBe("old-anchors.md");
    expect(changeOf("2026-01-06T1800Z", "currents/drift.md").previousPath).toBe("drift.md");
  });

  test("a binary file is listed, not diffed", () => {
    expect(changeOf("2026-01-06T0600Z", "logo.png")).toMatchObject({ binary: true, additions: 0 });
  });

  test("a change that brings an old text back says of when", () => {
    expect(changeOf("2026-02-01", "signals.md").revertOf).toBe("2026-01-05T0600Z");
  });

  test("and leads to the change that it undoes", () => {
    const { anchor } = changeOf("2026-01-06T0600Z", "signals.md");
    const address = `/handbook/2026-01-06/#${anchor}`;
    const page = readOut("handbook", "2026-02-01", "index.html");
    expect(page).toMatch(new RegExp(`href="${address}"[^<]*The change that this undoes`));
    expect(readOut("handbook", "2026-01-06", "index.html")).toContain(`id="${anchor}"`);
  });
});

describe("signal and noise", () => {
  test("a re-padded table of forty rows with one edited cell is one changed row", () => {
    const { additions, cosmetic } = changeOf("2026-01-06T0600Z", "berths.md");
    expect(additions).toBe(42);
    expect(additions - cosmetic.additions).toBe(1);
  });

  test("a re-wrapped paragraph is formatting only", () => {
    const { additions, deletions, cosmetic } = changeOf("2026-01-06T1800Z", "guide/tides.md");
    expect(additions).toBeGreaterThan(0);
    expect(cosmetic).toEqual({ additions, deletions });
  });

  test("hunks name their sections, not the comment in a fence", () => {
    expect(changeOf("2026-01-06T0600Z", "guide/tides.md").sections).toEqual([
      ["Tides"],
      ["Tides", "Reading the gauge", "In fog"],
    ]);
    expect(changeOf("2026-01-06T0600Z", "signals.md").sections).toEqual([
      ["Signals", "Flags"],
      ["Signals", "Lamps"],
    ]);
  });
});

test("a day page shows what changed, marked inside the line and with its section", () => {
  const page = readOut("handbook", "2026-01-06", "index.html");
  expect(page).toContain("2026-01-05 06:00 UTC");
  expect(page).toContain("2026-01-06 18:00 UTC");
  expect(page).toMatch(/<del>[^<]*six[^<]*<\/del>/);
  expect(page).toMatch(/<ins>[^<]*half past five[^<]*<\/ins>/);
  expect(page).toContain("In fog");
  expect(page).not.toContain("<script>alert(1)");
});

test("a source without pairs says so", () => {
  expect(readOut("lonely", "index.html")).toContain("one snapshot");
  expect(readOut("empty", "index.html")).toMatch(/no snapshot/i);
});

test("the feed parses, with one item a pair and permanent ids", async () => {
  const feed = await new RssParser().parseString(readOut("handbook", "rss.xml"));
  expect(feed.items.map(({ guid }) => guid)).toEqual([
    "tag:harbour.example,2026:handbook/2026-01-06T1800Z..2026-02-01",
    "tag:harbour.example,2026:handbook/2026-01-06T0600Z..2026-01-06T1800Z",
    "tag:harbour.example,2026:handbook/2026-01-05T0600Z..2026-01-06T0600Z",
  ]);
  expect(feed.items[1]?.isoDate).toBe("2026-01-06T18:00:00.000Z");
  expect(feed.items[1]?.link).toMatch(/^http.*\/handbook\/2026-01-06\/$/);
});

describe("bad input", () => {
  test("is told with its path and remedy, exits with 1, and leaves the last site as it was", async () => {
    const broken = copyFixture("harbour");
    writeFileSync(path.join(broken, "handbook", "source.yaml"), "titel: Handbook\n");
    mkdirSync(path.join(broken, "handbook", "last tuesday"));
    const before = readOut("index.html");
    const { code, output } = await runBuild(broken, out);
    expect(code).toBe(1);
    expect(output).toContain(path.join(broken, "handbook", "source.yaml"));
    expect(output).toContain("“titel” is not known");
    expect(output).toContain("“last tuesday” is no stamp");
    expect(output).not.toContain("    at ");
    expect(readOut("index.html")).toBe(before);
  });
});

test("building again with one more snapshot keeps every address and every anchor", async () => {
  const smaller = copyFixture("harbour");
  rmSync(path.join(smaller, "handbook", "2026-02-01"), { recursive: true });
  const earlier = path.join(makeScratchFolder(), "out");
  const { code, output } = await runBuild(smaller, earlier);
  expect([code, output]).toEqual([0, output]);
  // What scripts copy is no part of the page.
  const idsOf = (page: string) =>
    [...page.replaceAll(/<template.*?<\/template>/gs, "").matchAll(/ id="?([^\s">]+)/g)].map(
      ([, id]) => id,
    );
  for (const file of listFiles(earlier).filter((name) => name.endsWith(".html"))) {
    expect(existsSync(path.join(out, file)), file).toBe(true);
    const now = new Set(idsOf(readOut(file)));
    const lost = idsOf(readFileSync(path.join(earlier, file), "utf8")).filter((id) => !now.has(id));
    expect([file, lost]).toEqual([file, []]);
  }
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith(".git/"))
    .toSorted();
}

function readTree(folder: string): Record<string, string> {
  return Object.fromEntries(
    listFiles(folder).map((name) => [
      name,
      readFileSync(path.join(folder, name)).toString("base64"),
    ]),
  );
}

/** `path +additions -deletions` of every text file, as `git diff --numstat` says. */
function countWithGit(from: string, to: string): string[] {
  const folder = makeScratchFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  git("init", "-q");
  cpSync(from, folder, { recursive: true });
  git("add", "-A");
  git("commit", "-qm", "from");
  for (const name of readdirSync(folder).filter((entry) => entry !== ".git")) {
    rmSync(path.join(folder, name), { recursive: true });
  }
  cpSync(to, folder, { recursive: true });
  git("add", "-A");
  const fields = git("diff", "--cached", "-M50%", "--numstat", "-z").split("\0");
  const lines: string[] = [];
  for (let at = 0; at < fields.length - 1;) {
    const [additions, deletions, name] = (fields[at] ?? "").split("\t");
    const renamed = name === "";
    const file = renamed ? fields[at + 2] : name;
    at += renamed ? 3 : 1;
    if (additions !== "-") lines.push(`${file ?? ""} +${additions ?? ""} -${deletions ?? ""}`);
  }
  return lines.toSorted();
}
