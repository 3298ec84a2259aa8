/** The facts of the pages for programs, in the shapes that `schema.ts` publishes. */
import { toDisplay } from "../../bytes.ts";
import { jsonVersion } from "../../json-values.ts";
import type { ArchiveFacts, ChangeFacts, DayFacts, Headline, SourceFacts } from "../../model.ts";
import { type ArchiveJson, type ChangeJson, type DayJson, type HeadlineJson } from "./schema.ts";
import { findHeadlinesOfDay, showHeadline } from "../text/headlines.ts";
import { sumKinds, totalDay } from "../pages/totals.ts";
import { createUrls, type Urls } from "../addresses/urls.ts";

/** `/archive.json`. */
export function archiveJson(archive: ArchiveFacts): ArchiveJson {
  const urls = createUrls(archive.basePath);
  return {
    version: jsonVersion,
    title: archive.title,
    sources: archive.sources.map((source) => ({
      id: source.id,
      title: source.title,
      homepage: source.homepage,
      url: urls.source(source.id),
      snapshots: source.snapshots.map(({ stamp }) => stamp),
      days: source.days.map((day) => ({
        date: day.date,
        url: urls.day(source.id, day.date),
        json: urls.dayJson(source.id, day.date),
        ...totalDay(day),
      })),
    })),
  };
}

/** `/<source>/<date>.json`. */
export function dayJson(archive: ArchiveFacts, source: SourceFacts, day: DayFacts): DayJson {
  const urls = createUrls(archive.basePath);
  return {
    version: jsonVersion,
    source: source.id,
    date: day.date,
    ...totalDay(day),
    headlines: findHeadlinesOfDay(day).map(({ headline, change }) =>
      describeHeadline(headline, change, source, day, urls),
    ),
    pairs: day.pairs.map((pair) => ({
      from: pair.from,
      to: pair.to,
      patch: urls.patch(source.id, pair.to),
      files: pair.changes.length,
      additions: pair.additions,
      deletions: pair.deletions,
      cosmetic: sumKinds(pair.byKind, ["cosmetic"]),
      byKind: pair.byKind,
      ...(pair.silent && { silent: pair.silent }),
      missing: pair.missing.map(toDisplay),
      returned: pair.returned.map(toDisplay),
      notBack: pair.notBack.map(toDisplay),
      changes: pair.changes.map((change) => writeChange(change, source, day, urls)),
    })),
  };
}

function writeChange(
  change: ChangeFacts,
  source: SourceFacts,
  day: DayFacts,
  urls: Urls,
): ChangeJson {
  return {
    path: toDisplay(change.path),
    ...(change.previousPath === null ? {} : { previousPath: toDisplay(change.previousPath) }),
    kind: change.kind,
    ...(change.textFrom && { textFrom: toDisplay(change.textFrom.path) }),
    ...(change.textTo && { textTo: toDisplay(change.textTo.path) }),
    additions: change.additions,
    deletions: change.deletions,
    cosmetic: sumKinds(change.byKind, ["cosmetic"]),
    byKind: change.byKind,
    ...(change.noise && { noise: change.noise }),
    sections: distinctSections(change),
    headlines: change.headlines.map((headline) =>
      describeHeadline(headline, change, source, day, urls),
    ),
    moved: change.moved,
    ...writeRevert(change),
    binary: change.binary,
    oldSize: change.oldSize,
    newSize: change.newSize,
    anchor: change.anchor,
    url: urls.change(source.id, day.date, change.anchor),
  };
}

function writeRevert({ revert }: ChangeFacts): Pick<ChangeJson, "revertOf" | "revert"> {
  if (revert === null) return {};
  const { stamp, times, additions, deletions, byKind } = revert;
  return { revertOf: stamp, revert: { times, additions, deletions, byKind } };
}

function describeHeadline(
  headline: Headline,
  { path, anchor }: ChangeFacts,
  source: SourceFacts,
  day: DayFacts,
  urls: Urls,
): HeadlineJson {
  return {
    kind: headline.kind,
    text: showHeadline(headline),
    path: toDisplay(path),
    address: urls.change(source.id, day.date, anchor, headline.line),
  };
}

function distinctSections(change: ChangeFacts): string[][] {
  const seen = new Set<string>();
  return change.hunks.flatMap(({ section }) => {
    const key = JSON.stringify(section);
    if (section.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [section.map(toDisplay)];
  });
}
