import { execFile } from "node:child_process";

import { type Release, parseReleases, parseTimes, releaseFields } from "./answers.ts";
import { hasCode } from "../../errors.ts";

/** All that the registry says of one package. */
export interface PackageHistory {
  readonly name: string;
  readonly times: ReadonlyMap<string, number>;
  readonly releases: readonly Release[];
}

/** Calls of npm that may run at the same time, out of politeness. */
const callsAtOnce = 4;

/**
 * Asks the registry that npm is set up for about each package, two calls a package; the answer is in
 * the order of `names`. `onAnswer` is called after each package.
 *
 * @throws {Error} with npm's own words when one of the calls fails; no further call is then begun.
 */
export async function viewPackages(
  names: readonly string[],
  onAnswer: () => void,
): Promise<readonly PackageHistory[]> {
  const histories = new Map<string, PackageHistory>();
  const waiting = [...names];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      try {
        histories.set(name, await viewPackage(name));
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
      onAnswer();
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  return names.flatMap((name) => histories.get(name) ?? []);
}

async function viewPackage(name: string): Promise<PackageHistory> {
  const times = await callNpm([name, "time"], parseTimes);
  const releases = await callNpm([`${name}@>=0.0.0`, ...releaseFields], parseReleases);
  return { name, times, releases };
}

async function callNpm<Answer>(
  words: readonly string[],
  parse: (answer: unknown) => Answer,
): Promise<Answer> {
  // Without the shorter pauses npm takes minutes to find out that there is no network.
  const options = ["--json", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];
  const output = await run("npm", ["view", ...words, ...options]);
  try {
    return parse(JSON.parse(output));
  } catch (error) {
    const message = `npm view ${words.join(" ")}: the answer is not of the expected form.`;
    throw new Error(message, { cause: error });
  }
}

function run(command: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, words, { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
        return;
      }
      const call = [command, ...words.filter((word) => !word.startsWith("--"))].join(" ");
      reject(
        new Error(`${call} failed: ${explainFailure(error, stdout, stderr)}`, { cause: error }),
      );
    });
  });
}

function explainFailure(error: Error, stdout: string, stderr: string): string {
  if (hasCode(error, "ENOENT")) return "npm was not found on the PATH.";
  return readSummary(stdout) ?? (stderr.trim() || error.message);
}

/** With `--json` npm writes its error to standard output, as an object. */
function readSummary(stdout: string): string | null {
  try {
    const answer = JSON.parse(stdout) as { error?: { summary?: unknown } } | null;
    const summary = answer?.error?.summary;
    return typeof summary === "string" && summary !== "" ? summary : null;
  } catch {
    return null;
  }
}
