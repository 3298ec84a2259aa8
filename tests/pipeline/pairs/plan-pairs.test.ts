import { expect, test } from "vitest";
import { planPairs } from "../../../src/pipeline/pairs/plan-pairs.ts";
import { writeSnapshots } from "./write-snapshots.ts";

async function plan(...trees: Record<string, string>[]) {
  const tasks = await planPairs(writeSnapshots(...trees), {
    cacheFolder: "",
    codeHash: "",
    gap: { files: 5, share: 0.2, snapshots: 3 },
    noise: [],
  });
  return tasks.map((task) => ({
    to: task.to,
    changes: task.changes.map((change) =>
      change.kind === "removed" ? `- ${change.from.path}` : `${change.kind} ${change.to.path}`,
    ),
    missing: task.missing,
    returned: task.returned,
    notBack: task.notBack,
    patched: task.patched?.length ?? null,
  }));
}

const six = { a: "a", b: "b", c: "c", d: "d", e: "e", f: "f" };

test("pairs in which nothing happened are no tasks", async () => {
  expect(await plan(six, six, { ...six, a: "A" })).toEqual([
    {
      to: "2026-01-03",
      changes: ["modified a"],
      missing: [],
      returned: [],
      notBack: [],
      patched: null,
    },
  ]);
});

test("a gap is no removal, and what comes back is compared with its last known text", async () => {
  expect(await plan(six, { a: "A" }, { ...six, a: "A", b: "B" })).toEqual([
    {
      to: "2026-01-02",
      changes: ["modified a"],
      missing: ["b", "c", "d", "e", "f"],
      returned: [],
      notBack: [],
      patched: 6,
    },
    {
      to: "2026-01-03",
      changes: ["modified b"],
      missing: [],
      returned: ["b", "c", "d", "e", "f"],
      notBack: [],
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

test("what is not back when most files are is removed on that day, and an open gap says nothing", async () => {
  const tasks = await plan(six, { a: "a" }, { a: "a", b: "b", c: "c", d: "d" });
  expect(
    tasks.map(({ changes, missing, returned, notBack }) => [
      changes,
      missing.length,
      returned,
      notBack,
    ]),
  ).toEqual([
    [[], 5, [], []],
    [["- e", "- f"], 0, ["b", "c", "d"], ["e", "f"]],
  ]);
  expect(await plan(six, { a: "a" }, { a: "a" })).toHaveLength(1);
});

test("a file or two that are back end no gap; too many snapshots without the others do", async () => {
  const two = { a: "a", b: "b" };
  const tasks = await plan(six, { a: "a" }, two, two, { ...two, c: "C" });
  expect(
    tasks.map(({ to, changes, returned, patched }) => [to, changes, returned, patched]),
  ).toEqual([
    ["2026-01-02", [], [], 5],
    ["2026-01-03", [], ["b"], 1],
    // Nothing happened to the bytes.
    ["2026-01-04", ["- c", "- d", "- e", "- f"], [], 0],
    ["2026-01-05", ["added c"], [], null],
  ]);
});

test("what comes back by another name is renamed", async () => {
  const moved = { a: "a", b: "b", c: "c", d: "d", "docs/e": "e" };
  const tasks = await plan(six, { a: "a" }, moved);
  expect(tasks.at(-1)?.changes).toEqual(["renamed docs/e", "- f"]);
});

test("of any history, each file's events tell its presence, and later snapshots change no earlier pair", async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const names = Array.from({ length: 12 }, (_, index) => `f${String(index)}`);
  for (let round = 0; round < 60; round += 1) {
    const trees = Array.from({ length: 9 }, () => {
      const lost = [0, 1, 6, 11][random(4)] ?? 0;
      return Object.fromEntries(
        names.filter(() => random(12) >= lost).map((name) => [name, `text of ${name}`]),
      );
    });
    const tasks = await plan(...trees);
    expect(await plan(...trees.slice(0, 6))).toEqual(tasks.filter(({ to }) => to <= "2026-01-06"));
    expect(tell(trees)).toEqual(
      tasks.map(({ to, changes, missing, returned }) => ({
        to,
        removed: changes
          .filter((change) => change.startsWith("-"))
          .map((change) => change.slice(2)),
        added: changes
          .filter((change) => change.startsWith("added"))
          .map((change) => change.slice(6)),
        missing: missing.toSorted(),
        returned: returned.toSorted(),
      })),
    );
  }
});

/** The rules once more, told file by file: the day on which each went missing is all that it keeps. */
function tell(trees: readonly Record<string, string>[]) {
  const wentMissing = new Map<string, number>();
  const gapFiles = new Map<number, readonly string[]>();
  const firstBack = new Map<string, number>();
  const events = [];
  for (const [day, tree] of trees.entries()) {
    const last = trees[day - 1];
    if (!last) continue;
    const isHere = (name: string) => name in tree;
    const returned = [...wentMissing.keys()].filter(isHere);
    for (const name of returned) {
      firstBack.set(`${name} of ${String(wentMissing.get(name))}`, day);
      wentMissing.delete(name);
    }
    const givenUp = [...wentMissing].filter(([, began]) => {
      const lost = gapFiles.get(began) ?? [];
      const back = lost.filter((name) => firstBack.has(`${name} of ${String(began)}`));
      return back.length >= lost.length / 2 || day - began === 2;
    });
    for (const [name] of givenUp) wentMissing.delete(name);
    const vanished = Object.keys(last).filter((name) => !isHere(name));
    const added = Object.keys(tree).filter((name) => !(name in last) && !returned.includes(name));
    const known = Object.keys(last).length + returned.length;
    const isGap =
      vanished.length >= 5 && vanished.length >= 0.2 * known && added.length < vanished.length;
    if (isGap) {
      gapFiles.set(day, vanished);
      for (const name of vanished) wentMissing.set(name, day);
    }
    const removed = [...givenUp.map(([name]) => name), ...(isGap ? [] : vanished)];
    const missing = isGap ? vanished : [];
    if (removed.length + added.length + missing.length + returned.length === 0) continue;
    events.push({
      to: `2026-01-0${String(day + 1)}`,
      removed: removed.toSorted(),
      added: added.toSorted(),
      missing: missing.toSorted(),
      returned: returned.toSorted(),
    });
  }
  return events;
}
