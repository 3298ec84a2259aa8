/** Archive documents of the feeds of files. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../../archive/facts.ts";
import { fileFeed } from "../../../../../site/feeds.ts";
import { typeOfFormat } from "../../../../../site/feeds-urls.ts";
import { listArchives, writeFeed } from "../../../../../site/feeds-write.ts";
import { findFile, findSource } from "../../../../../site/lookups.ts";

export function getStaticPaths() {
  const archive = readArchive();
  return archive.sources.flatMap((source) =>
    source.files.flatMap((file) =>
      listArchives(fileFeed(archive, source, file), readFeedHtml).map((part) => ({
        params: { source: source.id, path: file.address, part },
      })),
    ),
  );
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const source = findSource(archive, params["source"] ?? "");
  const feed = fileFeed(archive, source, findFile(source, params["path"] ?? ""));
  return new Response(writeFeed(archive, feed, "rss", readFeedHtml, Number(params["part"])), {
    headers: { "content-type": typeOfFormat.rss },
  });
}
