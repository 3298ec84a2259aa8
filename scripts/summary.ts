import type { BuildSummary, SitePart } from "../src/pipeline/summary.ts";
import { localOrigin } from "../src/site/addresses/urls.ts";

/** The narrowest limits of the common hosts. */
const limits = { files: 20_000, fileBytes: 25 * 2 ** 20, siteBytes: 1e9 };

const fewerFiles =
  "Narrow include and exclude in source.yaml (pages of files left out are gone), take fewer snapshots (of a git history: every: day), or build sources as archives of their own.";
const smallerFile =
  "Leave the largest documents out with exclude in source.yaml, or take snapshots more often.";

/** The last lines of a build. */
export function formatSummary(summary: BuildSummary): string {
  const rows = [
    ["sources", count(summary.sources)],
    ["snapshots", count(summary.snapshots)],
    ["changes", count(summary.changes)],
    ["search records", count(summary.records)],
    ["pages", count(summary.pages)],
    ["files", `${count(summary.files)} (${share(summary.files, limits.files)} of 20,000)`],
    ["size", `${megabytes(summary.bytes)} (${share(summary.bytes, limits.siteBytes)} of 1 GB)`],
    [
      "largest file",
      `${summary.largestFile.path}, ${megabytes(summary.largestFile.bytes)} (${share(summary.largestFile.bytes, limits.fileBytes)} of 25 MiB)`,
    ],
    [
      "time",
      summary.stages.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(", "),
    ],
    ["peak memory", megabytes(summary.peakBytes)],
  ];
  return [
    "",
    ...rows.map(([name, value]) => `${(name ?? "").padEnd(16)}${value ?? ""}`),
    ...warn(summary),
    summary.isUnchanged ? `Nothing is new: ${summary.out} stays` : `Built ${summary.out}`,
  ].join("\n");
}

function warn(summary: BuildSummary): string[] {
  const warnings = [];
  if (!summary.hasSiteUrl) {
    warnings.push(
      `No site URL: feeds point to ${localOrigin}. Set url in snapshots/archive.yaml, or SITE_URL.`,
    );
  }
  if (summary.isFilled) {
    warnings.push(
      `${summary.out} cannot be moved aside (a file system is mounted there, or its folder is not yours): it was filled in place, not in one step. A server may have shown old and new pages side by side meanwhile; let it serve a folder inside the mounted one, and build into that, where this matters.`,
    );
  }
  if (summary.wantsId) {
    warnings.push(
      "No id: another site URL would rename every item of every feed. Set id in snapshots/archive.yaml before anybody subscribes, such as changes.example.org,2026 (a host name of yours, and a year), and never change it.",
    );
  }
  for (const { id, lines } of summary.damagedLogs) {
    const [first, most] = [lines.slice(0, 10).join(", "), lines.length > 10 ? ", …" : ""];
    warnings.push(
      `${count(lines.length)} ${lines.length === 1 ? "line" : "lines"} of snapshots/${id}/captures.jsonl cannot be read, or ${lines.length === 1 ? "has a moment that is" : "have moments that are"} not yet there: ${first}${most}. Mend or delete ${lines.length === 1 ? "it" : "them"}; the rest counts.`,
    );
  }
  const { largestFile } = summary;
  if (isNear(summary.files, limits.files)) {
    warnings.push(
      `${count(summary.files)} files: some hosts take ${count(limits.files)} at most (Cloudflare Pages). Most are of ${nameParts(summary, ({ files }) => files, count)}. ${fewerFiles}`,
    );
  }
  if (isNear(largestFile.bytes, limits.fileBytes)) {
    warnings.push(
      `${largestFile.path} has ${megabytes(largestFile.bytes)}: some hosts take 25 MiB a file at most (Cloudflare Pages). ${smallerFile}`,
    );
  }
  if (isNear(summary.bytes, limits.siteBytes)) {
    warnings.push(
      `${megabytes(summary.bytes)} in all: some hosts take 1 GB a site at most (GitHub Pages). Most are of ${nameParts(summary, ({ bytes }) => bytes, megabytes)}. ${fewerFiles}`,
    );
  }
  return warnings.map((warning) => `! ${warning}`);
}

function isNear(amount: number, limit: number): boolean {
  return amount > limit * 0.9;
}

/** The two kinds that make up most of the site. */
function nameParts(
  { parts }: BuildSummary,
  amountOf: (part: SitePart) => number,
  show: (amount: number) => string,
): string {
  return parts
    .toSorted((a, b) => amountOf(b) - amountOf(a))
    .slice(0, 2)
    .map((part) => `${part.name} (${show(amountOf(part))})`)
    .join(" and ");
}

function share(amount: number, limit: number): string {
  const percent = (amount / limit) * 100;
  return percent > 0 && percent < 1 ? "<1%" : `${String(Math.floor(percent))}%`;
}

function count(number: number): string {
  return number.toLocaleString("en");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
