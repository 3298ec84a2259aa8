/** Older pages of a source's feed, as JSON Feed. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../archive/facts.ts";
import { sourceFeed } from "../../../../site/feeds.ts";
import { typeOfFormat } from "../../../../site/feeds-urls.ts";
import { listArchives, writeFeed } from "../../../../site/feeds-write.ts";
import { findSource } from "../../../../site/lookups.ts";

export function getStaticPaths() {
  const archive = readArchive();
  return archive.sources.flatMap((source) =>
    listArchives(sourceFeed(archive, source), readFeedHtml).map((number) => ({
      params: { source: source.id, feed: "json", number },
    })),
  );
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const feed = sourceFeed(archive, findSource(archive, params["source"] ?? ""));
  const number = Number(params["number"]);
  return new Response(writeFeed(archive, feed, "json", readFeedHtml, number), {
    headers: { "content-type": typeOfFormat.json },
  });
}
