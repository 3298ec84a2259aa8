import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { formatSummary } from "../../scripts/summary.ts";
import { type BuildSummary, measureSite } from "../../src/pipeline/summary.ts";

const small: BuildSummary = {
  out: "/site",
  sources: 1,
  snapshots: 3,
  changes: 12,
  records: 40,
  pages: 20,
  files: 5_000,
  bytes: 250e6,
  largestFile: { path: "docs/2026-05-01.patch", bytes: 2 ** 20 },
  parts: [
    { name: "the search index", files: 3_000, bytes: 40e6 },
    { name: "pages of files", files: 1_900, bytes: 10e6 },
    { name: "patches", files: 100, bytes: 200e6 },
  ],
  stages: [{ name: "pairs", seconds: 1.25 }],
  peakBytes: 100e6,
  hasSiteUrl: true,
  wantsId: false,
  damagedLogs: [],
  isUnchanged: false,
  isFilled: false,
  basePath: "/",
};
const listWarnings = (summary: Partial<BuildSummary>) =>
  formatSummary({ ...small, ...summary })
    .split("\n")
    .filter((line) => line.startsWith("! "));

test("says how near the site is to what hosts take", () => {
  expect(formatSummary(small).split("\n")).toEqual(
    expect.arrayContaining([
      "files           5,000 (25% of 20,000)",
      "size            250.0 MB (25% of 1 GB)",
      "largest file    docs/2026-05-01.patch, 1.0 MB (4% of 25 MiB)",
    ]),
  );
  expect(listWarnings({})).toEqual([]);
});

test("warns before a limit is reached, not long before", () => {
  expect(listWarnings({ files: 18_000 })).toEqual([]);
  expect(listWarnings({ files: 18_001 })).toHaveLength(1);
  expect(listWarnings({ bytes: 0.95e9 })).toHaveLength(1);
  expect(listWarnings({ largestFile: { path: "x.patch", bytes: 24 * 2 ** 20 } })).toHaveLength(1);
});

test("a warning names what there is most of and what to set", () => {
  const [files = ""] = listWarnings({ files: 21_000 });
  expect(files).toContain("Most are of the search index (3,000) and pages of files (1,900).");
  expect(files).toContain("exclude in source.yaml");
  const [bytes = ""] = listWarnings({ bytes: 2e9 });
  expect(bytes).toContain("Most are of patches (200.0 MB) and the search index (40.0 MB).");
  const [largest = ""] = listWarnings({ largestFile: { path: "a.patch", bytes: 3e7 } });
  expect(largest).toContain("a.patch has 30.0 MB");
  expect(largest).toContain("exclude in source.yaml");
});

test("files are counted by what they are for", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-summary-"));
  const files = {
    "index.html": 10,
    "rss.xml": 1,
    "archive.json": 2,
    "docs/index.html": 10,
    "docs/2026-05-01/index.html": 30,
    "docs/2026-05-01.md": 4,
    "docs/2026-05-01.patch": 50,
    "docs/feeds/json/1.json": 5,
    "docs/files/index.html": 6,
    "docs/files/a.md/index.html": 7,
    "docs/files/a.md/rss.xml": 8,
    "docs/files/feeds/b.md/index.html": 7,
    "docs/pagefind/fragment/en_1.pf_fragment": 9,
    "favicon.svg": 3,
  };
  for (const [file, bytes] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), "x".repeat(bytes));
  }
  expect(measureSite(folder)).toEqual({
    pages: 6,
    files: 14,
    bytes: 152,
    largestFile: { path: path.join("docs", "2026-05-01.patch"), bytes: 50 },
    parts: [
      { name: "pages of days", files: 3, bytes: 50 },
      { name: "pages of files", files: 3, bytes: 20 },
      { name: "days for programs", files: 2, bytes: 6 },
      { name: "feeds", files: 2, bytes: 6 },
      { name: "feeds of files", files: 1, bytes: 8 },
      { name: "other things", files: 1, bytes: 3 },
      { name: "patches", files: 1, bytes: 50 },
      { name: "the search index", files: 1, bytes: 9 },
    ],
  });
});

test("the first build of an archive without an id says what that costs later", () => {
  expect(listWarnings({ wantsId: true })).toEqual([
    expect.stringMatching(/No id: .*archive\.yaml/),
  ]);
  expect(listWarnings({})).toEqual([]);
});

test("an output that was filled in place is told as what it is", () => {
  expect(listWarnings({ isFilled: true })).toEqual([
    expect.stringContaining("filled in place, not in one step"),
  ]);
});

test("lines of captures.jsonl that count for nothing are counted and named", () => {
  const lines = Array.from({ length: 12 }, (_, index) => index + 3);
  const damagedLogs = [
    { id: "docs", lines: [7] },
    { id: "terms", lines },
  ];
  expect(listWarnings({ damagedLogs })).toEqual([
    expect.stringContaining("1 line of snapshots/docs/captures.jsonl"),
    expect.stringContaining("12 lines of snapshots/terms/captures.jsonl"),
  ]);
  const [, second = ""] = listWarnings({ damagedLogs });
  expect(second).toContain(": 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …. Mend");
});
