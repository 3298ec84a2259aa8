/** The feed of every file. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../archive/facts.ts";
import { fileFeed } from "../../../../site/feeds.ts";
import { typeOfFormat } from "../../../../site/feeds-urls.ts";
import { writeFeed } from "../../../../site/feeds-write.ts";
import { findFile, findSource } from "../../../../site/lookups.ts";

export function getStaticPaths() {
  return readArchive().sources.flatMap(({ id, files }) =>
    files.map(({ address }) => ({ params: { source: id, path: address } })),
  );
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const source = findSource(archive, params["source"] ?? "");
  const feed = fileFeed(archive, source, findFile(source, params["path"] ?? ""));
  return new Response(writeFeed(archive, feed, "rss", readFeedHtml), {
    headers: { "content-type": typeOfFormat.rss },
  });
}
