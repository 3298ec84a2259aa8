import { expect, it } from "vitest";

import { formatPackage } from "../../../src/capture/npm/package-page.ts";

const time = Date.parse("2026-05-21T23:59:00Z");

it("writes a package's facts, tables and entry points", () => {
  const page = formatPackage({
    name: "@harbour/boat",
    release: {
      version: "2.1.0",
      time,
      engines: { npm: ">=9", node: "^20.19.0 || >=22.12.0" },
      dependencies: { oar: "^1.0.0", hull: "~3.2" },
      peerDependencies: { sail: ">=4", anchor: "^7.0.0 || ^8.0.0" },
      peerDependenciesMeta: { sail: { optional: true } },
      exports: { ".": { types: "./boat.d.ts", default: "./boat.js" } },
      main: "boat.cjs",
      bin: { row: "./row.js" },
      "dist.unpackedSize": 123456,
    },
  });
  expect(page).toBe(`# @harbour/boat

- Version: 2.1.0
- Date: 2026-05-21
- Engines: \`node ^20.19.0 || >=22.12.0\`, \`npm >=9\`
- Unpacked size: 123,456 bytes

## Dependencies

| Package  | Range    |
| -------- | -------- |
| \`hull\`   | \`~3.2\`   |
| \`oar\`    | \`^1.0.0\` |

## Peer dependencies

| Package  | Range                | Needed   |
| -------- | -------------------- | -------- |
| \`anchor\` | \`^7.0.0 \\|\\| ^8.0.0\` | required |
| \`sail\`   | \`>=4\`                | optional |

## Entry points

\`\`\`json
{
  "exports": {
    ".": {
      "types": "./boat.d.ts",
      "default": "./boat.js"
    }
  },
  "bin": {
    "row": "./row.js"
  }
}
\`\`\`
`);
});

it("shows the older fields where there are no exports", () => {
  const release = { version: "1.0.0", time, main: "raft.js", types: "raft.d.ts", bin: "float.js" };
  expect(formatPackage({ name: "raft", release })).toContain(`## Entry points

\`\`\`json
{
  "main": "raft.js",
  "types": "raft.d.ts",
  "bin": "float.js"
}
\`\`\`
`);
});

it("says what there is none of", () => {
  expect(formatPackage({ name: "log", release: { version: "0.1.0", time } })).toBe(`# log

- Version: 0.1.0
- Date: 2026-05-21
- Engines: none named

## Dependencies

None.

## Peer dependencies

None.

## Entry points

None.
`);
});
