import { describe, expect, it } from "vitest";

import { chooseRelease, compareVersions } from "../../../src/capture/npm/choose-release.ts";

const day = (date: string) => Date.parse(`${date}T00:00:00Z`);

const times = new Map([
  ["1.9.0", day("2026-01-01")],
  ["1.10.0", day("2026-02-01")],
  ["2.0.0-beta.1", day("2026-02-02")],
  ["2.0.0", day("2026-04-01")],
  // A fix of the old line that came after the new one.
  ["1.10.1", day("2026-05-01")],
]);
// The registry's order is no order to rely on.
const releases = ["2.0.0", "1.10.0", "2.0.0-beta.1", "1.9.0", "1.10.1", "3.0.0"].map((version) => ({
  version,
}));

describe("chooseRelease", () => {
  it.each([
    ["2025-12-31", null],
    ["2026-01-01", "1.9.0"],
    ["2026-02-01", "1.10.0"],
    ["2026-03-01", "1.10.0"],
    ["2026-04-01", "2.0.0"],
    ["2026-06-01", "2.0.0"],
  ])("on %s chooses %s", (date, version) => {
    expect(chooseRelease(releases, times, day(date))?.version ?? null).toBe(version);
  });

  it("tells when the registry got the version", () => {
    expect(chooseRelease(releases, times, day("2026-03-01"))?.time).toBe(day("2026-02-01"));
  });
});

describe("compareVersions", () => {
  it("compares number by number", () => {
    const versions = ["10.0.0", "2.0.0", "2.0.10", "2.0.9", "2.10.0", "2.9.9"];
    expect(versions.sort(compareVersions)).toEqual([
      "2.0.0",
      "2.0.9",
      "2.0.10",
      "2.9.9",
      "2.10.0",
      "10.0.0",
    ]);
    expect(compareVersions("1.2.3", "1.2.3")).toBe(0);
  });
});
