import { expect, test } from "vitest";
import type { ChangeFacts, PairFacts, Snapshot } from "../../../src/model.ts";
import { listSteps } from "../../../src/pipeline/versions/list-steps.ts";
import { makeChange, makePair } from "../../site/facts.ts";

const stamps = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"];

/** Snapshots of these paths. */
function makeSnapshots(...paths: readonly string[]): Snapshot[] {
  return paths.map((names, index) => ({
    stamp: stamps[index] ?? "",
    tree: new Map(
      names
        .split(" ")
        .filter(Boolean)
        .map((path) => [path, { hash: `${path}${String(index)}`, size: 1, mode: "100644" }]),
    ),
  }));
}

function pair(
  to: string,
  changes: readonly ChangeFacts[],
  told: Partial<PairFacts> = {},
): PairFacts {
  return { ...makePair("", to, changes), ...told };
}

const renamed = (from: string, to: string) =>
  makeChange(to, { kind: "renamed", previousPath: from, similarity: 1 });
const tell = (...given: Parameters<typeof listSteps>) =>
  Object.fromEntries(
    listSteps(...given).map(({ path, steps }) => [
      path,
      steps
        .map(({ letter, snapshot, from, to }) =>
          [letter, snapshot, from && `<${from.path}${String(from.version)}`, to && `>${to}`]
            .filter((part) => part !== null)
            .join(""),
        )
        .join(" "),
    ]),
  );

test("versions, a removal, and what is added again", () => {
  const snapshots = makeSnapshots("a b", "a", "a b");
  const pairs = [
    pair("2026-01-02", [makeChange("a"), makeChange("b", { kind: "removed" })]),
    pair("2026-01-03", [makeChange("b", { kind: "added" })]),
  ];
  expect(tell(snapshots, pairs)).toEqual({ a: "v0 v1", b: "v0 r1 v2" });
});

test("a gap, what is back from it as it was or changed, and what is not", () => {
  const snapshots = makeSnapshots("a b c", "", "a b");
  const pairs = [
    pair("2026-01-02", [], { missing: ["a", "b", "c"] }),
    pair("2026-01-03", [makeChange("b"), makeChange("c", { kind: "removed" })], {
      returned: ["a", "b"],
      notBack: ["c"],
    }),
  ];
  expect(tell(snapshots, pairs)).toEqual({ a: "v0 m1 b2", b: "v0 m1 v2", c: "v0 m1 r2" });
});

test("a new name tells where it came from, the old one where it went", () => {
  const snapshots = makeSnapshots("a", "b", "b a");
  const pairs = [
    pair("2026-01-02", [renamed("a", "b")]),
    pair("2026-01-03", [makeChange("a", { kind: "added" })]),
  ];
  expect(tell(snapshots, pairs)).toEqual({ a: "v0 n1>b v2", b: "v1<a1" });
});

test("names that are swapped, and a name that another file takes", () => {
  const snapshots = makeSnapshots("a b", "a b", "a b c");
  const pairs = [
    pair("2026-01-02", [renamed("a", "b"), renamed("b", "a")]),
    pair("2026-01-03", [renamed("a", "c"), makeChange("a", { kind: "added" })]),
  ];
  expect(tell(snapshots, pairs)).toEqual({ a: "v0 v1<b1 v2", b: "v0 v1<a1", c: "v2<a2" });
});
