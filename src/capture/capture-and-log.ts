/** Captures whose outcome is written down: what a source's `captures.jsonl` keeps of each attempt. */
import { writeCaptureRecord } from "../archive/capture-log-file.ts";
import { InputError } from "../errors.ts";
import type { CaptureOutcome, CaptureProblem, CaptureRecord } from "../capture-log.ts";
import { formatStamp } from "../stamp.ts";
import { type CaptureTask, type CaptureResult, captureSource } from "./capture-source.ts";
import { cameNothing, chooseExitCode, toOneLine } from "./report.ts";
import { SourceLocked } from "./snapshot/lock.ts";

/**
 * Takes the source's next snapshot and writes down what became of it, even where that throws. Throws what
 * `captureSource` throws. While another capture runs, this one is no attempt.
 */
export async function captureAndLog(task: CaptureTask): Promise<CaptureResult> {
  const began = task.clock.now();
  const describeAttempt = () => ({
    stamp: formatStamp(task.now, "second"),
    seconds: Math.round((task.clock.now() - began) / 1000),
  });
  let written = false;
  try {
    const result = await captureSource(task);
    written = true;
    writeCaptureRecord(task.folder, describeResult(result, describeAttempt()));
    return result;
  } catch (error) {
    const isTold = error instanceof SourceLocked || written;
    if (!isTold) writeCaptureRecord(task.folder, describeFault(error, describeAttempt()));
    throw error;
  }
}

/**
 * Writes down that the source in `folder` could not be captured at `now` (milliseconds) for what its settings
 * say. Throws InputError where that cannot be written.
 */
export function logRefusedSettings(folder: string, error: InputError, now: number): void {
  const attempt = { stamp: formatStamp(now, "second"), seconds: 0 };
  writeCaptureRecord(folder, describeFault(error, attempt));
}

type Attempt = Pick<CaptureRecord, "stamp" | "seconds">;

/** A line is read by builds for a year: what is longer is cut, with the rest counted. */
const mostReasons = 20;
const mostAddresses = 5;
const mostSigns = 300;

/** The record of an attempt that came to its end. */
function describeResult(result: CaptureResult, attempt: Attempt): CaptureRecord {
  const { verdict, stamp, decision, failures, disallowed, redirects } = result;
  return {
    ...attempt,
    outcome: chooseOutcome(result),
    exit: chooseExitCode([result]),
    snapshot: stamp,
    ...(verdict === "changed"
      ? {
          added: decision.added.length,
          modified: decision.modified.length,
          removed: decision.removed.length,
        }
      : { added: 0, modified: 0, removed: 0 }),
    kept: decision.kept.length,
    failures: gather([
      ...(verdict === "refused"
        ? decision.removed.map((address) => ({ address, reason: "would vanish" }))
        : []),
      ...failures.filter(({ isSuspect }) => isSuspect !== true),
      ...disallowed,
    ]),
    redirects: gather(
      redirects.map(({ address, url }) => ({ address, reason: `leads to ${clean(url)}` })),
    ),
    suspected: gather(failures.filter(({ isSuspect }) => isSuspect === true)),
  };
}

/** The record of an attempt that bad input, a fault of the machine or one of this program ended. */
function describeFault(error: unknown, attempt: Attempt): CaptureRecord {
  return {
    ...attempt,
    outcome: "failed",
    exit: 1,
    snapshot: null,
    added: 0,
    modified: 0,
    removed: 0,
    kept: 0,
    failures: gather(listReasons(error).map((reason) => ({ reason, address: "" }))).map(
      (problem) => ({ ...problem, addresses: [] }),
    ),
    redirects: [],
    suspected: [],
  };
}

/** Without places: paths of this machine are nobody's business. */
function listReasons(error: unknown): string[] {
  if (error instanceof InputError) return error.problems.map(({ what }) => what);
  const name = error instanceof Error ? error.name : "Error";
  const code = error instanceof Error && "code" in error ? ` ${String(error.code)}` : "";
  return [`ended by a fault: ${name}${code}`];
}

function chooseOutcome(result: CaptureResult): CaptureOutcome {
  const { verdict, failures } = result;
  if (verdict === "refused") return "refused";
  if (cameNothing(result)) return "failed";
  if (failures.length > 0) return "partial";
  return verdict === "changed" ? "captured" : "unchanged";
}

/** By how often they came, then by reason; no order of answers shows. */
function gather(told: readonly { address: string; reason: string }[]): CaptureProblem[] {
  const groups = Map.groupBy(told, ({ reason }) => clean(reason));
  const all = [...groups]
    .map(([reason, members]) => ({ reason, addresses: members.map(({ address }) => address) }))
    .toSorted((a, b) => b.addresses.length - a.addresses.length || (a.reason < b.reason ? -1 : 1));
  const rest = all.slice(mostReasons).reduce((sum, { addresses }) => sum + addresses.length, 0);
  return [
    ...all.slice(0, mostReasons).map(({ reason, addresses }) => ({
      reason,
      count: addresses.length,
      addresses: addresses.map(clean).toSorted().slice(0, mostAddresses),
    })),
    ...(rest > 0 ? [{ reason: "other reasons", count: rest, addresses: [] }] : []),
  ];
}

/** The line is published: no passwords. */
function clean(words: string): string {
  return toOneLine(words)
    .replaceAll(/(:\/\/)[^\s/?#@]*@/g, "$1")
    .slice(0, mostSigns)
    .toWellFormed();
}
