/**
 * `npm run bench:pairs -- --git REPO --out DIR [--count 200]`: takes pairs of consecutive versions of
 * Markdown files, evenly over a history, as `npm run bench` reads them.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openContentReader } from "../src/archive/content.ts";
import { locateRepository } from "../src/archive/git/locate-repository.ts";
import { chooseHistory, readHistory } from "../src/archive/git/read-history.ts";
import { compareTrees } from "../src/diff/trees/trees.ts";
import { readArguments, refuseArguments } from "./arguments.ts";
import { writePairs } from "./bench/pairs.ts";
import { runCommand } from "./run-command.ts";

const usage = "npm run bench:pairs -- --git REPO --out DIR [--count 200]";

await runCommand(async () => {
  const { values } = readArguments(usage, {
    options: {
      git: { type: "string" },
      out: { type: "string" },
      count: { type: "string", default: "200" },
    },
  });
  if (values.git === undefined || values.out === undefined) {
    throw refuseArguments("--git or --out is missing", usage);
  }
  const config = { repository: values.git, ref: "HEAD", folder: "", every: "commit" } as const;
  const cache = mkdtempSync(path.join(tmpdir(), "bench-pairs-"));
  const gitFolder = await locateRepository(config, process.cwd(), cache);
  const history = await chooseHistory(gitFolder, config, Date.now(), values.git);
  const read = await readHistory(
    history,
    (file) => /\.mdx?$/.test(file),
    () => undefined,
  );
  const versions = read.snapshots.flatMap((to, index) => {
    const from = read.snapshots[index - 1];
    const changes = from ? compareTrees(from.tree, to.tree) : [];
    return changes.flatMap((change) => (change.kind === "modified" ? [change] : []));
  });
  const count = Math.min(Number(values.count), versions.length);
  const chosen = Array.from({ length: count }, (_, index) => {
    const change = versions[Math.floor((index * versions.length) / count)];
    if (!change) throw new RangeError("A sample lies outside the history.");
    return { id: String(index).padStart(4, "0"), change };
  });
  const contents = await readContents(
    chosen.flatMap(({ change }) => [change.from.hash, change.to.hash]),
    read.places,
  );
  rmSync(cache, { recursive: true });
  const pairs = chosen.map(({ id, change: { from, to } }) => ({
    ...{ id, path: to.path },
    ...{ oldBytes: contents(from.hash), newBytes: contents(to.hash) },
  }));
  writePairs(values.out, pairs);
  console.log(`${String(count)} of ${String(versions.length)} pairs in ${values.out}`);
});

async function readContents(
  hashes: readonly string[],
  places: Awaited<ReturnType<typeof readHistory>>["places"],
): Promise<(hash: string) => Uint8Array> {
  const reader = openContentReader();
  const wanted = new Set(hashes);
  const contents = await reader.readAll(new Map([...places].filter(([hash]) => wanted.has(hash))));
  reader.close();
  return (hash) => contents.get(hash) ?? new Uint8Array();
}
