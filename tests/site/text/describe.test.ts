import { expect, test } from "vitest";
import type { ChangeFacts, RevertFacts } from "../../../src/model.ts";
import {
  listNotes,
  describeApproximatePair,
  describeApproximations,
  describeRest,
  describeDay,
  listSections,
  nameRevert,
  titleDay,
} from "../../../src/site/text/describe.ts";
import { makeChange, makePair, makeRename, makeRevert } from "../facts.ts";

const day = {
  date: "2026-05-21",
  pairs: [
    makePair("2026-05-20T0635Z", "2026-05-21T0636Z", [
      makeChange("guide/tides.md", { additions: 12, deletions: 3 }),
      makeChange("guide/moon.md"),
    ]),
    makePair("2026-05-21T0636Z", "2026-05-21T1836Z", [makeChange("guide/tides.md")]),
  ],
};

test("a day's title counts a file once", () => {
  expect(titleDay(day, "Tide tables")).toBe("2 files changed in Tide tables, 21 May 2026");
});

test("a day's description has its best headline and counts its files", () => {
  expect(describeDay(day)).toBe("+14 −5 lines in 2 files.");
  const headline = { kind: "text-added", new: "Fog.", weight: 9, anchor: "c0000000000" } as const;
  const pairs = day.pairs.slice(1).map((pair) => ({
    ...pair,
    changes: pair.changes.map((change) => ({ ...change, anchor: headline.anchor })),
    headlines: [headline],
  }));
  expect(describeDay({ ...day, pairs })).toBe("New: Fog. +1 −1 lines in 1 file.");
});

test("of a whole text it is said where it was and where it is", () => {
  const [a, b] = [
    { path: "a.md", anchor: "c000000000a" },
    { path: "b.md", anchor: "c000000000b" },
  ];
  const tell = (told: Partial<ChangeFacts>) => listNotes(makeChange("c.md", told));
  const rewritten = { ...b, rewritten: true };
  expect(tell({ kind: "added", textFrom: a })).toEqual(["Copied from a.md."]);
  expect(tell({ textTo: rewritten })).toEqual(["Rewritten; the old text is now b.md."]);
  expect(tell({ textTo: { ...b, rewritten: false } })).toEqual([
    "Edited; the old text is now b.md.",
  ]);
  expect(tell({ textFrom: b, textTo: rewritten })).toEqual(["Swapped with b.md."]);
  expect(tell({ textFrom: a, textTo: rewritten })).toEqual([
    "Has the text of a.md. Rewritten; the old text is now b.md.",
  ]);
});

test("lines that are neither new nor gone are told by their kinds", () => {
  const byKind = {
    cosmetic: { additions: 1000, deletions: 1000 },
    moved: { additions: 1, deletions: 0 },
    new: { additions: 9, deletions: 0 },
    gone: { additions: 0, deletions: 4 },
  };
  expect(describeRest({ additions: 1010, deletions: 1004, byKind })).toBe(
    "1 line moved; 2,000 formatting only",
  );
  expect(describeRest(makeChange("a.md"))).toBeNull();
});

test("lines that are all of one kind need no figures", () => {
  const all = { additions: 1, deletions: 1 };
  expect(describeRest({ ...all, byKind: { cosmetic: all } })).toBe("formatting only");
});

test("a plain change needs no notes", () => {
  expect(listNotes(makeChange("a.md"))).toEqual([]);
});

test("renames tell whether the file was edited as well", () => {
  const edited = makeRename("a.md", "b.md");
  expect(listNotes(edited)).toEqual(["Renamed and edited; 90% stayed the same."]);
  expect(listNotes({ ...edited, additions: 0, deletions: 0, similarity: 1 })).toEqual([
    "Renamed, not edited.",
  ]);
});

test("binary files, modes, links and empty files are told", () => {
  const still = { additions: 0, deletions: 0 };
  expect(
    listNotes(makeChange("a.png", { ...still, binary: true, oldSize: 900, newSize: 12_300 })),
  ).toEqual(["Binary file, not compared line by line: 900 bytes → 12.3 kB."]);
  expect(listNotes(makeChange("run.sh", { ...still, newMode: "100755" }))).toEqual([
    "Was a plain file, is an executable file.",
  ]);
  expect(listNotes(makeChange("link", { oldMode: "120000", newMode: "120000" }))).toEqual([
    "A symbolic link; its text is its target.",
  ]);
  expect(
    listNotes(
      makeChange("a.md", { ...still, kind: "added", oldSize: null, oldMode: null, newSize: 0 }),
    ),
  ).toEqual(["An empty file."]);
});

test("what else a reader should know is told in sentences", () => {
  expect(
    listNotes(
      makeChange("a.md", {
        additions: 4,
        deletions: 4,
        revert: makeRevert("2026-05-19T0635Z", 1),
        invalidBytes: 1,
      }),
    ),
  ).toEqual([
    "Back as on 2026-05-19 06:35 UTC.",
    "1 byte that is no UTF-8 is shown as \uFFFD; the patch keeps it.",
  ]);
});

test("what a change brings back is told with what differs, and how often it has come", () => {
  const tell = (revert: RevertFacts | null) => {
    const change = makeChange("a.md", { revert });
    return [...listNotes(change), nameRevert(change)];
  };
  const [words, blanks] = [
    { additions: 13, deletions: 1 },
    { additions: 1, deletions: 0 },
  ];
  expect(tell(null)).toEqual([null]);
  expect(tell(makeRevert("2026-05-19", 1, { new: words }))).toEqual([
    "Back as on 2026-05-19, but for 14 lines.",
    "back as on 2026-05-19",
  ]);
  expect(tell(makeRevert("2026-05-19", 2, { cosmetic: blanks }))).toEqual([
    "Back as on 2026-05-19, but for 1 line of formatting; 2nd time in a row.",
    "back again, 2nd time",
  ]);
  expect(
    [1, 3, 9, 11, 12, 13, 21, 112, 1001].map((times) =>
      nameRevert(makeChange("a.md", { revert: makeRevert("2026-05-19", times) })),
    ),
  ).toEqual([
    "back as on 2026-05-19",
    ...["3rd", "9th", "11th", "12th", "13th", "21st", "112th", "1,001st"].map(
      (often) => `back again, ${often} time`,
    ),
  ]);
});

test("what is shown coarser is told apart", () => {
  expect(describeApproximations(makeChange("a.md", { approximate: ["marks"] }))).toEqual([
    "Changed words are not marked in some lines.",
  ]);
});

test("a pair says when renames were not all looked for", () => {
  const pair = makePair("2026-05-20", "2026-05-21", [makeChange("a.md")]);
  expect(describeApproximatePair(pair)).toBeNull();
  expect(describeApproximatePair({ ...pair, approximateRenames: true })).toBe(
    "Not all removed files were compared with all added ones: some may have been renamed.",
  );
});

test("sections are listed once, by their innermost heading", () => {
  const hunk = {
    line: "R1" as const,
    additions: 1,
    deletions: 0,
    byKind: {},
  };
  const change = makeChange("a.md", {
    hunks: [
      { ...hunk, section: ["Tides", "Spring"] },
      { ...hunk, section: ["Tides", "Neap"] },
      { ...hunk, section: ["Tides", "Spring"] },
      { ...hunk, section: [] },
    ],
  });
  expect(listSections(change)).toEqual(["Spring", "Neap"]);
});
