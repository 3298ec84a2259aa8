/** `npm run import`: writes a git history as snapshot folders. */
import path from "node:path";
import { importHistory, type ImportTask } from "../src/capture/import-history.ts";
import { parseSourceConfig } from "../src/config.ts";
import { folderOptions, readArguments, readMoment, refuseArguments } from "./arguments.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";

const usage = `npm run import -- --git REPO --source NAME [--folder docs --ref R --every day --since DATE --snapshots DIR]

  --git        a git repository: a path, or an address that git can clone
  --source     the id of the source, a folder of snapshots
  --folder     a folder of the repository; by default all of it
  --ref        a branch, tag or commit; by default HEAD
  --every      day (each day's last commit, for days that are over) or commit; by default day
  --since      leave out what is older, such as 2026-01-31
  --snapshots  the folder of the sources; by default snapshots
  --cache      where clones of addresses are kept; by default .cache
  --now        the moment that decides which days are over; by default now
`;

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const step = createProgress().step("Snapshots written");
  const result = await importHistory({
    ...options,
    onSnapshot: () => {
      step.tick();
    },
  });
  step.done(path.relative(".", result.folder));
  const present = result.present.length;
  if (present > 0) console.log(`${String(present)} were there already and stay as they are.`);
});

function readOptions(args: readonly string[]): Omit<ImportTask, "onSnapshot"> {
  const values = parse(args);
  if (values.git === undefined || values.source === undefined) {
    throw refuseArguments("--git and --source are needed", usage);
  }
  const { git, source, folder, ref, every } = values;
  // The schema of source.yaml judges these, too; JSON is YAML.
  const text = JSON.stringify({ git: { repository: git, folder, ref, every } });
  const config = parseSourceConfig(text, "command line").git;
  if (!config) throw refuseArguments("--git is empty", usage);
  return {
    git: config,
    from: process.cwd(),
    source,
    snapshots: path.resolve(values.snapshots),
    cache: path.resolve(values.cache),
    since: values.since === undefined ? null : readMoment("--since", values.since),
    now: values.now === undefined ? Date.now() : readMoment("--now", values.now),
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  return readArguments(usage, {
    args: [...args],
    options: {
      git: text,
      source: text,
      folder: text,
      ref: text,
      every: text,
      since: text,
      snapshots: folderOptions.snapshots,
      cache: folderOptions.cache,
      now: text,
    },
  }).values;
}
