/**
 * `node tests/markdown/soundness/check-pairs.ts DIR... [--edits 5000] [--seed 1]`: tries what is folded in all
 * pairs that `npm run bench:pairs` wrote into the folders, and in edits that are made up. Exits 1 where a
 * reader sees a difference.
 */
import path from "node:path";
import { parseArgs } from "node:util";

import { createRandom } from "../../../scripts/bench/random.ts";
import { readPairs } from "../../../scripts/bench/pairs.ts";
import type { Dialect } from "../../../src/model.ts";
import { dialectOf } from "../../../src/render/highlight/languages.ts";
import { findFault } from "./find-fault.ts";
import { makeEdit } from "./make-edits.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { edits: { type: "string", default: "0" }, seed: { type: "string", default: "1" } },
});

for (const folder of positionals) {
  const tally = createTally();
  for (const pair of readPairs(folder)) {
    const [from, to] = [pair.oldBytes, pair.newBytes].map((bytes) =>
      new TextDecoder().decode(bytes),
    );
    await tally.add(pair.id, from ?? "", to ?? "", dialectOf(pair.path), pair.path);
  }
  tally.tell(folder);
}

const tally = createTally();
const random = createRandom(Number(values.seed));
const draw = (below: number) => Math.floor(random() * below);
for (let left = Number(values.edits); left > 0; left--) {
  const { from, to } = makeEdit(draw);
  for (const dialect of ["markdown", "mdx"] as const) {
    await tally.add(JSON.stringify({ from, to }), from, to, dialect);
  }
}
tally.tell("edits");

function createTally() {
  const seen = { pairs: 0, withFolds: 0, folded: 0, layout: 0, faults: 0 };
  return {
    add: async (name: string, from: string, to: string, dialect: Dialect, file?: string) => {
      const { folded, layout, fault } = await findFault(from, to, dialect, file);
      seen.pairs += 1;
      seen.folded += folded;
      seen.layout += layout;
      if (folded > 0) seen.withFolds += 1;
      if (fault === null) return;
      seen.faults += 1;
      process.exitCode = 1;
      console.log(name, dialect, fault);
    },
    tell: (name: string) => {
      console.log(path.basename(name), seen);
    },
  };
}
