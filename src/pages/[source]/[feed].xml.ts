/** The XML feeds of a source: everything as RSS and as Atom, content only, removals only. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../archive/facts.ts";
import { feedOfSource, xmlFeedsOfSource } from "../../site/feeds.ts";
import { formatOfName, typeOfFormat } from "../../site/feeds-urls.ts";
import { writeFeed } from "../../site/feeds-write.ts";
import { findSource } from "../../site/lookups.ts";

export function getStaticPaths() {
  return readArchive().sources.flatMap(({ id }) =>
    xmlFeedsOfSource.map((feed) => ({ params: { source: id, feed } })),
  );
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const source = findSource(archive, params["source"] ?? "");
  const format = formatOfName(params["feed"]);
  const feed = feedOfSource(archive, source, params["feed"] ?? "");
  return new Response(writeFeed(archive, feed, format, readFeedHtml), {
    headers: { "content-type": typeOfFormat[format] },
  });
}
