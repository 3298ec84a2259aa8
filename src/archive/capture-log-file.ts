/** Reads and writes `captures.jsonl`, which stands beside a source's snapshots. */
import { randomUUID } from "node:crypto";
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  appendCapture,
  parseCaptureLog,
  type CaptureLog,
  type CaptureRecord,
} from "../capture-log.ts";
import { InputError } from "../errors.ts";

const fileName = "captures.jsonl";

/** What a build reads at most: a year of hourly captures of which each fails in twenty ways is half of it. */
const mostBytes = 32 * 1024 * 1024;

/**
 * What is known at `now` (milliseconds) of the captures of the source in `folder`; null where nothing was
 * written down. A link, a folder and what is too large count as one damaged line.
 */
export function readCaptureLog(folder: string, now: number): CaptureLog | null {
  const file = path.join(folder, fileName);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) return null;
  if (!stats.isFile() || stats.size > mostBytes) return { records: [], damaged: [1] };
  return parseCaptureLog(readFileSync(file, "utf8"), now);
}

/**
 * Adds a line, in one step: whoever looks finds the file as it was or with the line.
 * Throws InputError where something else has its name.
 */
export function writeCaptureRecord(folder: string, record: CaptureRecord): void {
  const file = path.join(folder, fileName);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) {
    const remedy = "Move it away: captures write down there what became of them.";
    throw new InputError({ where: file, what: "is no file", remedy });
  }
  // Named as drafts of snapshots are: no commit takes it, and the next capture removes what a killed one left.
  const draft = path.join(folder, `.capture-${String(process.pid)}-${randomUUID()}`);
  try {
    writeFileSync(draft, appendCapture(stats ? readFileSync(file, "utf8") : "", record));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
