/** What a capture says at its end, and by its exit code. Pure. */
import type { CaptureResult } from "./capture-source.ts";
import type { NoiseProposal } from "./noise/propose.ts";
import type { Failure } from "./snapshot/decide.ts";
import type { Tally } from "./http/tally.ts";

/** The exit codes of `npm run capture`. Node keeps numbers up to 13 for itself; 1 is bad input or a fault. */
export const exitCodes = { changed: 0, unchanged: 20, partlyFailed: 21, refused: 22 } as const;

/** Of several sources the one that needs a look most decides: refused or nothing came, partly failed, changed. */
export function chooseExitCode(results: readonly CaptureResult[]): number {
  const isRefused = (result: CaptureResult) => result.verdict === "refused" || cameNothing(result);
  if (results.some(isRefused)) return exitCodes.refused;
  if (results.some(({ failures }) => failures.length > 0)) return exitCodes.partlyFailed;
  if (results.some(({ verdict }) => verdict === "changed")) return exitCodes.changed;
  return exitCodes.unchanged;
}

/** Whether every request failed: then nothing is known of the source, not even that it is as it was. */
export function cameNothing({ tookAny, failures }: CaptureResult): boolean {
  return !tookAny && failures.length > 0;
}

/** A list that is longer is cut, with its rest counted. */
const mostLines = 50;

/** The report of one source. */
export function formatResult(result: CaptureResult): string {
  const { id, disallowed, believed, doubts, redirects, decision, tally } = result;
  const failures = result.failures.filter(({ isSuspect }) => isSuspect !== true);
  const suspects = result.failures.filter(({ isSuspect }) => isSuspect === true);
  const kept = new Set<string | null>(decision.kept);
  const keeps = failures.filter(({ path }) => kept.has(path)).length;
  return [
    `${id}: ${describeVerdict(result)}`,
    ...listAll(
      `  ${count(failures.length, "request")} failed${keeps > 0 ? `; ${String(keeps)} of the files keep their last text` : ""}:`,
      failures.map(formatFailure),
    ),
    ...listAll(
      `  ${count(suspects.length, "answer")} cannot be what was asked for; nothing of them is taken:`,
      suspects.map(formatFailure),
    ),
    ...listAll(
      `  ${count(believed.length, "answer")} looked wrong, came the same in every capture since, and is believed now:`,
      believed.map(formatFailure),
    ),
    ...listAll(
      `  ${count(doubts.length, "answer")} looked strange and ${doubts.length === 1 ? "is" : "are"} taken; have a look:`,
      doubts.map(formatFailure),
    ),
    ...listAll(
      `  ${count(redirects.length, "address", "addresses")} led elsewhere:`,
      redirects.map(({ address, url }) => formatFailure({ address, reason: `to ${url}` })),
    ),
    ...listAll(
      `  ${count(disallowed.length, "address", "addresses")} left out:`,
      disallowed.map(formatFailure),
    ),
    ...result.noise.flatMap(formatNoise),
    ...(tally ? [`  ${formatTally(tally)}`] : []),
  ].join("\n");
}

function describeVerdict(result: CaptureResult): string {
  const { verdict, stamp, decision, failures, before } = result;
  const { added, modified, removed } = decision;
  const counts = `${String(added.length)} added, ${String(modified.length)} modified, ${String(removed.length)} removed`;
  if (verdict === "unchanged") {
    return cameNothing(result) ? "nothing came, and all stays as it was" : "nothing changed";
  }
  if (verdict === "changed") return `${stamp ?? ""} written: ${counts}`;
  if (removed.length === 0) {
    const suspects = failures.filter(({ isSuspect }) => isSuspect === true).length;
    return `refused: ${count(suspects, "answer")} cannot be what was asked for (share sets how many may; --force takes them all the same)`;
  }
  return [
    `refused: ${String(removed.length)} of ${count(before, "file")} would vanish (share sets how many may; --force writes it all the same)`,
    ...cut(removed.map((path) => `    ${JSON.stringify(path)}`)),
  ].join("\n");
}

/** What can be written into `source.yaml` is JSON, and so YAML, whatever signs a page has. */
function formatNoise({ old, new: now, files, compared, remove, replace }: NoiseProposal): string[] {
  const lines = [
    ...(remove === null ? [] : [`    remove: ${JSON.stringify([remove])}`]),
    ...(replace === null ? [] : [`    replace: ${JSON.stringify([replace])}`]),
  ];
  return [
    `  ${count(files, "file")} of ${String(compared)} changed by the same few words: “${clean(old)}” is “${clean(now)}” now.`,
    ...(lines.length === 0
      ? []
      : [
          `  Where that says nothing to readers, write ${lines.length === 1 ? "this" : "one of these"} below capture: in source.yaml (remove where the selector stands):`,
          ...lines.map((line) => line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")),
        ]),
  ];
}

function formatTally({ requests, retries, bytes, statuses }: Tally): string {
  const answers = [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, times]) => `${String(times)} × ${String(status)}`);
  return [
    `${count(requests, "request")}${retries > 0 ? ` (${String(retries)} of them again)` : ""}`,
    `answers: ${answers.join(", ") || "none"}`,
    `${(bytes / 1e6).toFixed(1)} MB`,
  ].join("; ");
}

function formatFailure({ address, reason }: Pick<Failure, "address" | "reason">): string {
  return `    ${clean(address)}: ${clean(reason)}`;
}

function clean(text: string): string {
  return toOneLine(text).slice(0, 500);
}

/** Hosts choose some words of reports: no control sequence reaches a terminal or page, no line is forged. */
export function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
}

function listAll(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...cut(lines)];
}

function cut(lines: readonly string[]): string[] {
  if (lines.length <= mostLines) return [...lines];
  return [...lines.slice(0, mostLines), `    … and ${String(lines.length - mostLines)} more`];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
