/** `/<source>/captures/captures.json`: the health of a source's captures, for monitors. */
import type { CaptureRecord } from "../../capture-log.ts";
import type { ArchiveFacts, SourceFacts } from "../../model.ts";
import { toIsoTime } from "../../stamp.ts";
import { healthOf, listCaptureDays, summarizeCaptures } from "./health.ts";
import { jsonVersion } from "../../json-values.ts";
import type { CapturesJson } from "../json/schema.ts";
import { createUrls } from "../addresses/urls.ts";

/** Single captures are told of so many. */
const mostCaptures = 100;

/** The health of the source's captures for programs: `captures.json`. */
export function capturesJson(archive: ArchiveFacts, source: SourceFacts): CapturesJson {
  const summary = summarizeCaptures(source);
  const { records = [], damaged = [] } = source.captures ?? {};
  return {
    version: jsonVersion,
    source: source.id,
    url: createUrls(archive.basePath).captures(source.id),
    health: summary ? healthOf(summary.last) : null,
    healthSince: summary ? toIsoTime(summary.since.stamp) : null,
    lastAttempt: summary ? toIsoTime(summary.last.stamp) : null,
    lastSuccess: summary?.lastSuccess ? toIsoTime(summary.lastSuccess.stamp) : null,
    recent: summary && {
      from: summary.recent.from,
      to: summary.recent.to,
      captures: summary.recent.captures,
      failures: summary.recent.failures,
      changedLines: summary.recent.lines.all,
      formattingLines: summary.recent.lines.formatting,
    },
    days: [...(source.captures ? listCaptureDays(source.captures) : [])].map(([date, outcome]) => ({
      date,
      outcome,
    })),
    captures: records.slice(-mostCaptures).map(describeCapture),
    damagedLines: damaged.length,
  };
}

function describeCapture(record: CaptureRecord): CapturesJson["captures"][number] {
  const { stamp, ...rest } = record;
  return { at: toIsoTime(stamp), ...rest };
}
