import { parseArgs, type ParseArgsConfig } from "node:util";
import { InputError } from "../src/errors.ts";

/**
 * Reads a command line, the process' own unless `config.args` has another, as Node's parseArgs does.
 * Throws InputError, with `usage` as what to write, for an option that is not known or lacks its value.
 */
export function readArguments<Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw refuseArguments(error instanceof Error ? error.message : String(error), usage);
  }
}

/** The error of a command line: what is wrong with it, and what to write instead. */
export function refuseArguments(what: string, instead: string): InputError {
  return new InputError([{ where: "command line", what, remedy: `Write: ${instead}` }]);
}
