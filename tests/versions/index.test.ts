import { describe, expect, it } from "vitest";

import {
  findIndexedFile,
  findOrigin,
  findSnapshot,
  firstSame,
  listFilesAt,
  nameVolume,
  stampOfVersion,
  stateAt,
  volumeOf,
} from "../../src/versions/read-index.ts";
import { type FileRecord, writeIndex } from "../../src/versions/write-index.ts";

const files: FileRecord[] = [
  {
    path: "old.md",
    name: "0123456789",
    volumes: [1],
    steps: [
      { snapshot: 0, letter: "v", content: "one" },
      { snapshot: 2, letter: "v", content: "two" },
      { snapshot: 3, letter: "v", content: "one" },
      { snapshot: 4, letter: "n" },
    ],
  },
  {
    path: "bad\udcff.md",
    name: "abcdefabcd",
    volumes: [1, 2],
    steps: [
      { snapshot: 1, letter: "v", content: "a" },
      { snapshot: 2, letter: "m" },
      { snapshot: 3, letter: "b" },
      { snapshot: 4, letter: "v", content: "one", from: { path: "old.md", version: 3 } },
      { snapshot: 5, letter: "r" },
    ],
  },
];
const snapshots = [
  "2026-01-01",
  "2026-01-02T0636Z",
  "2026-01-02T1800Z",
  "2026-01-05T000000Z",
  "2026-01-06T2359Z",
  "2026-02-01T0000Z",
];
const index = writeIndex({ source: "docs", texts: true, snapshots }, files);
const [old, bad] = index.files;
if (!old || !bad) throw new Error("The index lost its files.");

describe("findSnapshot", () => {
  it.each([
    ["2026-01-02", 2],
    ["2026-01-02T0636Z", 1],
    ["2026-01-02T0635Z", 0],
    ["2026-01-04", 2],
    ["2026-01-05", 3],
    ["2026-01-01", 0],
    ["2026-01-01T0000Z", 0],
    ["2030-01-01", 5],
    ["2025-12-31", null],
    ["2026-02-30", null],
    ["<script>", null],
    ["", null],
  ])("reads %s", (text, found) => {
    expect(findSnapshot(index, text)).toBe(found);
  });
});

describe("the index", () => {
  it("is small: offsets and letters", () => {
    expect(old).toEqual({
      path: "old.md",
      name: "0123456789",
      states: "vvvn",
      starts: [0, 2, 1, 1],
      same: [[3, 1]],
    });
    expect(bad).toMatchObject({ volumes: [1, 2], states: "vmbvr", from: [[2, 0, 3]] });
  });

  it("tells how a file stands in each snapshot", () => {
    const tell = (file: typeof old) =>
      snapshots.map((_, snapshot) => {
        const { kind, version } = stateAt(file, snapshot);
        return `${kind} ${version}`;
      });
    expect(tell(old)).toEqual([
      "present 1",
      "present 1",
      "present 2",
      "present 3",
      "renamed 3",
      "renamed 3",
    ]);
    expect(tell(bad)).toEqual([
      "unseen 0",
      "present 1",
      "missing 1",
      "present 1",
      "present 2",
      "removed 2",
    ]);
  });

  it("lists the files of a snapshot", () => {
    expect(listFilesAt(index, 3).map(({ file, version }) => [file.path, version])).toEqual([
      ["old.md", 3],
      ["bad\udcff.md", 1],
    ]);
    expect(listFilesAt(index, 5)).toEqual([]);
  });

  it("finds a path as it is and as people see it, and nothing by an inherited name", () => {
    expect(findIndexedFile(index, "bad\udcff.md")).toBe(bad);
    expect(findIndexedFile(index, "bad\ufffd.md")).toBe(bad);
    expect(findIndexedFile(index, "__proto__")).toBeNull();
  });

  it("follows a version to its former name, its stamp, its equal and its volume", () => {
    expect(findOrigin(index, bad, 2)).toEqual({ file: old, version: 3 });
    expect(findOrigin(index, bad, 1)).toBeNull();
    expect(stampOfVersion(index, bad, 2)).toBe("2026-01-06T2359Z");
    expect([1, 2, 3].map((version) => firstSame(old, version))).toEqual([1, 2, 1]);
    expect(nameVolume(bad, volumeOf(bad, 1))).toBe("abcdefabcd.json");
    expect(nameVolume(bad, volumeOf(bad, 2))).toBe("abcdefabcd-2.json");
    expect(nameVolume(old, volumeOf(old, 3))).toBe("0123456789.json");
  });
});
