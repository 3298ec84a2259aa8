import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, type Taken } from "../../../src/capture/snapshot/decide.ts";
import type { FileEntry, Tree } from "../../../src/model.ts";

const entry = (hash: string): FileEntry => ({ hash, size: 1, mode: "100644" });
const tree = (files: Record<string, string>): Tree =>
  new Map(Object.entries(files).map(([path, hash]) => [path, entry(hash)]));
const taken = (files: Record<string, string>, more: Partial<Taken> = {}): Taken => ({
  files: tree(files),
  arrivals: new Map(),
  gone: new Set(),
  failures: [],
  disallowed: [],
  whole: true,
  ...more,
});
const failed = (path: string) => ({ address: path, path, reason: "answers 500" });

test("a first snapshot is a change, an empty one is not", () => {
  expect(decide(null, taken({ a: "1" }), 0.2)).toMatchObject({ verdict: "changed", added: ["a"] });
  expect(decide(null, taken({}), 0.2).verdict).toBe("unchanged");
});

test("what failed is kept; what is gone or no longer named is removed", () => {
  const last = tree({ a: "1", b: "1", c: "1", d: "1" });
  const more = { failures: [failed("b")], gone: new Set(["c"]) };
  expect(decide(last, taken({ a: "2" }, more), 1)).toEqual({
    verdict: "changed",
    added: [],
    modified: ["a"],
    removed: ["c", "d"],
    kept: ["b"],
  });
  expect(decide(last, taken({ a: "2" }, { ...more, whole: false }), 1)).toMatchObject({
    removed: ["c"],
    kept: ["b", "d"],
  });
});

test("exactly the share may vanish, one more may not", () => {
  const last = tree({ a: "1", b: "1", c: "1", d: "1", e: "1" });
  const three = { a: "1", b: "1", c: "1" };
  expect(decide(last, taken({ ...three, d: "1" }), 0.2).verdict).toBe("changed");
  expect(decide(last, taken({ ...three, x: "1", y: "1" }), 0.2).verdict).toBe("refused");
});

test("a changed mode is a change", () => {
  const executable = new Map([["a", { ...entry("1"), mode: "100755" as const }]]);
  expect(decide(executable, taken({ a: "1" }), 0.2).modified).toEqual(["a"]);
});

test("nothing that failed ever vanishes, and every file of before is accounted for", () => {
  const name = fc.constantFrom(..."abcdefgh");
  fc.assert(
    fc.property(
      fc.dictionary(name, fc.constantFrom("1", "2")),
      fc.dictionary(name, fc.constantFrom("1", "2")),
      fc.uniqueArray(name),
      fc.boolean(),
      (before, now, failing, whole) => {
        const failures = failing.filter((path) => !(path in now)).map(failed);
        const decision = decide(tree(before), taken(now, { failures, whole }), 1);
        const lost = failures.filter(({ path }) => decision.removed.includes(path));
        expect(lost).toEqual([]);
        const after = new Set([...Object.keys(now), ...decision.kept]);
        for (const path of Object.keys(before)) {
          expect(after.has(path)).toBe(!decision.removed.includes(path));
        }
        if (!whole) expect(decision.removed).toEqual([]);
      },
    ),
    { seed: 6 },
  );
});
