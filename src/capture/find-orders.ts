/** Which sources are captured, by their settings. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { findSourceIdProblem, parseSourceConfig } from "../config.ts";
import type { CaptureConfig } from "../config-capture.ts";
import { InputError, type InputProblem } from "../errors.ts";

export interface CaptureSource {
  readonly id: string;
  readonly folder: string;
  readonly config: CaptureConfig;
}

/**
 * The sources in `snapshots` that have `capture:`, by id; `wanted` names some of them, or is empty for
 * all. Throws InputError with every problem.
 */
export function findCaptureSources(snapshots: string, wanted: readonly string[]): CaptureSource[] {
  const problems: InputProblem[] = [];
  const names = wanted.length > 0 ? [...new Set(wanted)] : listSources(snapshots);
  const sources = names.toSorted().flatMap((id) => {
    try {
      const source = readSource(snapshots, id);
      if (source) return [source];
      if (wanted.length > 0) problems.push(lacksCapture(snapshots, id));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
    return [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return sources;
}

function readSource(snapshots: string, id: string): CaptureSource | null {
  const folder = path.join(snapshots, id);
  const problem = findSourceIdProblem(id, folder);
  if (problem) throw new InputError([problem]);
  const file = path.join(folder, "source.yaml");
  if (!existsSync(file)) return null;
  const { capture, git } = parseSourceConfig(readFileSync(file, "utf8"), file);
  if (!capture) return null;
  if (git) {
    throw new InputError([
      {
        where: file,
        what: "has both keys “git” and “capture”",
        remedy: "Keep one of the two: a git history brings its snapshots itself.",
      },
    ]);
  }
  return { id, folder, config: capture };
}

function lacksCapture(snapshots: string, id: string): InputProblem {
  const file = path.join(snapshots, id, "source.yaml");
  return existsSync(path.dirname(file))
    ? {
        where: file,
        what: "has no key “capture”",
        remedy: "Write how to take a snapshot, such as capture: {kind: llms, url: …}.",
      }
    : {
        where: path.dirname(file),
        what: "does not exist",
        remedy: `Name one of the folders in ${snapshots}.`,
      };
}

function listSources(snapshots: string): string[] {
  if (!existsSync(snapshots)) {
    const remedy = "Name a folder that holds a folder for each source: --snapshots DIR.";
    throw new InputError([{ where: snapshots, what: "does not exist", remedy }]);
  }
  return readdirSync(snapshots, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name);
}
