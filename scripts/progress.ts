import type { ReportedStep, Reporter } from "../src/pipeline/reporter.ts";

/** Where progress is told: a terminal, or a log that keeps every line. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Milliseconds between two lines: on a terminal, and in a log. */
const pauses = { terminal: 100, log: 10_000 };

/**
 * Shows long work: on a terminal one line a step that counts in place, elsewhere a line when a step
 * begins, one when it ends, and between them at most one every ten seconds or tenth of the work,
 * whichever is rarer. `now` gives milliseconds.
 */
export function createProgress(
  stream: ProgressStream = process.stderr,
  now: () => number = Date.now,
): Reporter {
  return {
    step: (label, total) => beginStep(stream, now, label, total),
    say: (line) => stream.write(`${line}\n`),
  };
}

function beginStep(
  stream: ProgressStream,
  now: () => number,
  label: string,
  total: number | undefined,
): ReportedStep {
  const inPlace = stream.isTTY === true;
  const begun = now();
  let count = 0;
  let toldAt = begun;
  let toldCount = 0;
  let open = true;
  const tell = (text: string) => {
    // One column stays free: some terminals wrap when the last one is filled. Some say 0 for unknown.
    const width = (stream.columns || 80) - 1;
    const shown = text.length > width ? `${text.slice(0, width - 1)}…` : text;
    stream.write(inPlace ? `\r\u001B[2K${shown}` : `${text}\n`);
  };
  tell(describe(label, count, total));
  return {
    tick(more = 1) {
      count += more;
      if (!open || now() - toldAt < (inPlace ? pauses.terminal : pauses.log)) return;
      if (!inPlace && total !== undefined && count - toldCount < total / 10) return;
      toldAt = now();
      toldCount = count;
      tell(describe(label, count, total) + (inPlace ? drawBar(count, total) : ""));
    },
    done(note) {
      if (!open) return;
      open = false;
      tell(conclude(label, count, now() - begun, note));
      if (inPlace) stream.write("\n");
    },
  };
}

function describe(label: string, count: number, total: number | undefined): string {
  if (total !== undefined) return `${label} ${String(count)}/${String(total)}`;
  return count === 0 ? `${label} …` : `${label} ${String(count)}`;
}

function conclude(label: string, count: number, spent: number, note: string | undefined): string {
  const counted = count === 0 ? label : `${label} ${String(count)}`;
  const time = `${(spent / 1000).toFixed(1)} s`;
  return note === undefined ? `${counted} (${time})` : `${counted} (${time}): ${note}`;
}

function drawBar(count: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return "";
  const filled = Math.min(20, Math.floor((count / total) * 20));
  return ` [${"#".repeat(filled)}${".".repeat(20 - filled)}]`;
}
