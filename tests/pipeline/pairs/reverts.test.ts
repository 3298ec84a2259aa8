import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serialize } from "node:v8";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openCache } from "../../../src/archive/cache.ts";
import { openContentReader } from "../../../src/archive/content.ts";
import { beginHistory } from "../../../src/kinds/history.ts";
import { noVersions } from "../../../src/kinds/reverts.ts";
import { isRevert } from "../../../src/pipeline/pairs/compare-earlier.ts";
import { comparePair, readOpenFiles } from "../../../src/pipeline/pairs/compare-pair.ts";
import { choosePlaces, planPairs } from "../../../src/pipeline/pairs/plan-pairs.ts";
import { openTrace } from "../../../src/pipeline/pairs/trace-kinds.ts";
import { type Texts, writeSnapshots } from "./write-snapshots.ts";

const gap = { files: 3, share: 0.2, snapshots: 5 };

/** Of each pair, by its day of January: which files are back as on which day, and for how manieth time. */
async function trace(
  trees: readonly Texts[],
  cacheFolder = mkdtempSync(path.join(tmpdir(), "tidemark-reverts-")),
): Promise<Record<string, string[]>> {
  const read = writeSnapshots(...trees);
  const cache = openCache(cacheFolder);
  const reader = openContentReader();
  const tasks = await planPairs(read, { cacheFolder, codeHash: "", gap, noise: [] });
  const opened = openTrace(tasks, "first", {
    cache,
    begin(key) {
      const known = { history: beginHistory(new Map()), versions: noVersions };
      cache.write("history", key, serialize(known));
      return Promise.resolve();
    },
    async readOpen(task) {
      const known = readOpenFiles(cache, task.key);
      if (known) return known;
      comparePair(task, await reader.readAll(task.places), { cache, deflate: deflateSync });
      return readOpenFiles(cache, task.key) ?? [];
    },
    async isRevert({ hashes, changedLines }, { hash }) {
      const wanted = [hash, hashes.new ?? ""];
      const contents = await reader.readAll(choosePlaces(wanted, read.places));
      const [earlier = new Uint8Array(), now = new Uint8Array()] = wanted.map((it) =>
        contents.get(it),
      );
      return isRevert(earlier, now, changedLines);
    },
  });
  const found: Record<string, string[]> = {};
  for (const [index, { to }] of tasks.entries()) {
    const { kinds } = opened.readKnown(index) ?? (await opened.find(index));
    const told = kinds.flatMap(({ path, revert }) =>
      revert
        ? [
            `${path} as on ${dayOf(revert.stamp)}, not ${nameChange(revert.replacedBy)}, ${String(revert.times)}x`,
          ]
        : [],
    );
    if (told.length > 0) found[dayOf(to)] = told;
  }
  return found;
}

function dayOf(stamp: string): string {
  return String(Number(stamp.slice(8)));
}

function nameChange({ to, path }: { readonly to: string; readonly path: string }): string {
  return `${path} of ${dayOf(to)}`;
}

/** Texts of one file, a day each. */
function days(...texts: readonly string[]): Texts[] {
  return texts.map((text) => ({ "a.md": text }));
}

/** A text of twenty lines, each with its number; some are others. */
function makeText(word: string, others: Readonly<Record<number, string>> = {}): string {
  return Array.from({ length: 20 }, (_, at) => `${others[at] ?? `${word} ${String(at)}`}\n`).join(
    "",
  );
}

const tides = makeText("Tides");
const moons = makeText("Moons");

