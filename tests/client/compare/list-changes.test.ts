import { describe, expect, test } from "vitest";
import { readAddress } from "../../../src/client/compare/address.ts";
import { listChanges } from "../../../src/client/compare/list-changes.ts";
import type { VersionIndex } from "../../../src/versions/format.ts";
import { type FileRecord, writeIndex } from "../../../src/versions/write-index.ts";

const snapshots = ["2026-01-01T0600Z", "2026-01-01T1800Z", "2026-01-03", "2026-01-05T0600Z"];

/** A file whose path was seen with these letters (see `IndexedFile`) and contents, from a snapshot on each. */
function file(path: string, ...steps: FileRecord["steps"]): FileRecord {
  return { path, name: path.padEnd(10, "0").slice(0, 10), volumes: [1], steps };
}

const v = (snapshot: number, content: string, from?: string) => ({
  snapshot,
  letter: "v" as const,
  content,
  from: from === undefined ? undefined : { path: from, version: 1 },
});
const gone = (snapshot: number, letter: "r" | "n" | "m" | "b") => ({ snapshot, letter });

const index: VersionIndex = writeIndex({ source: "docs", texts: true, snapshots }, [
  file("edited.md", v(0, "one"), v(2, "two")),
  file("there-and-back.md", v(0, "one"), v(1, "two"), v(2, "one")),
  file("first.md", v(0, "name"), gone(1, "n")),
  file("second.md", v(1, "name", "first.md"), gone(2, "n")),
  file("third.md", v(2, "other", "second.md")),
  file("removed.md", v(0, "one"), gone(3, "r")),
  file("new.md", v(3, "one")),
  file("in-a-gap.md", v(0, "one"), gone(2, "m"), gone(3, "b")),
]);

const list = (from: number, to: number, strict = false) =>
  listChanges(index, from, to, strict).changes.map(
    ({ kind, from, to }) => `${kind} ${from?.path ?? "-"} ${to?.path ?? "-"}`,
  );

describe("what differs between two snapshots", () => {
  test("is told by the versions that they have, through all names of a file", () => {
    expect(list(0, 3)).toEqual([
      "modified edited.md edited.md",
      "added - new.md",
      "removed removed.md -",
      "renamed first.md third.md",
    ]);
  });

  test("is the reverse in the other order", () => {
    expect(list(3, 0)).toEqual([
      "modified edited.md edited.md",
      "renamed third.md first.md",
      "removed new.md -",
      "added - removed.md",
    ]);
  });

  test("is nothing between a snapshot and itself, nor in a file that has its text back", () => {
    expect(list(2, 2)).toEqual([]);
    expect(list(0, 2)).not.toContain("modified there-and-back.md there-and-back.md");
    expect(list(1, 2)).toContain("modified there-and-back.md there-and-back.md");
  });

  test("counts what is missing in a gap as there, unless bytes are asked for", () => {
    expect(list(0, 2).join()).not.toContain("in-a-gap");
    expect(listChanges(index, 0, 2).missing).toEqual(["in-a-gap.md"]);
    expect(list(0, 2, true)).toContain("removed in-a-gap.md -");
    expect(list(2, 3, true)).toContain("added - in-a-gap.md");
  });
});

describe("an address", () => {
  const read = (query: string) => {
    const { choice, notes } = readAddress(index, new URLSearchParams(query));
    return { from: choice.from, to: choice.to, file: choice.file?.path, notes: notes.length };
  };

  test("means the newest snapshot and the one before, where it says nothing", () => {
    expect(read("")).toEqual({ from: 2, to: 3, file: undefined, notes: 0 });
  });

  test("means by a date its last snapshot, else the one before it", () => {
    expect(read("from=2026-01-01&to=2026-01-04")).toMatchObject({ from: 1, to: 2, notes: 0 });
    expect(read("to=2030-01-01").to).toBe(3);
  });

  test("may name stamps in any order, and a file", () => {
    expect(read("from=2026-01-05T0600Z&to=2026-01-01T0600Z&file=edited.md")).toEqual({
      from: 3,
      to: 0,
      file: "edited.md",
      notes: 0,
    });
  });

  test.each([
    "from=yesterday",
    "to=<b>",
    "from=2026-02-30",
    "from=2020-01-01",
    "file=../x",
    "to=2026-01-02T0000Z",
  ])("that asks for what is not there is told so, and not repeated: %s", (query) => {
    const { notes } = readAddress(index, new URLSearchParams(query));
    expect(notes).toHaveLength(1);
    expect(notes[0]).not.toContain(query.split("=")[1]);
  });
});
