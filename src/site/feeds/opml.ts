/** `/feeds.opml`: every feed of the archive, to be taken into a feed reader at once. */
import { generateOpml } from "feedsmith";
import type { ArchiveFacts, SourceFacts } from "../../model.ts";
import { dropControls } from "../text/escape.ts";
import { fileFeed, selectiveFeed, siteFeed, sourceFeed, type Feed } from "./feeds.ts";
import { titleOfWeekly } from "./weekly.ts";
import { createAbsolute, createUrls } from "../addresses/urls.ts";

/** The outline: the site's feed, then a group a source with its feeds and those of its files. */
export function writeOpml(archive: ArchiveFacts): string {
  const absolute = createAbsolute(archive);
  const urls = createUrls(archive.basePath);
  const outline = (name: string, feed: string, page: string) => {
    const title = dropControls(name);
    return { type: "rss", text: title, title, xmlUrl: absolute(feed), htmlUrl: absolute(page) };
  };
  const describe = (feed: Feed) => outline(feed.title, feed.addressOf("rss"), feed.home);
  const group = (source: SourceFacts) => ({
    text: dropControls(source.title),
    outlines: [
      describe(sourceFeed(archive, source)),
      describe(selectiveFeed(archive, source, "content")),
      describe(selectiveFeed(archive, source, "removals")),
      outline(titleOfWeekly(source), urls.feeds.weekly(source.id), urls.source(source.id)),
      ...nestFiles(source, (file) => describe(fileFeed(archive, source, file))),
    ],
  });
  const site = siteFeed(archive);
  return generateOpml({
    head: {
      title: dropControls(archive.title),
      ...(site.updated === null ? {} : { dateModified: new Date(site.updated) }),
    },
    body: { outlines: [describe(site), ...archive.sources.map(group)] },
  });
}

function nestFiles<Outline>(
  { files }: SourceFacts,
  describeFile: (file: SourceFacts["files"][number]) => Outline,
) {
  return files.length === 0 ? [] : [{ text: "Files", outlines: files.map(describeFile) }];
}
