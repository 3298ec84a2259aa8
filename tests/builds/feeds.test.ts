import { execFile } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import RssParser from "rss-parser";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type CommandResult,
  copyFixture,
  makeScratchFolder,
  projectFolder,
  runBuild,
} from "./build-site.ts";

const snapshots = copyFixture("harbour");
const out = path.join(makeScratchFolder(), "out");
const elsewhere = path.join(makeScratchFolder(), "out");
const site = { SITE_URL: "https://harbour.example", BASE_PATH: "/log/" };

beforeAll(async () => {
  const here = await runBuild(snapshots, out, { ...site, TZ: "Pacific/Kiritimati" });
  const there = await runBuild(snapshots, elsewhere, { ...site, TZ: "America/Los_Angeles" });
  for (const { code, output } of [here, there]) if (code !== 0) throw new Error(output);
});

const readOut = (...names: string[]) => readFileSync(path.join(out, ...names), "utf8");

describe("every feed is there", () => {
  test.each([
    "rss.xml",
    "atom.xml",
    "feed.json",
    "feeds.opml",
    "feed.css",
    "llms.txt",
    ".nojekyll",
    "-/feeds/index.html",
    "-/schema/1/archive.json",
    "-/schema/1/day.json",
    "handbook/rss.xml",
    "handbook/atom.xml",
    "handbook/feed.json",
    "handbook/content.xml",
    "handbook/removals.xml",
    "handbook/weekly.xml",
    "handbook/weeks/2026-W02/index.html",
    "handbook/2026-01-06.md",
    "handbook/files/guide/tides.md/rss.xml",
    "handbook/files/gone.md/rss.xml",
    "empty/rss.xml",
    "lonely/atom.xml",
  ])("%s", (name) => {
    expect(existsSync(path.join(out, name))).toBe(true);
  });
});

test("two builds in two time zones give the same bytes", () => {
  const list = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .filter((name) => !/pagefind|_astro/.test(name))
      .toSorted();
  expect(list(elsewhere)).toEqual(list(out));
  const differing = list(out).filter(
    (name) => !readFileSync(path.join(out, name)).equals(readFileSync(path.join(elsewhere, name))),
  );
  expect(differing).toEqual([]);
});

describe("what a reader gets", () => {
  test("is the changes, with signs and words, and the base path in every link", async () => {
    const { items } = await new RssParser().parseString(readOut("handbook", "rss.xml"));
    const item = items.find(({ isoDate }) => isoDate === "2026-01-06T06:00:00.000Z");
    const html = String((item as Record<string, unknown> | undefined)?.["content:encoded"]);
    expect(html).toMatch(/− [^<]*<del style="[^"]*">six<\/del>/);
    expect(html).toContain("Tides › Reading the gauge › In fog");
    expect(html).toContain("84 lines formatting only");
    expect(html).not.toContain("<script");
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
    expect(hrefs.length).toBeGreaterThan(10);
    expect(hrefs.filter((href) => !href.startsWith("https://harbour.example/log/"))).toEqual([]);
  });

  test("leaves a formatting-only change out of the content feed", async () => {
    const { items } = await new RssParser().parseString(readOut("handbook", "content.xml"));
    const evening = items.find(({ isoDate }) => isoDate === "2026-01-06T18:00:00.000Z");
    expect(JSON.stringify(evening)).not.toContain("guide/tides.md");
  });
});

test("pages announce the feeds of their scope", () => {
  const announced = (...names: string[]) =>
    [...readOut(...names).matchAll(/<link rel="alternate" [^>]*href="([^"]*)"/g)].map(
      ([, href]) => href,
    );
  const all = ["/log/rss.xml", "/log/atom.xml", "/log/feed.json"];
  const source = ["rss.xml", "atom.xml", "feed.json", "content.xml", "removals.xml"].map(
    (name) => `/log/handbook/${name}`,
  );
  expect(announced("index.html")).toEqual(all);
  expect(announced("handbook", "index.html")).toEqual([...source, ...all]);
  expect(announced("handbook", "files", "gone.md", "index.html")).toEqual([
    "/log/handbook/files/gone.md/rss.xml",
    ...source,
    ...all,
  ]);
});

describe("verify", () => {
  const verify = (folder: string) =>
    new Promise<CommandResult>((resolve) => {
      const args = ["--snapshots", snapshots, "--out", folder];
      execFile(
        process.execPath,
        [path.join(projectFolder, "scripts", "verify.ts"), ...args],
        { env: { ...process.env, ...site } },
        (error, stdout, stderr) => {
          resolve({ code: error ? Number(error.code ?? 1) : 0, output: stderr + stdout });
        },
      );
    });
  const copySite = () => {
    const folder = path.join(makeScratchFolder(), "out");
    cpSync(out, folder, { recursive: true });
    return folder;
  };
  const lastLine = (output: string) => output.trim().split("\n").at(-1);

  test("proves a built site, and says so in its last line", async () => {
    const { code, output } = await verify(out);
    expect([code, output]).toEqual([0, output]);
    expect(lastLine(output)).toMatch(/^\d+ passed, 0 failed$/);
  });

  test.each<[string, (folder: string) => void, RegExp]>([
    [
      "a patch that makes other bytes",
      (folder) => {
        const file = path.join(folder, "handbook", "2026-01-06T0600Z.patch");
        const patch = readFileSync(file, "latin1");
        writeFileSync(file, patch.replace(/^\+caf\S* two/m, "+cafe two"), "latin1");
      },
      /patches up to 2026-01-06T0600Z: 1 files? differ, bad\.txt/,
    ],
    [
      "counts that are not git's",
      (folder) => {
        const file = path.join(folder, "handbook", "2026-02-01.json");
        writeFileSync(file, readFileSync(file, "utf8").replace('"additions":', '"additions":1'));
      },
      /handbook\/2026-02-01: .*counts/,
    ],
    [
      "a link that leads nowhere",
      (folder) => {
        appendFileSync(path.join(folder, "index.html"), "<a href=/log/nowhere/>x</a>");
      },
      /^index\.html: its links: leads nowhere with \/log\/nowhere\//m,
    ],
    [
      "an anchor that is not there",
      (folder) => {
        appendFileSync(path.join(folder, "index.html"), '<a href="handbook/#nothing">x</a>');
      },
      /^index\.html: its links: finds no #nothing/m,
    ],
    [
      "a feed that is no XML",
      (folder) => {
        appendFileSync(path.join(folder, "handbook", "rss.xml"), "\u0001");
      },
      /handbook\/rss\.xml: /,
    ],
    [
      "a change that its day's page lacks",
      (folder) => {
        const file = path.join(folder, "handbook", "2026-02-01", "index.html");
        writeFileSync(file, readFileSync(file, "utf8").replaceAll(/id="?c[0-9a-f]{10}"? /g, ""));
      },
      /is not on the day's page/,
    ],
  ])("tells of %s", async (_, breakSite, said) => {
    const folder = copySite();
    breakSite(folder);
    const { code, output } = await verify(folder);
    expect(output).toMatch(said);
    expect(lastLine(output)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
    expect(code).toBe(1);
  });
});
