/** Writes snapshots of `snapshots/npm-toolchain` from what `npm view` answers. */
import { existsSync, rmSync } from "node:fs";
import path from "node:path";

import { toolchain } from "../src/capture/npm/packages.ts";
import { takeSnapshot } from "../src/capture/npm/take-snapshot.ts";
import { viewPackages } from "../src/capture/npm/view.ts";
import { latestMonday, listWeeklyMoments } from "../src/capture/npm/weeks.ts";
import { openDraft } from "../src/capture/snapshot/draft.ts";
import { InputError, messageOf } from "../src/errors.ts";
import type { Path, Stamp } from "../src/model.ts";
import { formatStamp, parseStamp } from "../src/stamp.ts";
import { readArguments, refuseArguments } from "./arguments.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";

const usage = `node scripts/snapshot-npm.ts [--date 2026-11-16T0600Z] [--weeks 1] [--folder DIR] [--force]

  --date    the last snapshot to write; by default the latest Monday, 06:00 UTC
  --weeks   how many weekly snapshots to write, the last of them that of --date
  --folder  the source's folder; by default snapshots/npm-toolchain
  --force   replace snapshots that are there already
`;

await runCommand(async () => {
  const { folder, moments } = readOptions(Date.now());
  if (moments.length === 0) {
    console.log("Nothing to write: the snapshots are there. --force writes them again.");
    return;
  }
  const progress = createProgress();
  const asking = progress.step("Packages asked for", toolchain.length);
  const histories = await viewPackages(toolchain, () => {
    asking.tick();
  }).catch((error: unknown) => {
    const what = messageOf(error);
    const remedy = "Run it again later; nothing is written.";
    throw new InputError({ where: "npm", what, remedy });
  });
  asking.done();
  const writing = progress.step("Snapshots written", moments.length);
  for (const moment of moments) {
    writeSnapshot(folder, formatStamp(moment), takeSnapshot(histories, moment));
    writing.tick();
  }
  writing.done(path.relative(".", folder));
});

/** The source's folder, and the moments (milliseconds since 1970, oldest first) of what is to be written. */
function readOptions(now: number): { folder: string; moments: readonly number[] } {
  const { values } = readArguments(usage, {
    options: {
      date: { type: "string" },
      weeks: { type: "string", default: "1" },
      folder: { type: "string", default: defaultFolder() },
      force: { type: "boolean", default: false },
    },
  });
  const last = values.date === undefined ? latestMonday(now) : readMoment(values.date);
  if (last > now) {
    throw refuseArguments(
      `--date has the value ${formatStamp(last)}, which is yet to come`,
      `--date ${formatStamp(now)}, or an earlier one.`,
    );
  }
  const weeks = Number(values.weeks);
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 1000) {
    throw refuseArguments(
      `--weeks has the value “${values.weeks}”`,
      "a whole number from 1 to 1000.",
    );
  }
  const folder = path.resolve(values.folder);
  const missing = (moment: number) =>
    values.force || !existsSync(path.join(folder, formatStamp(moment)));
  return { folder, moments: listWeeklyMoments(last, weeks).filter(missing) };
}

/** Reads a stamp to the minute, such as the folders are named by. */
function readMoment(date: string): number {
  const moment = parseStamp(date);
  if (moment !== null && formatStamp(moment) === date) return moment;
  throw refuseArguments(
    `--date has the value “${date}”`,
    "a stamp in UTC, to the minute, such as 2026-11-16T0600Z.",
  );
}

function defaultFolder(): string {
  return path.join(path.dirname(import.meta.dirname), "snapshots", "npm-toolchain");
}

/** Writes one snapshot whole or not at all; one that is there already is replaced. */
function writeSnapshot(folder: string, stamp: Stamp, files: ReadonlyMap<Path, string>): void {
  const draft = openDraft(folder);
  try {
    for (const [file, text] of files) draft.write(file, new TextEncoder().encode(text), "100644");
    rmSync(path.join(folder, stamp), { recursive: true, force: true });
    draft.publish(stamp);
  } finally {
    draft.discard();
  }
}
