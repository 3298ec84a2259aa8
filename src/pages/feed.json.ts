/** The feed of all sources, as JSON Feed. */
import { readArchive, readFeedHtml } from "../archive/facts.ts";
import { siteFeed } from "../site/feeds/feeds.ts";
import { typeOfFormat } from "../site/feeds/urls.ts";
import { writeFeed } from "../site/feeds/write.ts";

export function GET(): Response {
  const archive = readArchive();
  return new Response(writeFeed(archive, siteFeed(archive), "json", readFeedHtml), {
    headers: { "content-type": typeOfFormat.json },
  });
}
