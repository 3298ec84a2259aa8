import { expect, test } from "vitest";
import type { ChangeFacts, Hunk, TextChange } from "../../../src/model.ts";
import { parseAddress } from "../../../src/site/search/record-address.ts";
import { describeSearch, recordChange } from "../../../src/site/search/records.ts";

const facts = {
  kind: "modified",
  headlines: [],
  path: "guide/tides.md",
  anchor: "c0123456789",
  additions: 1,
  deletions: 1,
  byKind: { new: { additions: 1, deletions: 0 }, gone: { additions: 0, deletions: 1 } },
  moved: 0,
  revert: null,
} as unknown as ChangeFacts;

const place = {
  source: "handbook",
  date: "2026-01-06",
  address: "/handbook/2026-01-06/",
  lang: "en",
};

function changeOf(oldLines: string[], newLines: string[]): TextChange {
  const rows = [
    { kind: "context" as const, old: 1, new: 1 },
    ...oldLines.slice(1).map((_, index) => ({ kind: "deletion" as const, line: index + 2 })),
    ...newLines.slice(1).map((_, index) => ({ kind: "insertion" as const, line: index + 2 })),
  ];
  const hunks = [{ section: ["Tides", "In fog"], rows }] as unknown as Hunk[];
  return { oldLines, newLines, hunks } as unknown as TextChange;
}

const record = (change: TextChange | null, kind: ChangeFacts["kind"] = "modified") => {
  const described = { ...facts, kind };
  return recordChange(described, describeSearch(described, change), place);
};

test("a change is one record a side, with the side's own text and never the context", () => {
  const [inserted, deleted] = record(
    changeOf(["same\n", "Two people read.\n"], ["same\n", "Three people read.\n"]),
  );
  expect(inserted?.url).toBe("/handbook/2026-01-06/?c0123456789i");
  expect(deleted?.url).toBe("/handbook/2026-01-06/?c0123456789d");
  expect(inserted?.html).toContain("Three people read.");
  expect(inserted?.html).not.toContain("Two people read.");
  expect(deleted?.html).toContain("Two people read.");
  expect(`${inserted?.html ?? ""}${deleted?.html ?? ""}`).not.toContain("same");
});

test("its address holds what it says, which no search looks through", () => {
  const headline = { kind: "value", old: "`two` & 2", new: "three ≠ 3/4", weight: 50 } as const;
  const told = { ...facts, headlines: [headline] };
  const change = changeOf(["same\n"], ["same\n", "new\n"]);
  const [inserted] = recordChange(told, describeSearch(told, change), place);
  expect(parseAddress(inserted?.url ?? "")).toEqual({
    day: "handbook/2026-01-06",
    date: "2026-01-06",
    anchor: "c0123456789",
    headline: "`two` & 2 became three ≠ 3/4",
  });
  expect(inserted?.html).not.toContain("became");
});

test("a hit opens the line: its heading is the section and carries the line's id", () => {
  const [inserted] = record(changeOf(["same\n"], ["same\n", "new\n"]));
  expect(inserted?.html).toContain('<h2 id="c0123456789R2"');
  expect(inserted?.html).toContain("Tides › In fog</h2>");
});

test("a change without lines is found by its path", () => {
  expect(record(null).map(({ url }) => url)).toEqual(["/handbook/2026-01-06/?c0123456789i"]);
  expect(record(null, "removed").map(({ url }) => url)).toEqual([
    "/handbook/2026-01-06/?c0123456789d",
  ]);
});

test("a rewritten file is several records, each line in one of them", () => {
  const lines = Array.from(
    { length: 900 },
    (_, index) => `line number ${String(index)} of a long file\n`,
  );
  const records = record(changeOf(["same\n"], ["same\n", ...lines]));
  expect(records.length).toBeGreaterThan(2);
  expect(new Set(records.map(({ url }) => url)).size).toBe(records.length);
  for (const index of [0, 450, 899]) {
    const holders = records.filter(({ html }) => html.includes(`line number ${String(index)} of`));
    expect(holders).toHaveLength(1);
  }
});

test("markup in a text stays text", () => {
  const [inserted] = record(changeOf(["same\n"], ["same\n", '</p><script>alert("x")</script>\n']));
  expect(inserted?.html).not.toContain("<script>");
  expect(inserted?.html).toContain("&lt;script&gt;");
});

test("a version inside a name is a word of its own", () => {
  const [inserted] = record(changeOf(["same\n"], ["same\n", "use gpt-5.5 now\n"]));
  expect(inserted?.html).toContain(">5.5</p>");
});
