import path from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, parseEnvironment } from "../src/config.ts";
import { InputError } from "../src/errors.ts";
import { parseStamp } from "../src/stamp.ts";

export const projectFolder = path.dirname(import.meta.dirname);

/**
 * Reads a build's options from the command line and the environment. Throws InputError for an option
 * that is not known.
 */
export function readBuildOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): BuildOptions {
  const values = parseOptions(args);
  return {
    snapshots: path.resolve(values.snapshots ?? path.join(projectFolder, "snapshots")),
    out: path.resolve(values.out ?? path.join(projectFolder, "dist")),
    cache: path.resolve(values.cache ?? path.join(projectFolder, ".cache")),
    ...parseEnvironment(environment),
    now: values.now === undefined ? Date.now() : parseNow(values.now),
  };
}

function parseOptions(
  args: readonly string[],
): Partial<Record<"snapshots" | "out" | "cache" | "now", string>> {
  try {
    return parseArgs({
      args: [...args],
      options: {
        snapshots: { type: "string" },
        out: { type: "string" },
        cache: { type: "string" },
        now: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new InputError([
      {
        where: "command line",
        what: error instanceof Error ? error.message : String(error),
        remedy:
          "Write: npm run build -- --snapshots DIR --out DIR --cache DIR --now STAMP (each may be left out).",
      },
    ]);
  }
}

function parseNow(text: string): number {
  const time = parseStamp(text);
  if (time !== null) return time;
  throw new InputError([
    {
      where: "command line",
      what: `--now has the value “${text}”`,
      remedy: "Write a stamp, such as 2026-05-21T0636Z or 2026-05-21.",
    },
  ]);
}
