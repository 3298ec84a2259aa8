/** Older pages of the feed of all sources, as JSON Feed. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../archive/facts.ts";
import { hasSiteArchives, siteFeed } from "../../../../site/feeds.ts";
import { typeOfFormat } from "../../../../site/feeds-urls.ts";
import { listArchives, writeFeed } from "../../../../site/feeds-write.ts";

export function getStaticPaths() {
  const archive = readArchive();
  if (!hasSiteArchives(archive)) return [];
  return listArchives(siteFeed(archive), readFeedHtml).map((number) => ({
    params: { format: "json", number },
  }));
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const number = Number(params["number"]);
  return new Response(writeFeed(archive, siteFeed(archive), "json", readFeedHtml, number), {
    headers: { "content-type": typeOfFormat.json },
  });
}
