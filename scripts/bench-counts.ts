/**
 * `npm run bench:counts -- --pairs DIR`: changed lines of every pair against those that git counts
 * (`--histogram`). A pair may have 5 % or ten lines more, all together 1 %; beyond, it exits with 1.
 */
import { spawnSync } from "node:child_process";
import { diffLines } from "../src/diff/lines/lines.ts";
import { splitLines } from "../src/diff/lines/text.ts";
import { readArguments, refuseArguments } from "./arguments.ts";
import { readPairs } from "./bench/pairs.ts";
import { runCommand } from "./run-command.ts";

const usage = "npm run bench:counts -- --pairs DIR";

await runCommand(() => {
  const { values } = readArguments(usage, { options: { pairs: { type: "string" } } });
  const folder = values.pairs;
  if (folder === undefined) throw refuseArguments("--pairs is missing", usage);
  const compared = readPairs(folder).flatMap((pair) => {
    const git = countWithGit(folder, pair.id);
    return git === null ? [] : [{ ...pair, git, own: countLines(pair.oldBytes, pair.newBytes) }];
  });
  const far = compared.filter(({ git, own }) => own - git > Math.max(10, 0.05 * git));
  for (const pair of far) {
    console.log(`${pair.id} ${pair.path}: ${String(pair.own)}, git ${String(pair.git)}`);
  }
  const git = compared.reduce((sum, pair) => sum + pair.git, 0);
  const own = compared.reduce((sum, pair) => sum + pair.own, 0);
  const share = git === 0 ? 0 : own / git - 1;
  console.log(
    `${String(compared.length)} pairs: ${String(own)} changed lines, git ${String(git)} ` +
      `(${(100 * share).toFixed(2)} %); ${String(far.length)} pairs beyond 5 % and ten lines`,
  );
  if (far.length > 0 || share > 0.01) process.exitCode = 1;
  return Promise.resolve();
});

/** Additions and deletions together; null for what git takes for binary. */
function countWithGit(folder: string, id: string): number | null {
  const files = [`${id}.old.md`, `${id}.new.md`];
  const options = ["diff", "--no-index", "--histogram", "--numstat", "--", ...files];
  // There no attributes of this repository hold, which may let line ends pass for equal.
  const { stdout } = spawnSync("git", options, { cwd: folder, encoding: "utf8" });
  const [added, removed] = stdout.split("\t");
  if (added === "-") return null;
  return Number(added) + Number(removed ?? 0);
}

function countLines(oldBytes: Uint8Array, newBytes: Uint8Array): number {
  const split = (bytes: Uint8Array) => splitLines(Buffer.from(bytes).toString("latin1"));
  return diffLines(split(oldBytes), split(newBytes)).blocks.reduce(
    (sum, block) => sum + block.old.end - block.old.start + block.new.end - block.new.start,
    0,
  );
}
