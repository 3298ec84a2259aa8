import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import { createRandom } from "../../../scripts/bench/random.ts";
import { dialectOf } from "../../../src/render/highlight/languages.ts";
import { findFault } from "./find-fault.ts";
import { makeEdit } from "./make-edits.ts";

test("of small edits, what is folded is read alike", async () => {
  const folder = path.join(import.meta.dirname, "../../fixtures/small-edits");
  const faults: string[] = [];
  let folded = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const [file = ""] = readdirSync(path.join(folder, entry.name, "new"));
    const [from, to] = ["old", "new"].map((side) =>
      readFileSync(path.join(folder, entry.name, side, file), "utf8"),
    );
    const found = await findFault(from ?? "", to ?? "", dialectOf(file), file);
    folded += found.folded;
    if (found.fault) faults.push(entry.name);
  }
  expect(faults).toEqual([]);
  expect(folded).toBeGreaterThan(30);
});

test("of edits where blanks, signs and tags hurt, what is folded is read alike", async () => {
  const random = createRandom(7);
  const faults: unknown[] = [];
  let folded = 0;
  for (let run = 0; run < 600; run++) {
    const { from, to } = makeEdit((below) => Math.floor(random() * below));
    for (const dialect of ["markdown", "mdx"] as const) {
      const found = await findFault(from, to, dialect);
      folded += found.folded;
      if (found.fault) faults.push({ dialect, from, to, fault: found.fault });
    }
  }
  expect(faults).toEqual([]);
  expect(folded).toBeGreaterThan(100);
});
