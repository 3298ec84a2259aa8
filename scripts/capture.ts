/** `npm run capture`: takes the next snapshot of each source that says how. */
import path from "node:path";
import { captureAndLog, logRefusedSettings } from "../src/capture/capture-and-log.ts";
import type { CaptureResult } from "../src/capture/capture-source.ts";
import { findCaptureSources } from "../src/capture/find-sources.ts";
import { systemClock } from "../src/capture/http/clock.ts";
import { chooseExitCode, exitCodes, formatResult } from "../src/capture/report.ts";
import { InputError, type InputProblem } from "../src/errors.ts";
import { folderOptions, readArguments, readMoment } from "./arguments.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";

const usage = `npm run capture [-- SOURCE… --snapshots DIR --cache DIR --force --now STAMP]

  SOURCE       ids of sources; by default all whose source.yaml has capture:
  --snapshots  the folder of the sources; by default snapshots
  --cache      where answers are kept, so that servers can say "not modified"; by default .cache
  --force      write a snapshot even when more of it vanishes than share allows, and whatever came
  --now        the moment of the snapshot, such as 2026-05-21T0636Z; by default now

Ends with ${String(exitCodes.changed)} when a snapshot was written, ${String(exitCodes.unchanged)} when nothing changed, ${String(exitCodes.partlyFailed)} when something could not be had
or cannot be what was asked for (what came is written, the rest keeps its last text), ${String(exitCodes.refused)} when nothing
came at all, or a snapshot was refused because too much would vanish or cannot be true, and 1 for bad input, or when
another capture of a source runs: the other sources are captured all the same. Of several the gravest counts.
Each attempt adds a line to the source's captures.jsonl, whatever came of it: commit it with the snapshots.
`;

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const { sources, refused } = findCaptureSources(options.snapshots, options.ids);
  const problems: InputProblem[] = [];
  // What is wrong with one source keeps no other from being captured.
  const unlessRefused = async (work: () => Promise<void> | void) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  };
  for (const { folder, error } of refused) {
    problems.push(...error.problems);
    await unlessRefused(() => {
      if (folder !== null) logRefusedSettings(folder, error, options.now);
    });
  }
  const results: CaptureResult[] = [];
  for (const source of sources) {
    await unlessRefused(async () => {
      const step = createProgress().step(source.id);
      const onFile = () => {
        step.tick();
      };
      const result = await captureAndLog({ ...source, ...options, clock: systemClock, onFile });
      step.done();
      console.log(formatResult(result));
      results.push(result);
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  if (results.length === 0) console.log("No source has capture: in its source.yaml.");
  process.exitCode = chooseExitCode(results);
});

interface CaptureOptions {
  readonly ids: readonly string[];
  readonly snapshots: string;
  readonly cache: string;
  readonly force: boolean;
  readonly now: number;
}

function readOptions(args: readonly string[]): CaptureOptions {
  const { values, positionals } = readArguments(usage, {
    args: [...args],
    allowPositionals: true,
    options: {
      snapshots: folderOptions.snapshots,
      cache: folderOptions.cache,
      force: { type: "boolean", default: false },
      now: { type: "string" },
    },
  });
  return {
    ids: positionals,
    snapshots: path.resolve(values.snapshots),
    cache: path.resolve(values.cache),
    force: values.force,
    now: values.now === undefined ? Date.now() : readMoment("--now", values.now),
  };
}
