/** Archive documents of a source's XML feeds. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../archive/facts.ts";
import { feedOfSource, xmlFeedsOfSource } from "../../../../site/feeds.ts";
import { formatOfName, typeOfFormat } from "../../../../site/feeds-urls.ts";
import { listArchives, writeFeed } from "../../../../site/feeds-write.ts";
import { findSource } from "../../../../site/lookups.ts";

export function getStaticPaths() {
  const archive = readArchive();
  return archive.sources.flatMap((source) =>
    xmlFeedsOfSource.flatMap((feed) =>
      listArchives(feedOfSource(archive, source, feed), readFeedHtml).map((number) => ({
        params: { source: source.id, feed, number },
      })),
    ),
  );
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const source = findSource(archive, params["source"] ?? "");
  const format = formatOfName(params["feed"]);
  const feed = feedOfSource(archive, source, params["feed"] ?? "");
  const number = Number(params["number"]);
  return new Response(writeFeed(archive, feed, format, readFeedHtml, number), {
    headers: { "content-type": typeOfFormat[format] },
  });
}
