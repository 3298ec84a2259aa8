/**
 * The text of `captures.jsonl`: one line a capture, as JSON, whatever came of it. Anyone can write such a
 * file, so nothing of it is trusted: a line that is none is told and passed over. Pure.
 */
import { z } from "zod";
import { count, type Shape } from "./json-values.ts";
import { compareStamps, parseStamp, type Stamp, timeOf } from "./stamp.ts";

/**
 * How an attempt at a capture ended: a snapshot was written; nothing had changed; something could not be
 * had and what came was taken; too much would have vanished; nothing came.
 */
export const captureOutcomes = ["captured", "unchanged", "partial", "refused", "failed"] as const;
export type CaptureOutcome = (typeof captureOutcomes)[number];

const text = z.string().transform((words) => words.slice(0, 500));
const stamp = z.string().refine((words) => parseStamp(words) !== null);
/** So many reasons, and addresses of each, are read: somewhat more than captures write. */
const mostReasons = 50;
const mostAddresses = 20;

/** What befell several addresses of one attempt for one reason; the first few of them, sorted. */
const problem = z.object({
  reason: text,
  count,
  addresses: z
    .array(text)
    .transform((all) => all.slice(0, mostAddresses))
    .default([]),
});
/** By how often they came, then by reason. */
const problems = z
  .array(problem)
  .transform((all) => all.slice(0, mostReasons))
  .default([]);

/** One attempt at a capture: a line of `captures.jsonl`. Keys that a later version may add are passed over. */
const recordSchema = z.object({
  /** When it began, to the second. */
  stamp,
  outcome: z.enum(captureOutcomes),
  /** The exit code that it alone would have given. */
  exit: count,
  /** The snapshot that it wrote. */
  snapshot: stamp.nullable().default(null),
  /** Numbers of files; `kept` ones keep their last text because nothing better came. */
  added: count.default(0),
  modified: count.default(0),
  removed: count.default(0),
  kept: count.default(0),
  failures: problems,
  /** Addresses that led elsewhere: the reason says where to. */
  redirects: problems,
  /** Answers that look like error pages. */
  suspected: problems,
  seconds: z.number().nonnegative().default(0),
});

export type CaptureProblem = Shape<typeof problem>;
export type CaptureRecord = Shape<typeof recordSchema>;

/** All that is known of a source's captures. */
export interface CaptureLog {
  /** Oldest first, one a stamp. */
  readonly records: readonly CaptureRecord[];
  /** Numbers (from 1) of lines that could not be read, or whose moment is not yet there. */
  readonly damaged: readonly number[];
}

/** What is thinned: lines that are older than the newest one by more milliseconds than this. */
const wholeSpan = 365 * 86_400_000;

/**
 * Reads the text; lines may stand in any order (git joins two files' lines), the later of one stamp counts. A line
 * whose stamp is after `now` (milliseconds) is damaged: one from the future would be the last capture for years.
 */
export function parseCaptureLog(lines: string, now: number): CaptureLog {
  const records = new Map<Stamp, CaptureRecord>();
  const damaged: number[] = [];
  for (const [index, line] of lines.split("\n").entries()) {
    if (line.trim() === "") continue;
    const record = parseLine(line);
    if (record && timeOf(record.stamp) <= now) records.set(record.stamp, record);
    else damaged.push(index + 1);
  }
  return {
    records: [...records.values()].toSorted((a, b) => compareStamps(a.stamp, b.stamp)),
    damaged,
  };
}

/**
 * The text with one more line. Of lines that are then older than a year each month keeps its last; those
 * that cannot be read stay as they are.
 */
export function appendCapture(lines: string, record: CaptureRecord): string {
  const all = [...lines.split("\n"), JSON.stringify(record)].filter((line) => line.trim() !== "");
  const limit = timeOf(record.stamp) - wholeSpan;
  const parsed = all.map((line) => ({ line, stamp: parseLine(line)?.stamp ?? null }));
  const lastOfMonth = new Map<string, Stamp>();
  for (const { stamp } of parsed) {
    if (stamp === null || timeOf(stamp) >= limit) continue;
    const last = lastOfMonth.get(monthOf(stamp));
    if (last === undefined || timeOf(last) <= timeOf(stamp)) lastOfMonth.set(monthOf(stamp), stamp);
  }
  const kept = parsed.filter(
    ({ stamp }) =>
      stamp === null || timeOf(stamp) >= limit || lastOfMonth.get(monthOf(stamp)) === stamp,
  );
  return kept.map(({ line }) => `${line}\n`).join("");
}

function monthOf(stamp: Stamp): string {
  return stamp.slice(0, 7);
}

function parseLine(line: string): CaptureRecord | null {
  try {
    return recordSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
