/** The feed of all sources, as JSON Feed. */
import { readArchive, readFeedHtml } from "../archive/facts.ts";
import { siteFeed } from "../site/feeds/feeds.ts";
import { answerFeed } from "../site/feeds/formats.ts";
import { writeFeed } from "../site/feeds/write.ts";

export function GET(): Response {
  const archive = readArchive();
  return answerFeed(writeFeed(archive, siteFeed(archive), "json", readFeedHtml), "json");
}
