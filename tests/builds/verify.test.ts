import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { copyFixture, makeScratchFolder, runBuild } from "./build-site.ts";
import { verifySite } from "./verify-site.ts";

const scratch = makeScratchFolder();
const snapshots = copyFixture("harbour");
const out = path.join(scratch, "out");

beforeAll(async () => {
  const { code, output } = await runBuild(snapshots, out);
  if (code !== 0) throw new Error(output);
});

test("a built site passes", async () => {
  const { code, output } = await verifySite(snapshots, out);
  expect(output).toMatch(/^\d+ passed, 0 failed$/m);
  expect(code).toBe(0);
});

const day = "handbook/2026-01-06";

type Damage = readonly [
  what: string,
  file: string,
  edit: (text: string) => string | null,
  told: string,
];

const damages: readonly Damage[] = [
  [
    "a page that is gone",
    "handbook/files/guide/tides.md/index.html",
    () => null,
    "leads nowhere with /handbook/files/guide/tides.md/",
  ],
  [
    "an anchor that is gone",
    "handbook/index.html",
    (text) => text.replaceAll('id="snapshots"', ""),
    "finds no #snapshots in handbook",
  ],
  [
    "an address in a feed that leads nowhere",
    "handbook/rss.xml",
    (text) => text.replace("/handbook/2026-01-06/<", "/handbook/2026-01-07/<"),
    "leads nowhere with",
  ],
  [
    "an address in JSON that leads nowhere",
    `${day}.json`,
    (text) => text.replace("2026-01-06T0600Z.patch", "2026-01-06T0601Z.patch"),
    "leads nowhere with /handbook/2026-01-06T0601Z.patch",
  ],
  [
    "a line that is not shown on its day",
    `${day}/index.html`,
    (text) => text.replace(/<li id=c[0-9a-f]{10}R\d+ /, "<li "),
    "on the day's pages",
  ],
  [
    "a change that is not on its file's page",
    "handbook/files/guide/tides.md/index.html",
    (text) => text.replaceAll(/id="c[0-9a-f]{10}"/g, ""),
    "is not on its file's page",
  ],
  [
    "other counts on the day's page",
    `${day}/index.html`,
    (text) => text.replace(/files changed<\/strong>/, "folders changed</strong>"),
    "the page does not say",
  ],
  [
    "other counts on the source's page",
    "handbook/index.html",
    (text) => text.replaceAll(/<b>\+\d/g, "$&1"),
    "has other counts than",
  ],
  [
    "other counts on the home page",
    "index.html",
    (text) => text.replaceAll(/<b>\+\d/g, "$&1"),
    "has other counts than",
  ],
  [
    "other counts in the list of files",
    "handbook/files/index.html",
    (text) => text.replaceAll(/\d+ changes?/g, "77 changes"),
    "not “",
  ],
  [
    "other counts in Markdown",
    `${day}.md`,
    (text) => text.replace(/files changed, /, "files changed, 9"),
    "Markdown does not say",
  ],
  [
    "other counts in a feed",
    "handbook/atom.xml",
    (text) => text.replaceAll("files changed, ", "files changed, 9"),
    "instead of “",
  ],
  [
    "a feed that is not well-formed",
    "handbook/rss.xml",
    (text) => text.replace("</channel>", ""),
    "handbook/rss.xml: ",
  ],
  [
    "a key that the schema does not know",
    `${day}.json`,
    (text) => text.replace('"version"', '"extra":0,"version"'),
    "extra",
  ],
  [
    "an element where none may be",
    "index.html",
    (text) => text.replace("<h1", "<span><div></div></span><h1"),
    "<div> element is not permitted",
  ],
  [
    "a character that no page may hold",
    "index.html",
    (text) => text.replace("<h1", "\u0001<h1"),
    "control-character-in-input-stream",
  ],
  [
    "a version that is not what its hashes say",
    "handbook/versions/7996e15862.json",
    (text) => text.replace(/"lines":\["/, "$&x"),
    "is not what its hashes say",
  ],
  [
    "an index that names a version too late",
    "handbook/versions/index.json",
    (text) => text.replace(/"starts":\[0/, '"starts":[1'),
    "the versions as of 2026-01-05T0600Z: 1 files differ",
  ],
  [
    "a patch that does not apply",
    "handbook/2026-01-06T0600Z.patch",
    (text) => text.replace(/^-(?!-)/m, "-x"),
    "the patches up to 2026-01-06T0600Z",
  ],
];

/** What is wrong with a day is told one thing at a time, so a round holds one damage to its files. */
const rounds = layRounds(damages, ([, file]) =>
  file.startsWith(day) || file.includes("guide/tides.md") ? day : file,
);

test.each(rounds.map((round, index) => ({ round, number: index + 1 })))(
  "all that is wrong in round $number is told",
  async ({ round }) => {
    const copy = path.join(makeScratchFolder(), "out");
    cpSync(out, copy, { recursive: true });
    for (const [, file, edit] of round) {
      const place = path.join(copy, file);
      const text = readFileSync(place, "utf8");
      const edited = edit(text);
      expect(edited).not.toBe(text);
      if (edited === null) rmSync(place);
      else writeFileSync(place, edited);
    }
    const { code, output } = await verifySite(snapshots, copy);
    expect(code).toBe(1);
    const missed = round.filter(([, , , told]) => !output.includes(told)).map(([what]) => what);
    expect([missed, output]).toEqual([[], output]);
  },
);

test("a site that is not there is told with its remedy", async () => {
  const nowhere = path.join(scratch, "nowhere");
  expect(existsSync(nowhere)).toBe(false);
  const { code, output } = await verifySite(snapshots, nowhere);
  expect(output).toContain("Build the site first");
  expect(code).toBe(1);
});

/** Puts each into the first round that has none of its kind yet. */
function layRounds<Item>(items: readonly Item[], kindOf: (item: Item) => string): Item[][] {
  const rounds: Item[][] = [];
  for (const item of items) {
    const free = rounds.find((round) => round.every((other) => kindOf(other) !== kindOf(item)));
    if (free) free.push(item);
    else rounds.push([item]);
  }
  return rounds;
}
