import { describe, expect, it } from "vitest";
import { alignBlock } from "../../../src/diff/align/align.ts";
import { diffLines } from "../../../src/diff/lines/lines.ts";
import { applyBlocks } from "../written-diff.ts";

interface Release {
  readonly name: string;
  readonly items: readonly string[];
}

type Format = (release: Release) => string[];

const formats: Readonly<Record<string, Format>> = {
  list: ({ name, items }) => [`## ${name}`, "", ...items.map((item) => `- ${item}`), ""],
  "loose list": ({ name, items }) => [
    `## ${name}`,
    "",
    ...items.flatMap((item) => [`* ${item}`, ""]),
  ],
  element: ({ name, items }) => [
    `<Update label="${name}">`,
    ...items.map((item) => `  * ${item}`),
    "</Update>",
    "",
  ],
  "spaced element": ({ name, items }) => [
    `<Update label="${name}">`,
    "",
    ...items.flatMap((item) => [`    ${item}`, ""]),
    "</Update>",
    "",
    "---",
    "",
  ],
  table: ({ name, items }) => [
    `### ${name}`,
    "",
    "| Change |",
    "| --- |",
    ...items.map((item) => `| ${item} |`),
    "",
  ],
};

const verbs = ["Added", "Fixed", "Improved", "Removed"];
const things = ["login", "export", "search", "sidebar", "proxy", "cache", "worker", "theme"];
const places = ["on Linux", "behind a proxy", "in dark mode", "after a restart", "when offline"];

/** Items of common words; of each release the last one is the same. */
function makeReleases(count: number, items: number): Release[] {
  const pick = (list: readonly string[], seed: number) =>
    list[(Math.imul(seed, 2_654_435_761) >>> 9) % list.length] ?? "";
  return Array.from({ length: count }, (_, release) => ({
    name: `1.${count - release}`,
    items: Array.from({ length: items }, (_, item) => {
      if (item === items - 1) return "Bug fixes and reliability";
      const seed = release * 31 + item * 7;
      const text = `${pick(verbs, seed)} the ${pick(things, seed + 1)} of the ${pick(things, seed + 2)} ${pick(places, seed + 3)}`;
      return `${text}, case ${release}.${item}`;
    }),
  }));
}

function write(releases: readonly Release[], format: Format): string[] {
  return ["# Releases", "", ...releases.flatMap(format)].map((line) => `${line}\n`);
}

/** The item's text without what its format puts around it. */
function readItem(line: string | undefined): string | null {
  return /(?:Added|Fixed|Improved|Removed) the .*?case [\d.]+/.exec(line ?? "")?.[0] ?? null;
}

function countPartners(oldLines: readonly string[], newLines: readonly string[]): number {
  const { blocks } = diffLines(oldLines, newLines);
  expect(applyBlocks(oldLines, newLines, blocks)).toEqual(newLines);
  let right = 0;
  for (const block of blocks) {
    const old = oldLines.slice(block.old.start, block.old.end);
    const new_ = newLines.slice(block.new.start, block.new.end);
    for (const row of alignBlock(old, new_, "markdown").rows) {
      const item = readItem(old[row.old ?? -1]);
      if (item !== null && item === readItem(new_[row.new ?? -1])) right += 1;
    }
  }
  return right;
}

const ways = Object.keys(formats).flatMap((from) =>
  Object.keys(formats)
    .filter((to) => to !== from)
    .map((to) => [from, to] as const),
);

describe("a text that was rewritten in another form", () => {
  it.each(ways)("%s to %s: each item finds its partner", (from, to) => {
    const releases = makeReleases(60, 6);
    const oldLines = write(releases.slice(1), formats[from] as Format);
    const newLines = write(releases, formats[to] as Format);
    expect(countPartners(oldLines, newLines)).toBe(59 * 5);
  });

  it("4,000 items in lists of two", () => {
    const releases = makeReleases(4000, 2);
    const oldLines = write(releases, formats.element as Format);
    const newLines = write(releases, formats.list as Format);
    expect(countPartners(oldLines, newLines)).toBe(4000);
  });

  it("4,000 items in one list, some of them edited, some new", () => {
    const [release] = makeReleases(1, 4001);
    const items = release?.items ?? [];
    const edited = items.flatMap((item, index) => {
      if (index % 50 === 7) return ["Something that nobody had said before", item];
      return index % 20 === 3 ? [item.replace("the", "every")] : [item];
    });
    const oldLines = write([{ name: "1.0", items }], formats["loose list"] as Format);
    const newLines = write([{ name: "1.0", items: edited }], formats["spaced element"] as Format);
    expect(countPartners(oldLines, newLines)).toBe(4000 - 200);
  });

  it("keeps what git would keep where words would cost many lines", () => {
    const paragraphs = Array.from({ length: 300 }, (_, index) => `Paragraph ${index} says this.\n`);
    const oldLines = paragraphs.flatMap((line) => [line, "\n"]);
    const newLines = paragraphs.toReversed().flatMap((line) => [`> ${line}`, "\n"]);
    const { blocks } = diffLines(oldLines, newLines);
    const removed = blocks.reduce((sum, { old }) => sum + old.end - old.start, 0);
    // All but the paragraphs: the blank lines between them stayed.
    expect(removed).toBeLessThanOrEqual(300 * 1.05);
  });
});
