/** Two ways of capturing one file take turns: it is shown against its last version of the same way. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ChangeJson, DayJson } from "../../src/site/json/schema.ts";
import { makeScratchFolder, mustBuild } from "./build-site.ts";
import { hashSite } from "./hash-site.ts";
import { verifySite } from "./verify-site.ts";

const scratch = makeScratchFolder();
const snapshots = path.join(scratch, "snapshots");
const out = path.join(scratch, "out");

/** A list of releases, each day with one more after the fourth, by two ways that take turns. */
function writeList(day: number): string {
  const releases = Array.from({ length: day < 5 ? 20 : 16 + day }, (_, at) => `1.${String(at)}`);
  const items = (release: string) => [`Item one of ${release} is here.`, `Item two of ${release}.`];
  return releases
    .toReversed()
    .flatMap((release) =>
      day % 2 === 1
        ? [`## ${release}`, "", ...items(release).map((item) => `- ${item}`), ""]
        : [`### Release ${release} is out`, ...items(release).map((item) => `> ${item}`), ""],
    )
    .join("\n");
}

function writeNotice(day: number): string {
  const notice = day % 2 === 0 ? "The outer pier is closed until further notice.\n\n" : "";
  return `# Tides\n\n${notice}The depth is measured twice a day.\n`;
}

beforeAll(async () => {
  for (let day = 1; day <= 6; day += 1) {
    const folder = path.join(snapshots, "log", `2026-01-0${String(day)}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "list.md"), writeList(day));
    writeFileSync(path.join(folder, "tides.md"), writeNotice(day));
  }
  await mustBuild(snapshots, out);
});

const read = (name: string) => readFileSync(path.join(out, "log", name), "utf8");

function findChange(day: number, file: string): ChangeJson {
  const json = JSON.parse(read(`2026-01-0${String(day)}.json`)) as DayJson;
  const change = json.pairs[0]?.changes.find((it) => it.path === file);
  if (!change) throw new Error(`${file} did not change on day ${String(day)}`);
  return change;
}

/** Ids of lines on a page: of its own hunks, and against an earlier version. */
function listLines(html: string, { anchor }: ChangeJson): { own: string[]; earlier: string[] } {
  const ids = [...html.matchAll(/<li id=(\w+)/g)].map(([, id = ""]) => id);
  const begin = (start: string) =>
    ids.filter((id) => id.startsWith(anchor + start)).map((id) => id.slice(anchor.length));
  return { own: [...begin("L"), ...begin("R")], earlier: begin("v") };
}

describe("what differs from the earlier version", () => {
  test("is shown on the day's page and on the file's, with ids of its own", () => {
    const change = findChange(5, "list.md");
    expect(change).toMatchObject({ revertOf: "2026-01-03", revert: { times: 3, deletions: 0 } });
    expect(change.revert?.additions).toBe(5);
    for (const page of ["2026-01-05/index.html", "files/list.md/index.html"]) {
      expect(listLines(read(page), change)).toEqual({
        own: [],
        earlier: ["vR1", "vR2", "vR3", "vR4", "vR5"],
      });
    }
  });

  test("is told in the same words everywhere", () => {
    const words = "Back as on 2026-01-03, but for 5 lines; 3rd time in a row.";
    const { anchor } = findChange(5, "list.md");
    expect(read("2026-01-05/index.html")).toContain(words);
    expect(read("2026-01-05.md")).toContain(words);
    expect(read("rss.xml")).toContain(words);
    expect(read("2026-01-05/index.html")).toContain("back again, 3rd time");
    expect(read(`2026-01-05/${anchor}/index.html`)).toContain(words);
  });
});

test("the change's own hunks stand on its own page, and its counts are of those", () => {
  const change = findChange(5, "list.md");
  const page = read(`2026-01-05/${change.anchor}/index.html`);
  const { own, earlier } = listLines(page, change);
  expect(own).toHaveLength(change.additions + change.deletions);
  expect(earlier).toEqual([]);
  expect(read("2026-01-05/index.html")).toContain(`href="/log/2026-01-05/${change.anchor}/"`);
});

test("the third such change is folded where nothing is new, and its lines are one step away", () => {
  const [second, third] = [findChange(4, "tides.md"), findChange(5, "tides.md")];
  expect([second.revert?.times, third.revert?.times]).toEqual([2, 3]);
  // It is open, or opens when a reader comes near.
  const isOpen = (day: number, { anchor }: ChangeJson) => {
    const [, article = ""] = read(`2026-01-0${String(day)}/index.html`).split(`id="${anchor}" `);
    const [, attributes = "", lines = ""] =
      /<details class="change-hunks"([^>]*)>(.*?)<\/article>/s.exec(article) ?? [];
    expect(lines).toContain("The outer pier is closed");
    return /\bopen\b|data-later/.test(attributes);
  };
  expect([isOpen(4, second), isOpen(5, third)]).toEqual([true, false]);
});

test("all of it holds, and later snapshots change no day that is over", async () => {
  expect(await verifySite(snapshots, out)).toMatchObject({ code: 0 });
  const until = path.join(makeScratchFolder(), "out");
  await mustBuild(snapshots, until, {}, ["--until", "2026-01-05"]);
  const [all, some] = [hashSite(out), hashSite(until)];
  const isOver = (name: string) => /log\/2026-01-0[2-4][./]/.test(name);
  const names = Object.keys(some).filter(isOver);
  expect(names.length).toBeGreaterThan(8);
  expect(names.map((name) => all[name])).toEqual(names.map((name) => some[name]));
});