describe("a change brings back", () => {
  test("the version before the last", async () => {
    expect(await trace(days(tides, moons, tides))).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
    });
  });

  test("any earlier version, on the last day that had it", async () => {
    expect(await trace(days(tides, tides, moons, makeText("Storms"), tides))).toEqual({
      5: ["a.md as on 2, not a.md of 3, 1x"],
    });
  });

  test("one that was edited meanwhile, the nearest", async () => {
    const edited = makeText("Tides", { 4: "Edited.", 5: "Once." });
    const again = makeText("Tides", { 4: "Edited.", 5: "Twice." });
    expect(await trace(days(tides, edited, moons, again))).toEqual({
      4: ["a.md as on 2, not a.md of 3, 1x"],
    });
  });

  test("a text that lost a paragraph of yesterday", async () => {
    expect(await trace(days(tides, `${tides}\nNew.\n`, tides))).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
    });
  });

  test("a text whose order of lines had changed", async () => {
    const turned = tides
      .split(/(?<=\n)/)
      .toReversed()
      .join("");
    const edited = makeText("Tides", { 4: "Edited." });
    expect(await trace(days(tides, turned, edited))).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
    });
  });

  test("a file that was removed", async () => {
    const rest = { "z.md": "Rest.\n" };
    const edited = makeText("Tides", { 4: "Edited." });
    expect(await trace([{ ...rest, "a.md": tides }, rest, { ...rest, "a.md": edited }])).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
    });
  });

  test("a text with other line ends", async () => {
    const edited = makeText("Tides", { 4: "Edited." }).replaceAll("\n", "\r\n");
    expect(await trace(days(tides, moons, edited))).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
    });
    const back = makeText("Tides", { 4: "Edited." });
    expect(await trace(days(tides, tides.replaceAll("\n", "\r\n"), back))).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
    });
  });

  test("a text under another name, and one whose name is back too", async () => {
    const [half, whole] = [makeText("Tides", { 3: "x", 4: "y", 5: "z" }), tides];
    expect(await trace([{ "a.md": whole }, { "b.md": half }, { "a.md": whole }])).toEqual({
      3: ["a.md as on 1, not b.md of 2, 1x"],
    });
    expect(
      await trace([{ "a.md": whole }, { "b.md": whole }, { "b.md": moons }, { "b.md": whole }]),
    ).toEqual({ 4: ["b.md as on 2, not b.md of 3, 1x"] });
  });

  test("a file that was in a gap meanwhile, as on the last day that had it", async () => {
    const rest = { w: "w", x: "x", y: "y" };
    const tree = (text: string) => ({ ...rest, "a.md": text });
    expect(await trace([tree(tides), { w: "w" }, tree(moons), tree(tides)])).toEqual({
      4: ["a.md as on 1, not a.md of 3, 1x"],
    });
  });

  test("a binary file, if byte for byte", async () => {
    expect(await trace(days("\0one", "\0two", "\0one", "\0three", "\0TWO"))).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
    });
  });
});

describe("a change brings nothing back", () => {
  test("that edits, or only goes on", async () => {
    const edits = [1, 2, 3, 4].map((at) => makeText("Tides", { [at]: "Edited." }));
    expect(await trace(days(tides, `${tides}One.\n`, `${tides}One.\nTwo.\n`))).toEqual({});
    expect(await trace(days(tides, moons, ...edits.slice(0, 1), moons.replace("3", "4")))).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
      4: ["a.md as on 2, not a.md of 3, 2x"],
    });
    expect(await trace(days("1\n", "2\n", "3\n", "4\n"))).toEqual({});
  });

  test("that only cuts down what an earlier version had too", async () => {
    expect(await trace(days(tides, `${tides}${moons}`, makeText("Tides").slice(0, 40)))).toEqual(
      {},
    );
  });

  test("in a name that is taken anew", async () => {
    const [b, c] = [{ "b.md": moons }, { "a.md": makeText("Storms") }];
    const trees = [
      { "a.md": tides },
      { "a.md": moons },
      b,
      { ...b, ...c },
      { ...b, "a.md": tides },
    ];
    expect(await trace(trees)).toEqual({});
  });

  test("that gives it other line ends", async () => {
    expect(await trace(days(moons, tides, tides.replaceAll("\n", "\r\n")))).toEqual({});
  });
});

