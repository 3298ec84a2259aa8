import path from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { InputError, messageOf } from "../src/errors.ts";
import { parseStamp } from "../src/stamp.ts";

export const projectFolder = path.dirname(import.meta.dirname);

/** The options that name folders, by default those of this project: for `readArguments`, to be resolved. */
export const folderOptions = {
  snapshots: { type: "string", default: path.join(projectFolder, "snapshots") },
  cache: { type: "string", default: path.join(projectFolder, ".cache") },
  out: { type: "string", default: path.join(projectFolder, "dist") },
} as const;

/** Thrown where somebody asks how a command is used; its message says so. `runCommand` prints it. */
export class HelpWanted extends Error {}

/**
 * Reads a command line, the process' own unless `config.args` has another, as Node's parseArgs does. The first
 * line of `usage` is how the command is written. Throws InputError, with that line as what to write, for an option
 * that is not known or lacks its value, and HelpWanted for `--help`.
 */
export function readArguments<Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if ((config.args ?? process.argv.slice(2)).includes("--help")) throw new HelpWanted(usage);
  try {
    return parseArgs(config);
  } catch (error) {
    throw refuseArguments(messageOf(error), usage);
  }
}

/** The moment that an option names, in milliseconds since 1970. Throws InputError where it is none. */
export function readMoment(option: string, text: string): number {
  const time = parseStamp(text);
  if (time !== null) return time;
  throw refuseArguments(
    `${option} has the value “${text}”`,
    "a stamp, such as 2026-05-21T0636Z or 2026-05-21.",
  );
}

/** The error of a command line: what is wrong with it, and what to write instead (the first line of it). */
export function refuseArguments(what: string, instead: string): InputError {
  const [firstLine = ""] = instead.split("\n");
  return new InputError({ where: "command line", what, remedy: `Write: ${firstLine}` });
}
