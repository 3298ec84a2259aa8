/**
 * Compares versions of files, in a worker. The policy of the page does not reach a worker, so this asks
 * the network for nothing: the page hands it the files of the version store and of the grammars.
 */
import type { NoiseRule, Path, TextChange } from "../../model.ts";
import type { OpenVolume, VersionVolume } from "../../versions/format.ts";
import { openVolume } from "../../versions/read-volume.ts";
import {
  type AnalysedFile,
  analyseFile,
  type ChangedFile,
  colourAgain,
  noColours,
  tellKinds,
} from "./compare-files.ts";
import type { GrammarTable } from "../../render/highlight/grammar-table.ts";
import type { FindNoise } from "../../kinds/noise.ts";
import type { Colours } from "./colours.ts";
import type { WorkerAnswer, WorkerCommand } from "./messages.ts";
import { readChange } from "./read-change.ts";
import { writePatch } from "./write-patch.ts";
import { messageOf } from "../../errors.ts";

interface Job {
  readonly number: number;
  readonly files: readonly ChangedFile[];
  readonly noise: readonly NoiseRule[];
  /** What is left to show, the next one last; null until all are compared. */
  left: AnalysedFile[] | null;
  /** Compared texts that wait for their colours. */
  readonly uncoloured: Map<Path, TextChange>;
}

const volumes = new Map<string, OpenVolume>();
let job: Job | null = null;
let colours: Colours | null = null;
/** Grammars that the page was asked for and has not brought. */
const awaited = new Set<string>();

self.addEventListener("message", ({ data }: MessageEvent<WorkerCommand>) => {
  try {
    obey(data);
  } catch (error) {
    fail(error);
  }
});

function obey(command: WorkerCommand): void {
  switch (command.kind) {
    case "volume":
      volumes.set(command.name, openVolume(parse(command.bytes)));
      break;
    case "compare":
      job = startJob(command);
      void compareAll(job).catch(fail);
      break;
    case "grammars":
      void startColours(command.table).catch(fail);
      break;
    case "grammar":
      colours?.add(command.name, command.grammar);
      awaited.delete(command.name);
      if (job && awaited.size === 0) void colourAll(job).catch(fail);
      break;
    case "first":
      if (job?.left) moveToEnd(job.left, command.path);
      break;
    case "patch":
      say({ kind: "patch", ...writePatch(command.changes.map((it) => readChange(it, volumes))) });
      volumes.clear();
      break;
  }
}

function startJob({
  job: number,
  changes,
  noise,
}: Extract<WorkerCommand, { kind: "compare" }>): Job {
  const files = changes.map((change) => readChange(change, volumes));
  // Their lines are read, and another job will hardly want the same ones.
  volumes.clear();
  return { number, files, noise, left: null, uncoloured: new Map() };
}

/** One file after the other; between two of them the page may say what it wants first, or something else. */
async function compareAll(mine: Job): Promise<void> {
  const findNoise = await openNoise(mine.noise);
  const analysed: AnalysedFile[] = [];
  for (const file of mine.files) {
    analysed.push(analyseFile(file, findNoise));
    say({ kind: "read", job: mine.number, count: analysed.length });
    await pause();
    if (job !== mine) return;
  }
  const render = tellKinds(analysed);
  mine.left = analysed.toReversed();
  for (let file = mine.left.pop(); file; file = mine.left.pop()) {
    const { facts, chunks, text } = render(file, noColours);
    if (text) mine.uncoloured.set(file.path, text);
    say({ kind: "compared", job: mine.number, path: file.path, facts, chunks });
    await pause();
    if (job !== mine) return;
  }
  await colourAll(mine);
}

/** Few sources have rules, and RE2 weighs half as much as all the rest. It takes any pattern in linear time. */
async function openNoise(rules: readonly NoiseRule[]): Promise<FindNoise | undefined> {
  if (rules.length === 0) return undefined;
  const { createNoiseFinder } = await import("../../kinds/noise.ts");
  return createNoiseFinder(rules);
}

/** The highlighter comes when the page has nothing more urgent to load. */
async function startColours(table: GrammarTable): Promise<void> {
  const { createColours } = await import("./colours.ts");
  colours = createColours(table);
  if (job) await colourAll(job);
}

/** Colours what is compared; where a grammar is lacking the page is asked for it, and brings this on again. */
async function colourAll(mine: Job): Promise<void> {
  if (!colours || mine.left?.length !== 0) return;
  for (const [path, text] of mine.uncoloured) {
    if (awaited.size > 0) return;
    const done = colours.run((highlighter) => colourAgain(text, highlighter), text);
    if ("lacking" in done) {
      for (const name of done.lacking) awaited.add(name);
      say({ kind: "lacking", names: done.lacking });
      return;
    }
    mine.uncoloured.delete(path);
    say({ kind: "coloured", job: mine.number, path, chunks: done.result });
    await pause();
    if (job !== mine) return;
  }
}

/** Lets messages in. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function moveToEnd(files: AnalysedFile[], path: Path): void {
  const at = files.findIndex((file) => file.path === path);
  if (at >= 0) files.push(...files.splice(at, 1));
}

function parse(bytes: ArrayBuffer): VersionVolume {
  return JSON.parse(new TextDecoder().decode(bytes)) as VersionVolume;
}

function say(answer: WorkerAnswer): void {
  self.postMessage(answer);
}

function fail(error: unknown): void {
  say({ kind: "failed", message: messageOf(error) });
}
