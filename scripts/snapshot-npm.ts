/** Writes snapshots of `snapshots/npm-toolchain` from what `npm view` answers. */
import path from "node:path";
import { parseArgs } from "node:util";

import { toolchain } from "../src/capture/npm/packages.ts";
import { takeSnapshot } from "../src/capture/npm/take-snapshot.ts";
import { viewPackages } from "../src/capture/npm/view.ts";
import { latestMonday, listWeeks } from "../src/capture/npm/weeks.ts";
import { hasSnapshot, writeSnapshot } from "../src/capture/npm/write-snapshot.ts";
import { formatStamp, parseStamp } from "../src/stamp.ts";
import { createProgress } from "./progress.ts";

const usage = `node scripts/snapshot-npm.ts [--date 2026-11-16T0600Z] [--weeks 1] [--folder DIR] [--force]

  --date    the last snapshot to write; by default the latest Monday, 06:00 UTC
  --weeks   how many weekly snapshots to write, the last of them that of --date
  --folder  the source's folder; by default snapshots/npm-toolchain
  --force   replace snapshots that are there already
`;

interface Order {
  readonly folder: string;
  /** Milliseconds since 1970, oldest first. */
  readonly moments: readonly number[];
}

try {
  const order = readOrder(Date.now());
  if (order !== null) await fulfil(order);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function fulfil({ folder, moments }: Order): Promise<void> {
  if (moments.length === 0) {
    console.log("Nothing to write: the snapshots are there. --force writes them again.");
    return;
  }
  const progress = createProgress();
  const asking = progress.step("Packages asked for", toolchain.length);
  const histories = await viewPackages(toolchain, () => {
    asking.tick();
  });
  asking.done();
  const writing = progress.step("Snapshots written", moments.length);
  for (const moment of moments) {
    await writeSnapshot(folder, formatStamp(moment), takeSnapshot(histories, moment));
    writing.tick();
  }
  writing.done(path.relative(".", folder));
}

function readOrder(now: number): Order | null {
  const { values } = parseArgs({
    options: {
      date: { type: "string" },
      weeks: { type: "string", default: "1" },
      folder: { type: "string", default: defaultFolder() },
      force: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return null;
  }
  const last = values.date === undefined ? latestMonday(now) : readMoment(values.date);
  if (last > now) {
    throw new RangeError(
      `--date ${formatStamp(last)} is yet to come; the latest is ${formatStamp(now)}.`,
    );
  }
  const weeks = Number(values.weeks);
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 1000) {
    throw new RangeError(`--weeks "${values.weeks}" must be a whole number from 1 to 1000.`);
  }
  const folder = path.resolve(values.folder);
  const missing = (moment: number) => values.force || !hasSnapshot(folder, formatStamp(moment));
  return { folder, moments: listWeeks(last, weeks).filter(missing) };
}

/** Reads a stamp to the minute, such as the folders are named by. */
function readMoment(date: string): number {
  const moment = parseStamp(date);
  if (moment !== null && formatStamp(moment) === date) return moment;
  throw new RangeError(`--date "${date}" is no stamp; write it like 2026-11-16T0600Z (UTC).`);
}

function defaultFolder(): string {
  return path.join(path.dirname(import.meta.dirname), "snapshots", "npm-toolchain");
}
