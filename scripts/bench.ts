/**
 * `npm run bench -- --pairs DIR [--peers]` or `npm run bench -- --rewrites [LINES] [--save DIR]`: renders
 * every pair fully and prints one JSON line; of files that were rewritten whole, which it makes itself,
 * what each kind takes as well. `--save` writes these as a folder for `--pairs`.
 */
import path from "node:path";
import { readArguments, refuseArguments } from "./arguments.ts";
import { makeRewrites } from "./bench/make-rewrites.ts";
import { measurePeers } from "./bench/measure-peers.ts";
import { measureTidemark } from "./bench/measure-tidemark.ts";
import { readPairs, writePairs } from "./bench/pairs.ts";
import { runCommand } from "./run-command.ts";

const usage =
  "npm run bench -- --pairs DIR [--peers]; `npm run bench:pairs` makes such a folder. Or: npm run bench -- --rewrites [LINES] [--save DIR]";

await runCommand(async () => {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: {
      pairs: { type: "string" },
      peers: { type: "boolean", default: false },
      rewrites: { type: "boolean", default: false },
      save: { type: "string" },
    },
  });
  if (values.rewrites) {
    const pairs = makeRewrites(parseLines(positionals[0] ?? "5000"));
    if (values.save !== undefined) writePairs(path.resolve(values.save), pairs);
    const ours = await measureTidemark(pairs);
    for (const { id, ms } of ours.runs) console.log(`${ms.toFixed(0).padStart(7)} ms  ${id}`);
    print(ours);
    return;
  }
  if (values.pairs === undefined) {
    throw refuseArguments("--pairs is missing", usage);
  }
  const pairs = readPairs(path.resolve(values.pairs));
  const ours = await measureTidemark(pairs);
  print(ours);
  if (!values.peers) return;
  for (const theirs of await measurePeers(pairs)) {
    const times = theirs.totalMs / ours.totalMs;
    const bytes = ours.htmlBytes / theirs.htmlBytes;
    print({ ...theirs, slowerBy: round(times), oursInBytes: round(bytes) });
  }
});

function print(line: object): void {
  console.log(JSON.stringify({ ...line, runs: undefined }));
}

function parseLines(text: string): number {
  const lines = Number(text);
  if (Number.isInteger(lines) && lines >= 1 && lines <= 1_000_000) return lines;
  throw refuseArguments(
    `--rewrites has the value “${text}”`,
    "how many lines each file has, such as 5000, or leave it out.",
  );
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
