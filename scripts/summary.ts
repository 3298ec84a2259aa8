import type { BuildSummary } from "../src/build/summary.ts";
import { localOrigin } from "../src/site/feeds-urls.ts";

/** The narrowest limits of the common hosts. */
const limits = { files: 20_000, fileBytes: 25 * 2 ** 20, siteBytes: 1e9 };

/** The last lines of a build. */
export function formatSummary(summary: BuildSummary): string {
  const rows = [
    ["sources", count(summary.sources)],
    ["snapshots", count(summary.snapshots)],
    ["changes", count(summary.changes)],
    ["search records", count(summary.records)],
    ["pages", count(summary.pages)],
    ["files", count(summary.files)],
    [
      "size",
      `${megabytes(summary.bytes)} (largest: ${summary.largestFile.path}, ${megabytes(summary.largestFile.bytes)})`,
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
  if (summary.files > limits.files * 0.9) {
    warnings.push(
      `${count(summary.files)} files: some hosts take ${count(limits.files)} at most (Cloudflare Pages).`,
    );
  }
  if (summary.largestFile.bytes > limits.fileBytes * 0.9) {
    warnings.push(
      `${summary.largestFile.path} has ${megabytes(summary.largestFile.bytes)}: some hosts take 25 MiB a file at most (Cloudflare Pages).`,
    );
  }
  if (summary.bytes > limits.siteBytes * 0.9) {
    warnings.push(
      `${megabytes(summary.bytes)} in all: some hosts take 1 GB a site at most (GitHub Pages).`,
    );
  }
  return warnings.map((warning) => `! ${warning}`);
}

function count(number: number): string {
  return number.toLocaleString("en");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
