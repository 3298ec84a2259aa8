/** Which sources are captured, by their settings. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { findSourceIdProblem, parseSourceConfig } from "../config.ts";
import type { CaptureConfig } from "../config-capture.ts";
import { InputError, type InputProblem } from "../errors.ts";
import { listFolders } from "../archive/list-files.ts";

export interface CaptureSource {
  readonly id: string;
  readonly folder: string;
  readonly config: CaptureConfig;
}

/** A source whose settings are wrong. */
interface RefusedSource {
  /** Where captures are written down; null where the settings speak of none. */
  readonly folder: string | null;
  readonly error: InputError;
}

/**
 * The sources in `snapshots` that have `capture:`, by id, and those whose settings are wrong; `wanted` names some
 * of them, or is empty for all. Throws InputError for names that are no such sources.
 */
export function findCaptureSources(
  snapshots: string,
  wanted: readonly string[],
): { sources: CaptureSource[]; refused: RefusedSource[] } {
  const problems: InputProblem[] = [];
  const sources: CaptureSource[] = [];
  const refused: RefusedSource[] = [];
  const names = wanted.length > 0 ? [...new Set(wanted)] : listSources(snapshots);
  for (const id of names.toSorted()) {
    const folder = path.join(snapshots, id);
    const problem = findSourceIdProblem(id, folder);
    if (problem) {
      if (wanted.length > 0) problems.push(problem);
      else refused.push({ folder: null, error: new InputError(problem) });
      continue;
    }
    try {
      const source = readSource(id, folder);
      if (source) sources.push(source);
      else if (wanted.length > 0) problems.push(lacksCapture(snapshots, id));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push({ folder: wantsCapture(folder) ? folder : null, error });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { sources, refused };
}

/** Whether settings that cannot be read speak of a capture. */
function wantsCapture(folder: string): boolean {
  return /(?:^|[{,\s])["']?capture["']?\s*:/.test(
    readFileSync(path.join(folder, "source.yaml"), "utf8"),
  );
}

function readSource(id: string, folder: string): CaptureSource | null {
  const file = path.join(folder, "source.yaml");
  if (!existsSync(file)) return null;
  const { capture, git } = parseSourceConfig(readFileSync(file, "utf8"), file);
  if (!capture) return null;
  if (git) {
    throw new InputError({
      where: file,
      what: "has both keys “git” and “capture”",
      remedy: "Keep one of the two: a git history brings its snapshots itself.",
    });
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
    throw new InputError({ where: snapshots, what: "does not exist", remedy });
  }
  return listFolders(snapshots);
}
