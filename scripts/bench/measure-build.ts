/** One build in a process of its own, with its time and memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { BuildSummary } from "../../src/pipeline/summary.ts";
import type { Stamp } from "../../src/model.ts";

export interface MeasuredBuild {
  readonly name: string;
  readonly snapshots: number;
  readonly changes: number;
  /** From the command to its end. */
  readonly seconds: number;
  /** Seconds by stage; search and pages run at once. */
  readonly stages: Readonly<Record<string, number>>;
  readonly files: number;
  readonly bytes: number;
  /** Peak resident size of the largest process of ours. */
  readonly peakMB: number;
  /** That of the largest process that the build started; null where the system does not tell. */
  readonly childPeakMB: number | null;
}

export interface BuildToMeasure {
  readonly name: string;
  readonly snapshots: string;
  /** Takes the output and the cache. */
  readonly folder: string;
  /** The newest snapshot that is built. */
  readonly until: Stamp;
}

/** Runs the build and waits for its end. Throws where it fails. */
export async function measureBuild(build: BuildToMeasure): Promise<MeasuredBuild> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [
      path.join(import.meta.dirname, "build-once.ts"),
      ...["--snapshots", build.snapshots, "--until", build.until],
      ...["--out", path.join(build.folder, "out"), "--cache", path.join(build.folder, "cache")],
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const memory = watchMemory(child);
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const output = await text(child.stdout);
  if ((await code) !== 0) throw new Error(`The build “${build.name}” failed.`);
  const seconds = (performance.now() - begun) / 1000;
  const summary = JSON.parse(output.trim().split("\n").at(-1) ?? "") as BuildSummary;
  return {
    name: build.name,
    snapshots: summary.snapshots,
    changes: summary.changes,
    seconds: round(seconds),
    stages: Object.fromEntries(summary.stages.map(({ name, seconds }) => [name, round(seconds)])),
    files: summary.files,
    bytes: summary.bytes,
    peakMB: Math.round(summary.peakBytes / 1e6),
    childPeakMB: memory(),
  };
}

/** Watches the processes below `child`; gives the largest one's peak in MB, or null. */
function watchMemory(child: ChildProcess): () => number | null {
  let peak: number | null = null;
  const timer = setInterval(() => {
    for (const id of listBelow(child.pid ?? 0)) {
      const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readProc(id, "status")) ?? [];
      if (kilobytes !== undefined)
        peak = Math.max(peak ?? 0, Math.round(Number(kilobytes) / 976.6));
    }
  }, 50);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function listBelow(id: number): number[] {
  const children = readTasks(id).flatMap((task) =>
    readProc(id, `task/${task}/children`).split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...listBelow(child)]);
}

function readTasks(id: number): string[] {
  try {
    return readdirSync(`/proc/${String(id)}/task`);
  } catch {
    return [];
  }
}

/** Empty where there is no such process any more, or no such system. */
function readProc(id: number, name: string): string {
  try {
    return readFileSync(`/proc/${String(id)}/${name}`, "utf8");
  } catch {
    return "";
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
