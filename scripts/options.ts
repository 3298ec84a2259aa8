import path from "node:path";
import { type BuildOptions, parseEnvironment } from "../src/config.ts";
import { folderOptions, readArguments, readMoment, refuseArguments } from "./arguments.ts";

/** What the commands do that take a build's options. */
const commands = {
  build: "builds the site",
  start: "builds the site and serves it",
  dev: "serves the pages from their sources, and again when those or the snapshots change",
  verify: "proves the site in --out against the snapshots; give it what the build was given",
} as const;

type Command = keyof typeof commands;

const usageOf = (
  command: Command,
) => `npm run ${command} -- --snapshots DIR --out DIR --cache DIR --only SOURCE… --now STAMP --until STAMP --threads N (each may be left out).

  npm run ${command} ${commands[command]}.

  --snapshots  the folder of the sources; by default snapshots
  --out        the folder of the site; by default dist
  --cache      where what was compared is kept, and clones of repositories; by default .cache
  --only       ids of the only sources that count; by default all
  --now        the moment of the build, such as 2026-05-21T0636Z; by default now
  --until      leave out snapshots that are later
  --threads    how many pairs are compared at once; by default as many as the machine has cores

SITE_URL and BASE_PATH in the environment override url and base of snapshots/archive.yaml.
`;

/**
 * Reads a build's options from the command line of `command` and the environment. Throws InputError for an
 * option that is not known, and HelpWanted.
 */
export function readBuildOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  command: Command = "build",
): BuildOptions {
  const values = parseOptions(args, usageOf(command));
  return {
    snapshots: path.resolve(values.snapshots),
    out: path.resolve(values.out),
    cache: path.resolve(values.cache),
    ...parseEnvironment(environment),
    only: values.only ?? null,
    now: values.now === undefined ? Date.now() : readMoment("--now", values.now),
    until: values.until === undefined ? null : readMoment("--until", values.until),
    threads: values.threads === undefined ? null : parseThreads(values.threads),
  };
}

function parseOptions(args: readonly string[], usage: string) {
  const { values, positionals } = readArguments(usage, {
    args: [...args],
    allowPositionals: true,
    options: {
      ...folderOptions,
      only: { type: "string", multiple: true },
      now: { type: "string" },
      until: { type: "string" },
      threads: { type: "string" },
    },
  });
  const [stray] = positionals;
  if (stray !== undefined && !values.only) {
    throw refuseArguments(`“${stray}” belongs to no option`, usage);
  }
  return { ...values, ...(values.only && { only: [...values.only, ...positionals] }) };
}

function parseThreads(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 1024) return threads;
  throw refuseArguments(
    `--threads has the value “${text}”`,
    "how many pairs are compared at once, such as 1, or leave it out.",
  );
}
