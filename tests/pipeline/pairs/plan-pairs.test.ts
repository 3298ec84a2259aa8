import { expect, test } from "vitest";
import { hashContent } from "../../../src/archive/hash-content.ts";
import type { ReadSnapshots } from "../../../src/archive/open-archive.ts";
import type { ContentPlace } from "../../../src/archive/content.ts";
import { planPairs } from "../../../src/pipeline/pairs/plan-pairs.ts";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Snapshots a day apart from `path: text` of each; a path that ends in `*` is an executable file. */
function readSnapshots(...trees: Record<string, string>[]): ReadSnapshots {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-plan-"));
  const places = new Map<string, ContentPlace>();
  const snapshots = trees.map((tree, index) => ({
    stamp: `2026-01-0${String(index + 1)}`,
    tree: new Map(
      Object.entries(tree).map(([name, text]) => {
        const hash = hashContent(Buffer.from(text));
        const file = path.join(folder, hash);
        writeFileSync(file, text);
        places.set(hash, { kind: "file", file, link: false });
        const mode = name.endsWith("*") ? ("100755" as const) : ("100644" as const);
        return [name.replace("*", ""), { hash, size: text.length, mode }];
      }),
    ),
  }));
  return { snapshots, places };
}

async function plan(...trees: Record<string, string>[]) {
  const tasks = await planPairs(readSnapshots(...trees), {
    cacheFolder: "",
    codeHash: "",
    gap: { files: 5, share: 0.2, snapshots: 5 },
  });
  return tasks.map((task) => ({
    to: task.to,
    changes: task.changes.map((change) =>
      change.kind === "removed" ? `- ${change.from.path}` : `${change.kind} ${change.to.path}`,
    ),
    missing: task.missing,
    returned: task.returned,
    patched: task.patched?.length ?? null,
  }));
}

const six = { a: "a", b: "b", c: "c", d: "d", e: "e", f: "f" };

test("pairs in which nothing happened are no tasks", async () => {
  expect(await plan(six, six, { ...six, a: "A" })).toEqual([
    { to: "2026-01-03", changes: ["modified a"], missing: [], returned: [], patched: null },
  ]);
});

test("a gap is no removal, and what comes back is compared with its last known text", async () => {
  expect(await plan(six, { a: "A" }, { ...six, a: "A", b: "B" })).toEqual([
    {
      to: "2026-01-02",
      changes: ["modified a"],
      missing: ["b", "c", "d", "e", "f"],
      returned: [],
      patched: 6,
    },
    {
      to: "2026-01-03",
      changes: ["modified b"],
      missing: [],
      returned: ["b", "c", "d", "e", "f"],
      patched: 5,
    },
  ]);
});

test("a single deleted file is a deletion", async () => {
  const { f, ...five } = six;
  expect(f).toBe("f");
  expect((await plan(six, five))[0]?.changes).toEqual(["- f"]);
});

test("files that moved elsewhere are renames, by likeness too", async () => {
  const pages = Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((page) => [
      `p${String(page)}`,
      Array.from({ length: 9 }, (_, line) => `page ${String(page)} says ${String(line)}\n`).join(
        "",
      ),
    ]),
  );
  const moved = Object.fromEntries(
    Object.entries(pages).map(([name, text]) => [`docs/${name}`, `${text}and one more\n`]),
  );
  const [task] = await plan(pages, moved);
  expect(task?.missing).toEqual([]);
});

/** Per pair: what each modified file is told of its text before, as `path: text of stamp`. */
async function planBefore(...trees: Record<string, string>[]) {
  const read = readSnapshots(...trees);
  const texts = [...new Set(trees.flatMap((tree) => Object.values(tree)))];
  const textOf = new Map(texts.map((text) => [hashContent(Buffer.from(text)), text]));
  const gap = { files: 2, share: 0.2, snapshots: 5 };
  const tasks = await planPairs(read, { cacheFolder: "", codeHash: "", gap });
  return tasks.map(({ to, before }) => [
    to,
    ...[...before].map(
      ([name, { hash, stamp }]) => `${name}: ${String(textOf.get(hash))} of ${stamp}`,
    ),
  ]);
}
test("a change knows the version before the last", async () => {
  expect(await planBefore({ a: "1" }, { a: "2" }, { a: "3" }, { a: "4" })).toEqual([
    ["2026-01-02"],
    ["2026-01-03", "a: 1 of 2026-01-01"],
    ["2026-01-04", "a: 2 of 2026-01-02"],
  ]);
});

