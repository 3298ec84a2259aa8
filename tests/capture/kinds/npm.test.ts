import { expect, it } from "vitest";

import { takeSnapshot } from "../../../src/capture/kinds/npm.ts";

const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
const histories = [
  {
    name: "@harbour/boat",
    times: new Map([["1.0.0", day("2026-03-01")]]),
    releases: [{ version: "1.0.0" }],
  },
  {
    name: "log",
    times: new Map([
      ["0.1.0", day("2026-01-01")],
      ["0.2.0", day("2026-02-01")],
    ]),
    releases: [{ version: "0.1.0" }, { version: "0.2.0" }],
  },
];

it("leaves out a package that had no version yet", () => {
  const files = takeSnapshot(histories, day("2026-02-15"));
  expect([...files.keys()]).toEqual(["index.md", "packages/log.md"]);
  expect(files.get("index.md")).not.toContain("boat");
  expect(files.get("packages/log.md")).toContain("Version: 0.2.0");
});

it("gives each package its file, scoped ones in a folder", () => {
  const files = takeSnapshot(histories, day("2026-03-01"));
  expect([...files.keys()]).toEqual(["index.md", "packages/@harbour/boat.md", "packages/log.md"]);
});
