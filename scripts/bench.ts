/**
 * `npm run bench -- --pairs DIR` or `npm run bench -- --rewrites [LINES] [--save DIR]`: renders every pair
 * fully and prints one JSON line; of files that were rewritten whole, which it makes itself, what each kind
 * takes as well. `--save` writes these as a folder for `--pairs`.
 */
import path from "node:path";
import { readArguments, refuseArguments } from "./arguments.ts";
import { makeRewrites } from "./bench/make-rewrites.ts";
import { measurePairs } from "./bench/measure-pairs.ts";
import { readPairs, writePairs } from "./bench/pairs.ts";
import { runCommand } from "./run-command.ts";

const usage =
  "npm run bench -- --pairs DIR; `npm run bench:pairs` makes such a folder. Or: npm run bench -- --rewrites [LINES] [--save DIR]";

await runCommand(async () => {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: {
      pairs: { type: "string" },
      rewrites: { type: "boolean", default: false },
      save: { type: "string" },
    },
  });
  if (!values.rewrites && values.pairs === undefined) {
    throw refuseArguments("--pairs is missing", usage);
  }
  const pairs = values.rewrites
    ? makeRewrites(parseLines(positionals[0] ?? "5000"))
    : readPairs(path.resolve(values.pairs ?? ""));
  if (values.save !== undefined) writePairs(path.resolve(values.save), pairs);
  const { runs, ...figures } = await measurePairs(pairs);
  if (values.rewrites) {
    for (const { id, ms } of runs) console.log(`${ms.toFixed(0).padStart(7)} ms  ${id}`);
  }
  console.log(JSON.stringify(figures));
});

function parseLines(text: string): number {
  const lines = Number(text);
  if (Number.isInteger(lines) && lines >= 1 && lines <= 1_000_000) return lines;
  throw refuseArguments(
    `--rewrites has the value “${text}”`,
    "how many lines each file has, such as 5000, or leave it out.",
  );
}
