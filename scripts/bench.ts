/** `npm run bench -- --pairs DIR [--peers]`: renders every pair fully and prints one JSON line. */
import path from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "../src/errors.ts";
import { measurePeers } from "./bench/measure-peers.ts";
import { measureTidemark } from "./bench/measure-tidemark.ts";
import { readPairs } from "./bench/read-pairs.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async () => {
  const { values } = parseArgs({
    options: { pairs: { type: "string" }, peers: { type: "boolean", default: false } },
  });
  if (values.pairs === undefined) {
    throw new InputError([
      {
        where: "command line",
        what: "--pairs is missing",
        remedy: "Write: npm run bench -- --pairs DIR; `npm run bench:pairs` makes such a folder.",
      },
    ]);
  }
  const pairs = readPairs(path.resolve(values.pairs));
  const ours = await measureTidemark(pairs);
  console.log(JSON.stringify(ours));
  if (!values.peers) return;
  for (const theirs of await measurePeers(pairs)) {
    const times = theirs.totalMs / ours.totalMs;
    const bytes = ours.htmlBytes / theirs.htmlBytes;
    console.log(JSON.stringify({ ...theirs, slowerBy: round(times), oursInBytes: round(bytes) }));
  }
});

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