describe("times are counted", () => {
  test("while versions take turns, edited or not", async () => {
    const [a, b] = [
      (at: number) => makeText("Tides", { [at]: "E" }),
      (at: number) => makeText("Moons", { [at]: "E" }),
    ];
    const found = await trace(days(a(1), b(1), a(2), b(2), b(3), a(4), b(5)));
    expect(
      Object.values(found)
        .flat()
        .map((told) => told.slice(-2)),
    ).toEqual(["1x", "2x", "3x", "4x"]);
    expect(Object.keys(found)).toEqual(["3", "4", "6", "7"]);
  });

  test("anew where the file has gone on since", async () => {
    const [storms, rain] = [makeText("Storms"), makeText("Rain")];
    const found = await trace(days(tides, moons, tides, storms, rain, storms));
    expect(found).toEqual({
      3: ["a.md as on 1, not a.md of 2, 1x"],
      6: ["a.md as on 4, not a.md of 5, 1x"],
    });
  });
});

/** Days on which two or three versions take turns, with small edits. */
const histories = fc
  .array(fc.record({ route: fc.nat(2), edit: fc.nat(19), edits: fc.boolean() }), {
    minLength: 3,
    maxLength: 14,
  })
  .map((steps) => {
    const edits: Record<number, string> = {};
    return steps.map(({ route, edit, edits: isEdit }, day) => {
      if (isEdit) edits[edit] = `Edited on ${String(day)}.`;
      const lines = Array.from({ length: 30 }, (_, at) => edits[at] ?? `Line ${String(at)}`);
      return lines.map((line) => `${["- ", "  * ", "> "][route] ?? ""}${line}\n`).join("");
    });
  });

test("of any history the nearest is found, and later snapshots change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (texts) => {
      const all = await trace(days(...texts));
      const until = await trace(days(...texts.slice(0, -2)));
      const known = Object.entries(all).filter(([day]) => Number(day) <= texts.length - 2);
      expect(until).toEqual(Object.fromEntries(known));
      texts.forEach((text, at) => {
        const told = /as on (\d+)/.exec(all[String(at + 1)]?.[0] ?? "")?.[1];
        const found = told === undefined ? null : (texts[Number(told) - 1] ?? null);
        expect(describeChoice(texts, at, found), `${String(at + 1)}: ${text}`).toBe("right");
      });
    }),
    { numRuns: 60 },
  );
});

/** Whether `found` is what a comparison with all earlier texts, line by line in place, finds as well. */
function describeChoice(texts: readonly string[], at: number, found: string | null): string {
  const now = texts[at] ?? "";
  const before = texts[at - 1];
  if (before === undefined || before === now) return found === null ? "right" : "nothing changed";
  const raw = countOther(before, now);
  const earlier = texts.slice(0, at - 1).filter((text) => text !== before);
  const least = Math.min(...earlier.map((text) => countOther(text, now)));
  if (2 * least > raw) return found === null ? "right" : "none is near";
  if (found === null) return "not found";
  return countOther(found, now) === least ? "right" : "another one is nearer";
}

function countOther(one: string, other: string): number {
  const lines = other.split("\n");
  return one.split("\n").filter((line, at) => line !== lines[at]).length;
}

test("a cache that has lost some of what it knew finds the same", async () => {
  const texts = Array.from({ length: 150 }, (_, at) =>
    makeText(at % 3 === 0 ? "Tides" : "Moons", { [at % 20]: `Of ${String(at)}.` }),
  );
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-reverts-"));
  const stamped = days(...texts).slice(0, 31);
  const whole = await trace(stamped, folder);
  expect(Object.keys(whole).length).toBeGreaterThan(15);
  for (const kind of ["history", "kinds"]) {
    expect(readdirSync(path.join(folder, kind)).length).toBeGreaterThan(0);
    rmSync(path.join(folder, kind), { recursive: true });
    expect(await trace(stamped, folder)).toEqual(whole);
  }
  expect(await trace(stamped.toSpliced(9, 1), folder)).toEqual(
    await trace(stamped.toSpliced(9, 1)),
  );
});
