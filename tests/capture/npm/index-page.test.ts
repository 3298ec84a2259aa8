import { expect, it } from "vitest";

import { formatIndex } from "../../../src/capture/npm/index-page.ts";

const time = Date.parse("2026-05-21T06:00:00Z");
const boat = {
  name: "boat",
  release: {
    version: "2.1.0",
    time,
    engines: { node: "^20 || >=22" },
    dependencies: { oar: "^1.0.0", hull: "~3.2" },
    peerDependencies: { sail: ">=4" },
  },
};
const log = { name: "log", release: { version: "0.1.0", time } };

it("compares packages", () => {
  expect(formatIndex([boat, log])).toBe(`# Packages compared

The highest stable version of each package at the time of the snapshot.

| Package  | Version  | Date         | Node.js          | Dependencies |    Peers |
| -------- | -------- | ------------ | ---------------- | -----------: | -------: |
| boat     | 2.1.0    | 2026-05-21   | \`^20 \\|\\| >=22\`  |            2 |        1 |
| log      | 0.1.0    | 2026-05-21   | —                |            0 |        0 |
`);
});

it("has a column of sizes where the registry serves any", () => {
  const sized = { name: "raft", release: { version: "1.0.0", time, "dist.unpackedSize": 4096 } };
  const [header, , raft, short] = formatIndex([sized, log]).split("\n").slice(4);
  expect(header).toMatch(/\| +Unpacked bytes \|$/);
  expect(raft).toMatch(/\| +4,096 \|$/);
  expect(short).toMatch(/\| +— \|$/);
});

it("says when there is no package yet", () => {
  expect(formatIndex([])).toMatch(/\nNone\.\n$/);
});
