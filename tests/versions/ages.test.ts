import { expect, test } from "vitest";

import { findAges } from "../../src/versions/ages.ts";
import { findIndexedFile } from "../../src/versions/read-index.ts";
import type { VersionStore } from "../../src/versions/store.ts";
import { makeStore } from "./make-store.ts";

/** The ages as day, file and anchor, a line each. */
async function tell(store: VersionStore, path: string, version: number, alike = false) {
  const file = findIndexedFile(store.index, path);
  if (!file) throw new Error(`There is no ${path}.`);
  const ages = await findAges(store, file, version, { alike });
  return ages.map(({ at, path, anchor }) => `${at.slice(8)} ${path} ${anchor ?? "-"}`);
}

test("a line is as old as the change that put it there", async () => {
  const store = makeStore({
    a: ["one\ntwo\n", "one\nnew\ntwo\n", "one\nnew\n", "two\none\nnew\n"],
  });
  expect(await tell(store, "a", 1)).toEqual(["01 a -", "01 a -"]);
  expect(await tell(store, "a", 2)).toEqual(["01 a -", "02 a c1", "01 a -"]);
  expect(await tell(store, "a", 4)).toEqual(["04 a c3", "01 a -", "02 a c1"]);
});

test("ages outlive a gap and a new name, and no removal", async () => {
  const store = makeStore({
    a: [
      "one\n",
      { state: "missing" },
      "one\ntwo\n",
      { to: "b" },
      "other\n",
      { state: "removed" },
      "other\n",
    ],
    b: [null, null, null, { text: "one\ntwo\nthree\n", from: "a" }],
  });
  expect(await tell(store, "a", 2)).toEqual(["01 a -", "03 a c2"]);
  expect(await tell(store, "b", 1)).toEqual(["01 a -", "03 a c2", "04 b c3"]);
  expect(await tell(store, "a", 3)).toEqual(["05 a c4"]);
  expect(await tell(store, "a", 4)).toEqual(["07 a c6"]);
});

test("two files that swap names time after time take their ages along", async () => {
  const swaps = Array.from({ length: 40 }, (_, day) => day);
  const text = (name: string) => `of ${name}\n`;
  const turn = (own: string, other: string, day: number) =>
    day === 0
      ? text(own)
      : { text: text(day % 2 === 0 ? own : other), from: other === "b" ? "b" : "a" };
  const store = makeStore({
    a: swaps.map((day) => turn("a", "b", day)),
    b: swaps.map((day) => turn("b", "a", day)),
  });
  expect(await tell(store, "a", 40)).toEqual(["01 b -"]);
});

test("with alike, lines that were laid out in another way or moved keep their age", async () => {
  const store = makeStore({
    a: ["- one\n- two\n", { text: "* one\n- two\nthree\n", alike: [[0, 0, 1]] }],
  });
  expect(await tell(store, "a", 2)).toEqual(["02 a c1", "01 a -", "02 a c1"]);
  expect(await tell(store, "a", 2, true)).toEqual(["01 a -", "01 a -", "02 a c1"]);
});

test("with alike, lines that came from other files keep their age, through files that are gone", async () => {
  const store = makeStore({
    a: ["one\ntwo\n", "one\n"],
    b: [
      "x\n",
      { text: "x\ntwo\n", moved: [{ path: "a", runs: [[1, 1, 1]] }] },
      { state: "removed" },
    ],
    c: [null, null, { text: "two\nc\n", moved: [{ path: "b", runs: [[0, 1, 1]] }] }, "two\nc\nd\n"],
  });
  expect(await tell(store, "c", 2)).toEqual(["03 c c2", "03 c c2", "04 c c3"]);
  expect(await tell(store, "c", 2, true)).toEqual(["01 a -", "03 c c2", "04 c c3"]);
});

test("lines that a renamed file lost are as old as they were under its old name", async () => {
  const store = makeStore({
    old: ["one\n", "one\ntwo\n", { to: "new" }],
    new: [null, null, { text: "one\n", from: "old" }],
    other: [null, null, { text: "two\n", moved: [{ path: "new", runs: [[0, 1, 1]] }] }],
  });
  expect(await tell(store, "other", 1, true)).toEqual(["02 old c1"]);
});

test("a line that wanders on through more files than are looked at is as old as it is where that ends", async () => {
  const wander = Array.from({ length: 40 }, (_, day) => [
    `f${String(day)}`,
    [
      ...Array.from({ length: day }, () => null),
      day === 0
        ? "line\n"
        : { text: "line\n", moved: [{ path: `f${String(day - 1)}`, runs: [[0, 0, 1]] as const }] },
      { state: "removed" as const },
    ],
  ]);
  const store = makeStore(Object.fromEntries(wander) as Parameters<typeof makeStore>[0]);
  expect(await tell(store, "f20", 1, true)).toEqual(["01 f0 -"]);
  expect((await tell(store, "f39", 1, true))[0]).toMatch(/^\d\d f15 c15$/);
});
