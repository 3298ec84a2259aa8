/** The feed of all sources, as RSS and as Atom. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../archive/facts.ts";
import { siteFeed } from "../site/feeds/feeds.ts";
import { answerFeed, formatOfName } from "../site/feeds/formats.ts";
import { writeFeed } from "../site/feeds/write.ts";

export function getStaticPaths() {
  return ["rss", "atom"].map((feed) => ({ params: { feed } }));
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const format = formatOfName(params["feed"]);
  return answerFeed(writeFeed(archive, siteFeed(archive), format, readFeedHtml), format);
}
