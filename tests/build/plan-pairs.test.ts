import { expect, test } from "vitest";
import { hashContent } from "../../src/archive/hash-content.ts";
import type { ReadSnapshots } from "../../src/archive/open-archive.ts";
import type { ContentPlace } from "../../src/archive/content.ts";
import { planPairs } from "../../src/build/plan-pairs.ts";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Snapshots a day apart from `path: text` of each. */
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
        return [name, { hash, size: text.length, mode: "100644" as const }];
      }),
    ),
  }));
  return { snapshots, places };
}

async function plan(...trees: Record<string, string>[]) {
  const tasks = await planPairs(readSnapshots(...trees), {
    cacheFolder: "",
    maker: "",
    gap: { files: 5, share: 0.2 },
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

test("a change knows the version before the last", async () => {
  const tasks = await planPairs(readSnapshots({ a: "1" }, { a: "2" }, { a: "3" }), {
    cacheFolder: "",
    maker: "",
    gap: { files: 5, share: 0.2 },
  });
  expect(tasks[0]?.before.get("a")).toBeUndefined();
  expect(tasks[1]?.before.get("a")).toEqual({
    hash: hashContent(Buffer.from("1")),
    stamp: "2026-01-01",
  });
});
