/**
 * `npm run bench:build -- --snapshots DIR [--work DIR]`: builds a quarter, a half and the whole of an
 * archive's history: cold up to the last snapshot but one, then with that one more, then with nothing new.
 * Prints one JSON line each, and at last by which power of the snapshots the cold time grew.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openArchive } from "../src/archive/open-archive.ts";
import type { Stamp } from "../src/model.ts";
import type { BuildSummary } from "../src/pipeline/summary.ts";
import { timeOf } from "../src/stamp.ts";
import { folderOptions, readArguments } from "./arguments.ts";
import { round } from "./bench/figures.ts";
import { runCommand } from "./run-command.ts";

const shares = [0.25, 0.5, 1];

await runCommand(async () => {
  const { values } = readArguments("npm run bench:build -- [--snapshots DIR] [--work DIR]", {
    options: {
      snapshots: folderOptions.snapshots,
      work: { type: "string" },
    },
  });
  const snapshots = path.resolve(values.snapshots);
  const work = mkdtempSync(path.join(values.work ?? tmpdir(), "tidemark-bench-"));
  try {
    const stamps = await listStamps(snapshots, work);
    const cold: BuildFigures[] = [];
    for (const share of shares) {
      const last = stamps.slice(0, Math.ceil(stamps.length * share));
      const folder = path.join(work, String(share));
      const build = (name: string, until: Stamp) => {
        const figures = runBuild(snapshots, folder, until);
        console.log(
          JSON.stringify({ name: `${name}, ${String(share)} of the history`, ...figures }),
        );
        return figures;
      };
      cold.push(build("cold", last.at(-2) ?? last.at(-1) ?? ""));
      build("one more", last.at(-1) ?? "");
      build("nothing new", last.at(-1) ?? "");
      rmSync(folder, { recursive: true });
    }
    console.log(JSON.stringify({ name: "cold", exponent: fitExponent(cold) }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});

/** Moments at which any source has a snapshot, oldest first. */
async function listStamps(snapshots: string, work: string): Promise<Stamp[]> {
  const options = { cache: path.join(work, "clones"), only: null, now: Date.now(), until: null };
  const { sources } = await openArchive(snapshots, options);
  const stamps = new Map(
    sources.flatMap((source) => source.stamps).map((stamp) => [timeOf(stamp), stamp]),
  );
  return [...stamps].toSorted(([a], [b]) => a - b).map(([, stamp]) => stamp);
}

type BuildFigures = ReturnType<typeof runBuild>;

/**
 * Builds what stood at the moment `until`, in a process of its own; the output and the cache are kept in
 * `folder`. Gives seconds in all and by stage (search and pages run at once). Throws where the build fails.
 */
function runBuild(snapshots: string, folder: string, until: Stamp) {
  const begun = performance.now();
  const output = execFileSync(
    process.execPath,
    [
      path.join(import.meta.dirname, "bench", "build-once.ts"),
      ...["--snapshots", snapshots, "--until", until],
      ...["--out", path.join(folder, "out"), "--cache", path.join(folder, "cache")],
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  const seconds = (performance.now() - begun) / 1000;
  const summary = JSON.parse(output.trim().split("\n").at(-1) ?? "") as BuildSummary;
  return {
    snapshots: summary.snapshots,
    changes: summary.changes,
    seconds: round(seconds),
    stages: Object.fromEntries(summary.stages.map(({ name, seconds }) => [name, round(seconds)])),
    files: summary.files,
    bytes: summary.bytes,
    peakMB: Math.round(summary.peakBytes / 1e6),
  };
}

/** Of the half and the whole: 1 where twice the snapshots take twice the time. */
function fitExponent(builds: readonly BuildFigures[]): number {
  const [half, whole] = builds.slice(-2);
  if (!half || !whole || whole.snapshots === half.snapshots) return Number.NaN;
  return round(Math.log(whole.seconds / half.seconds) / Math.log(whole.snapshots / half.snapshots));
}
