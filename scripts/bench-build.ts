/**
 * `npm run bench:build -- --snapshots DIR [--work DIR]`: builds a quarter, a half and the whole of an
 * archive's history: cold up to the last snapshot but one, then with that one more, then with nothing new.
 * Prints one JSON line each, and at last by which power of the snapshots the cold time grew.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openArchive } from "../src/archive/open-archive.ts";
import type { Stamp } from "../src/model.ts";
import { timeOf } from "../src/stamp.ts";
import { measureBuild, type MeasuredBuild } from "./bench/measure-build.ts";
import { projectFolder } from "./options.ts";
import { readArguments } from "./arguments.ts";
import { runCommand } from "./run-command.ts";

const shares = [0.25, 0.5, 1];

await runCommand(async () => {
  const { values } = readArguments("npm run bench:build -- [--snapshots DIR] [--work DIR]", {
    options: {
      snapshots: { type: "string", default: path.join(projectFolder, "snapshots") },
      work: { type: "string" },
    },
  });
  const snapshots = path.resolve(values.snapshots);
  const work = mkdtempSync(path.join(values.work ?? tmpdir(), "tidemark-bench-"));
  try {
    const stamps = await listStamps(snapshots, work);
    const cold: MeasuredBuild[] = [];
    for (const share of shares) {
      const last = stamps.slice(0, Math.ceil(stamps.length * share));
      const folder = path.join(work, String(share));
      const build = (name: string, until: Stamp) =>
        measureBuild({
          name: `${name}, ${String(share)} of the history`,
          snapshots,
          folder,
          until,
        });
      const first = await build("cold", last.at(-2) ?? last.at(-1) ?? "");
      cold.push(first);
      print(first);
      print(await build("one more", last.at(-1) ?? ""));
      print(await build("nothing new", last.at(-1) ?? ""));
      rmSync(folder, { recursive: true });
    }
    print({ name: "cold", exponent: fitExponent(cold) });
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

/** Of the half and the whole: 1 where twice the snapshots take twice the time. */
function fitExponent(builds: readonly MeasuredBuild[]): number {
  const [half, whole] = builds.slice(-2);
  if (!half || !whole || whole.snapshots === half.snapshots) return Number.NaN;
  const exponent =
    Math.log(whole.seconds / half.seconds) / Math.log(whole.snapshots / half.snapshots);
  return Math.round(exponent * 100) / 100;
}

function print(line: object): void {
  console.log(JSON.stringify(line));
}
