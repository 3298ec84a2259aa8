/** Captures whose outcome is written down: what a source's `captures.jsonl` keeps of each attempt. */
import { writeCaptureRecord } from "../archive/capture-log-file.ts";
import { InputError } from "../errors.ts";
import type { CaptureOutcome, CaptureProblem, CaptureRecord } from "../model.ts";
import { formatStamp } from "../stamp.ts";
import { type CaptureOrder, type CaptureResult, captureSource } from "./capture-source.ts";
import { chooseExitCode, toOneLine } from "./report.ts";

/**
 * Takes the source's next snapshot and writes down what became of it, even where that throws. Throws what
 * `captureSource` throws; bad input (InputError) is no attempt.
 */
export async function captureAndLog(order: CaptureOrder): Promise<CaptureResult> {
  const began = order.clock.now();
  const describeAttempt = () => ({
    stamp: formatStamp(order.now, "second"),
    seconds: Math.round((order.clock.now() - began) / 1000),
  });
  try {
    const result = await captureSource(order);
    writeCaptureRecord(order.folder, describeResult(result, describeAttempt()));
    return result;
  } catch (error) {
    if (!(error instanceof InputError)) {
      writeCaptureRecord(order.folder, describeFault(error, describeAttempt()));
    }
    throw error;
  }
}

type Attempt = Pick<CaptureRecord, "stamp" | "seconds">;

/** A line is read by builds for a year: what is longer is cut, with the rest counted. */
const mostReasons = 20;
const mostAddresses = 5;
const mostSigns = 300;

/** The record of an attempt that came to its end. */
function describeResult(result: CaptureResult, attempt: Attempt): CaptureRecord {
  const { verdict, stamp, decision, failures, disallowed, tally } = result;
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
      ...(verdict === "refused" ? decision.removed.map(nameVanished) : []),
      ...failures.filter(({ isSuspect }) => isSuspect !== true),
      ...disallowed,
    ]),
    redirects: gather(
      (tally?.redirects ?? []).map(({ from, to }) => ({
        address: from,
        reason: `leads to ${clean(to)}`,
      })),
    ),
    suspected: gather(failures.filter(({ isSuspect }) => isSuspect === true)),
  };
}

/** The record of an attempt that a fault of the machine or of this program ended. */
function describeFault(error: unknown, attempt: Attempt): CaptureRecord {
  // Its words may hold paths of this machine, which are nobody's business.
  const name = error instanceof Error ? error.name : "Error";
  const code = error instanceof Error && "code" in error ? ` ${String(error.code)}` : "";
  return {
    ...attempt,
    outcome: "failed",
    exit: 1,
    snapshot: null,
    added: 0,
    modified: 0,
    removed: 0,
    kept: 0,
    failures: [{ reason: clean(`ended by a fault: ${name}${code}`), count: 1, addresses: [] }],
    redirects: [],
    suspected: [],
  };
}

function chooseOutcome({ verdict, failures, tookAny }: CaptureResult): CaptureOutcome {
  if (verdict === "refused") return "refused";
  if (failures.length > 0) return tookAny ? "partial" : "failed";
  return verdict === "changed" ? "captured" : "unchanged";
}

function nameVanished(path: string) {
  return { address: path, reason: "would vanish" };
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
