import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { ArchiveFacts } from "../../../src/model.ts";
import { archiveJson, dayJson } from "../../../src/site/json/write.ts";
import { type PublishedSchema, writeSchema } from "../../../src/site/json/schema.ts";
import { makeChange, makePair, makeRename, makeRevert, makeSource } from "../facts.ts";

const byKind = {
  cosmetic: { additions: 1, deletions: 1 },
  new: { additions: 2, deletions: 0 },
  gone: { additions: 0, deletions: 1 },
};
const change = makeChange("guide/tides.md", {
  additions: 3,
  deletions: 2,
  byKind,
  headlines: [{ kind: "value", old: "`a|b`", new: "`c`", section: "Fog", line: "R9", weight: 50 }],
  moved: 4,
  revert: makeRevert("2026-01-01", 9, { new: { additions: 0, deletions: 2 } }),
  hunks: ["L4", "R9", "R20"].map((line, index) => ({
    line: line as "L4",
    section: index === 2 ? [] : ["Tides", "Fog"],
    additions: 1,
    deletions: 1,
    byKind: {},
  })),
});
const pair = {
  ...makePair("2026-01-05T0600Z", "2026-01-06T0600Z", [
    change,
    makeRename("old\uDC80.md", "new.md"),
  ]),
  missing: ["lost\uDC80.md"],
  returned: ["back\uDC80.md"],
  notBack: ["never\uDC80.md"],
};
const anchored = {
  ...pair,
  changes: pair.changes.map((item, index) => ({ ...item, anchor: `c000000000${String(index)}` })),
  headlines: [
    { kind: "value", old: "`a|b`", new: "`c`", weight: 53, count: 2, anchor: "c0000000000" },
    { kind: "file-renamed", old: "old\uDC80.md", new: "new.md", weight: 40, anchor: "c0000000001" },
  ] as const,
};
const day = { date: "2026-01-06", pairs: [anchored] };
const source = {
  ...makeSource({}),
  snapshots: [
    { stamp: "2026-01-05T0600Z", files: 2, bytes: 20 },
    { stamp: "2026-01-06T0600Z", files: 2, bytes: 21 },
  ],
  days: [day],
};
const archive: ArchiveFacts = {
  title: "Harbour",
  description: "",
  lang: "en",
  siteUrl: null,
  basePath: "/log/",
  id: null,
  sources: [source],
};

/** The change's, and the rename's `+1 −1`. */
const dayKinds = {
  cosmetic: { additions: 1, deletions: 1 },
  new: { additions: 3, deletions: 0 },
  gone: { additions: 0, deletions: 2 },
};

test("archive.json lists sources, snapshots and days", () => {
  expect(archiveJson(archive)).toEqual({
    version: 1,
    title: "Harbour",
    sources: [
      {
        id: "tides",
        title: "Tide tables",
        homepage: null,
        url: "/log/tides/",
        snapshots: ["2026-01-05T0600Z", "2026-01-06T0600Z"],
        days: [
          {
            date: "2026-01-06",
            url: "/log/tides/2026-01-06/",
            json: "/log/tides/2026-01-06.json",
            files: 2,
            additions: 4,
            deletions: 3,
            byKind: dayKinds,
          },
        ],
      },
    ],
  });
});

test("a day's JSON tells every change", () => {
  const { pairs, headlines, ...totals } = dayJson(archive, source, day);
  expect(totals).toMatchObject({ files: 2, additions: 4, deletions: 3, byKind: dayKinds });
  expect(headlines).toEqual([
    {
      kind: "value",
      text: "`a|b` became `c` in 2 places",
      path: "guide/tides.md",
      address: "/log/tides/2026-01-06/#c0000000000",
    },
    {
      kind: "file-renamed",
      text: "old\uFFFD.md is now new.md",
      path: "new.md",
      address: "/log/tides/2026-01-06/#c0000000001",
    },
  ]);
  expect(pairs[0]).toMatchObject({
    from: "2026-01-05T0600Z",
    to: "2026-01-06T0600Z",
    patch: "/log/tides/2026-01-06T0600Z.patch",
    files: 2,
    missing: ["lost\uFFFD.md"],
    returned: ["back\uFFFD.md"],
    notBack: ["never\uFFFD.md"],
  });
  expect(pairs[0]?.changes[0]).toEqual({
    path: "guide/tides.md",
    kind: "modified",
    additions: 3,
    deletions: 2,
    cosmetic: { additions: 1, deletions: 1 },
    byKind,
    sections: [["Tides", "Fog"]],
    headlines: [
      {
        kind: "value",
        text: "`a|b` became `c` in “Fog”",
        path: "guide/tides.md",
        address: "/log/tides/2026-01-06/#c0000000000R9",
      },
    ],
    moved: 4,
    revertOf: "2026-01-01",
    revert: {
      times: 9,
      additions: 0,
      deletions: 2,
      byKind: { new: { additions: 0, deletions: 2 } },
    },
    binary: false,
    oldSize: 10,
    newSize: 10,
    anchor: "c0000000000",
    url: "/log/tides/2026-01-06/#c0000000000",
  });
  expect(pairs[0]?.changes[1]?.previousPath).toBe("old\uFFFD.md");
});

function compile(name: PublishedSchema) {
  return new Ajv2020({ strict: true, allErrors: true }).compile(
    writeSchema(name, `https://changes.example/${name}`),
  );
}

test("both keep to their published schemas", () => {
  const isArchive = compile("archive");
  const isDay = compile("day");
  expect([isArchive(archiveJson(archive)), isArchive.errors]).toEqual([true, null]);
  expect([isDay(dayJson(archive, source, day)), isDay.errors]).toEqual([true, null]);
});

test("the schemas refuse what is not the shape", () => {
  const json = dayJson(archive, source, day);
  const isDay = compile("day");
  expect(isDay({ ...json, version: 2 })).toBe(false);
  expect(isDay({ ...json, more: 1 })).toBe(false);
  expect(isDay({ ...json, pairs: [{ ...json.pairs[0], missing: undefined }] })).toBe(false);
});
