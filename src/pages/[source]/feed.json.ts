/** The feed of a source, as JSON Feed. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../archive/facts.ts";
import { sourceFeed } from "../../site/feeds.ts";
import { typeOfFormat } from "../../site/feeds-urls.ts";
import { writeFeed } from "../../site/feeds-write.ts";
import { findSource } from "../../site/lookups.ts";

export function getStaticPaths() {
  return readArchive().sources.map(({ id }) => ({ params: { source: id } }));
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const feed = sourceFeed(archive, findSource(archive, params["source"] ?? ""));
  return new Response(writeFeed(archive, feed, "json", readFeedHtml), {
    headers: { "content-type": typeOfFormat.json },
  });
}