test("a version ends with the last snapshot that has it", async () => {
  expect(
    (await planBefore({ a: "1" }, { a: "1" }, { a: "2" }, { a: "2" }, { a: "1" })).at(-1),
  ).toEqual(["2026-01-05", "a: 1 of 2026-01-02"]);
});

test("a new mode is no new version", async () => {
  expect(await planBefore({ a: "1" }, { a: "2" }, { "a*": "2" }, { "a*": "1" })).toEqual([
    ["2026-01-02"],
    ["2026-01-03"],
    ["2026-01-04", "a: 1 of 2026-01-01"],
  ]);
});

test("a new name is no new version", async () => {
  expect(await planBefore({ a: "1" }, { a: "2" }, { b: "2" }, { b: "1" })).toEqual([
    ["2026-01-02"],
    ["2026-01-03"],
    ["2026-01-04", "b: 1 of 2026-01-01"],
  ]);
});

test("a name that is taken anew has no earlier version", async () => {
  const trees = [{ a: "1" }, { a: "2" }, { b: "2" }, { a: "3", b: "2" }, { a: "1", b: "2" }];
  expect((await planBefore(...trees)).at(-1)).toEqual(["2026-01-05"]);
});

test("a text that was removed is a version", async () => {
  const z = "z";
  const trees = [{ a: "1", z }, { a: "2", z }, { z }, { a: "3", z }, { a: "1", z }];
  expect((await planBefore(...trees)).at(-1)).toEqual(["2026-01-05", "a: 2 of 2026-01-02"]);
});

test("a file that comes back as it was goes on where it was", async () => {
  const z = "z";
  const trees = [{ a: "1", z }, { a: "2", z }, { z }, { a: "2", z }, { a: "1", z }];
  const pairs = await planBefore(...trees);
  expect(pairs.at(-1)).toEqual(["2026-01-05", "a: 1 of 2026-01-01"]);
  expect(pairs.at(-2)).toEqual(["2026-01-04", "a: 2 of 2026-01-02"]);
});

test("a version seen before a gap ends there", async () => {
  const [y, z] = ["y", "z"];
  const trees = [{ a: "1", y, z }, { z }, { a: "2", y, z }, { a: "1", y, z }];
  expect(await planBefore(...trees)).toEqual([
    ["2026-01-02"],
    ["2026-01-03"],
    ["2026-01-04", "a: 1 of 2026-01-01"],
  ]);
});

const none = { missing: [], returned: [] };

test("what is not back when a gap ends is removed on that day; in its patch nothing goes", async () => {
  expect((await plan(six, { a: "a" }, { a: "a" }, { a: "a", b: "B", c: "c" })).slice(1)).toEqual([
    {
      to: "2026-01-04",
      changes: ["modified b", "- d", "- e", "- f"],
      missing: [],
      returned: ["b", "c"],
      patched: 2,
    },
  ]);
});

test("what five snapshots in a row lack was removed, and is added when it comes later", async () => {
  const { a } = six;
  const tasks = await plan(six, { a }, { a }, { a }, { a }, { a }, { a }, six);
  expect(tasks.slice(1)).toEqual([
    { to: "2026-01-06", changes: ["- b", "- c", "- d", "- e", "- f"], ...none, patched: 0 },
    {
      to: "2026-01-08",
      changes: ["added b", "added c", "added d", "added e", "added f"],
      ...none,
      patched: null,
    },
  ]);
});

test("a file that moved while it was missing is a rename when the others are back", async () => {
  const { f, ...rest } = six;
  const [, end] = await plan(six, { a: "a" }, { ...rest, "new/f": f });
  expect(end).toMatchObject({ changes: ["renamed new/f"], patched: 5 });
});

test("a gap in a gap ends by itself", async () => {
  const more = { g: "g", h: "h", i: "i", j: "j", k: "k" };
  const { b, ...others } = six;
  expect(b).toBe("b");
  const tasks = await plan(
    { ...six, ...more },
    { a: "a", ...more },
    { a: "a" },
    { a: "a", ...more },
    {
      ...others,
      ...more,
    },
  );
  expect(
    tasks.map(({ changes, missing, returned }) => [changes, missing.length, returned.length]),
  ).toEqual([
    [[], 5, 0],
    [[], 5, 0],
    [[], 0, 5],
    [["- b"], 0, 4],
  ]);
});
