/** `/<source>/captures/captures.xml`: an item where the health of captures turned, not for each capture. */
import type { CaptureRecord } from "../../capture-log.ts";
import type { ArchiveFacts, SourceFacts } from "../../model.ts";
import { showStamp, timeOf } from "../../stamp.ts";
import { describeFiles, healthOf, listTurns, outcomeWords } from "./health.ts";
import { dropControls, escapeMarkup } from "../text/escape.ts";
import type { FeedItem } from "../feeds/item.ts";
import { createFeedIds } from "../feeds/item-id.ts";
import { writeItems } from "../feeds/write.ts";
import { createAbsolute, createUrls } from "../addresses/urls.ts";

/** The feed as Atom. */
export function writeCaptureFeed(archive: ArchiveFacts, source: SourceFacts): string {
  const absolute = createAbsolute(archive);
  const urls = createUrls(archive.basePath);
  const home = absolute(urls.captures(source.id));
  const { records = [] } = source.captures ?? {};
  const turns = source.captures ? listTurns(source.captures) : [];
  const newest = turns.at(-1) ?? records[0];
  return writeItems(archive, {
    title: `${source.title}: captures`,
    description: `Whether captures of ${source.title} fail or work again.`,
    language: "en",
    place: `${source.id}/captures/`,
    home,
    self: absolute(urls.feeds.captures(source.id)),
    updated: newest ? timeOf(newest.stamp) : 0,
    items: turns.toReversed().map((record) => describeTurn(archive, source, record, home)),
  });
}

function describeTurn(
  archive: ArchiveFacts,
  source: SourceFacts,
  record: CaptureRecord,
  home: string,
): FeedItem {
  const isWell = healthOf(record) === "well";
  const what = isWell ? "captures work again" : `capture ${outcomeWords[record.outcome].name}`;
  const files = describeFiles(record);
  const summary = `Capture of ${showStamp(record.stamp)}: ${outcomeWords[record.outcome].name}${files === "" ? "" : ` (${files})`}.`;
  const reasons = record.failures.map(({ reason, count, addresses }) => {
    const named = addresses.map((address) => `<br><code>${write(address)}</code>`).join("");
    return `<li>${String(count)} × ${write(reason)}${named}</li>`;
  });
  return {
    id: createFeedIds(archive).feed(
      `${source.id}/captures/${record.stamp}`,
      `${home}#${record.stamp}`,
    ),
    title: `${source.title}: ${what}`,
    link: home,
    time: timeOf(record.stamp),
    summary,
    html: `<p>${write(summary)}</p>${reasons.length > 0 ? `<ul>${reasons.join("")}</ul>` : ""}`,
  };
}

function write(words: string): string {
  return escapeMarkup(dropControls(words));
}
