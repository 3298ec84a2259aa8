/** Archive documents of the feed of all sources, as RSS and as Atom. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../archive/facts.ts";
import { hasSiteArchives, siteFeed } from "../../../../site/feeds.ts";
import { formatOfName, typeOfFormat } from "../../../../site/feeds-urls.ts";
import { listArchives, writeFeed } from "../../../../site/feeds-write.ts";

export function getStaticPaths() {
  const archive = readArchive();
  if (!hasSiteArchives(archive)) return [];
  return listArchives(siteFeed(archive), readFeedHtml).flatMap((number) =>
    ["rss", "atom"].map((format) => ({ params: { format, number } })),
  );
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const format = formatOfName(params["format"]);
  const number = Number(params["number"]);
  return new Response(writeFeed(archive, siteFeed(archive), format, readFeedHtml, number), {
    headers: { "content-type": typeOfFormat[format] },
  });
}
