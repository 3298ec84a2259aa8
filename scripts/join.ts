/** `npm run join -- DIR… --out DIR`: joins what `npm run build -- --only SOURCE` built. */
import path from "node:path";
import { joinParts } from "../src/pipeline/parts/join-parts.ts";
import { folderOptions, projectFolder, readArguments, refuseArguments } from "./arguments.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { formatSummary } from "./summary.ts";

await runCommand(async () => {
  const { folders, ...options } = readOptions(process.argv.slice(2));
  const summary = await joinParts(folders, options, projectFolder, createProgress());
  console.log(formatSummary(summary));
});

function readOptions(args: readonly string[]) {
  const usage = "npm run join -- DIR DIR… --out DIR --cache DIR (the last two may be left out).";
  const { values, positionals } = readArguments(usage, {
    args: [...args],
    allowPositionals: true,
    options: { out: folderOptions.out, cache: folderOptions.cache },
  });
  if (positionals.length === 0) throw refuseArguments("names no part", usage);
  return {
    folders: positionals.map((folder) => path.resolve(folder)),
    out: path.resolve(values.out),
    cache: path.resolve(values.cache),
  };
}
